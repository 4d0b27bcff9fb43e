/** The browser host as a process: `visualatom serve`, and `npm start` where there is no Electron. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import type { JobProgress } from "../../core/studio/api.ts";
import { runCli } from "../support/cli.ts";
import { temporaryFolder } from "../support/folders.ts";
import { smallConfig, until } from "../support/studio.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

interface Served {
  child: ChildProcess;
  address: URL;
  output(): string;
  ended: Promise<number | null>;
  call<T>(method: string, input?: unknown): Promise<T>;
}

/** Starts a host and, when it has printed its address, enters by it. */
async function serve(
  folder: string,
  words: string[],
  environment: Record<string, string> = {},
): Promise<Served> {
  const own = { VISUALATOM_SETTINGS: join(folder, "settings"), VISUALATOM_CACHE: join(folder, "cache") };
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, ...own, ...environment },
  });
  children.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => {
      output += data;
    });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const printed = await until(() => /http:\/\/\S+/.exec(output)?.[0] ?? null);
  const address = new URL(printed);
  const entered = await fetch(address, { redirect: "manual" });
  const cookie = entered.headers.getSetCookie()[0].split(";")[0];
  const call = async <T>(method: string, input: unknown = {}): Promise<T> => {
    const response = await fetch(new URL(`/api/${method}`, address), {
      method: "POST",
      headers: { cookie, "content-type": "application/json", "x-visualatom": "1" },
      body: JSON.stringify(input),
    });
    const answer = (await response.json()) as { ok: boolean; value: T };
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    return answer.value;
  };
  return { child, address, output: () => output, ended, call };
}

const command = ["dist/cli.js", "serve", "--port", "0"];

describe("visualatom serve", () => {
  test("prints one address with a token that is new at every start, on this machine only", async () => {
    const a = await serve(temporaryFolder(), command);
    const b = await serve(temporaryFolder(), command);
    const token = (served: Served) => served.address.searchParams.get("token")!;
    expect(a.address.hostname).toBe("127.0.0.1");
    expect(token(a)).toMatch(/^[\w-]{43}$/);
    expect(token(a)).not.toBe(token(b));
    expect(await a.call("about")).toMatchObject({ host: "browser" });
  });

  test("ended by Ctrl-C in the middle of a job, stops in order, and continues it at the next start", async () => {
    const folder = temporaryFolder();
    const first = await serve(folder, command);
    const config = smallConfig({
      classes: 40,
      instances: 200,
      imageSize: 256,
      parameters: { orbits: [150, 200], vertices: [800, 1000] },
    });
    const result = await first.call<{ registered: { configId: string } }>("registerConfig", { config });
    const { path } = await first.call<{ path: string }>("grantFolder", { path: temporaryFolder() });
    const out = join(path, "dataset");
    const { configId } = result.registered;
    const { jobId } = await first.call<{ jobId: string }>("startJob", { configId, out, force: true });
    const journal = join(out, "journal.jsonl");
    await until(() => (existsSync(journal) && readFileSync(journal).length > 0 ? true : null));
    first.child.kill("SIGINT");
    expect(await first.ended).toBe(0);
    expect(first.output()).toContain("continued next time");
    expect(existsSync(join(out, ".lock"))).toBe(false);
    const second = await serve(folder, command);
    const [job] = await second.call<JobProgress[]>("jobs");
    expect(job).toMatchObject({ jobId, state: "interrupted" });
    expect(job.imagesDone).toBeGreaterThan(0);
    expect(await second.call<JobProgress>("continueJob", { jobId })).toMatchObject({ state: "starting" });
    await second.call("cancelJob", { jobId });
  });

  test("says so when the port is taken or no port", async () => {
    const { address } = await serve(temporaryFolder(), command);
    const taken = await runCli(["serve", "--port", address.port]);
    expect(taken).toMatchObject({ code: 2, stdout: "" });
    expect(taken.stderr).toContain(`--port: ${address.port} is in use`);
    expect((await runCli(["serve", "--port", "70000"])).stderr).toContain("from 0 to 65535");
  });
});

describe("npm start", () => {
  test("without a display or Electron's runtime says why and starts the browser host", async () => {
    const start = ["scripts/start.mjs", "--port", "0"];
    const served = await serve(temporaryFolder(), start, {
      DISPLAY: "",
      WAYLAND_DISPLAY: "",
      ELECTRON_OVERRIDE_DIST_PATH: "/nowhere",
    });
    expect(served.output()).toMatch(/No window: .*not installed.*browser instead/);
    served.child.kill("SIGINT");
    expect(await served.ended).toBe(0);
  });
});
