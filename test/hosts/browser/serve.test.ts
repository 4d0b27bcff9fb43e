/** The browser host as a process: `visualatom serve`, and `npm start` where there is no Electron. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JobProgress } from "../../../core/studio/api.ts";
import { shellWord } from "../../../main/common/shellWord.ts";
import { runCli } from "../../support/cli.ts";
import { temporaryFolder } from "../../support/folders.ts";
import { serve, serveCommand } from "../../support/served.ts";
import { smallConfig, until } from "../../support/studio.ts";

describe("visualatom serve", () => {
  test("prints one address with a token that is new at every start, on this machine only", async () => {
    const a = await serve(temporaryFolder(), serveCommand);
    const b = await serve(temporaryFolder(), serveCommand);
    const token = (served: { address: URL }) => served.address.searchParams.get("token")!;
    expect(a.address.hostname).toBe("127.0.0.1");
    expect(token(a)).toMatch(/^[\w-]{43}$/);
    expect(token(a)).not.toBe(token(b));
    expect(await a.call("about")).toMatchObject({ host: "browser" });
  });

  test("ended by Ctrl-C in the middle of a job, stops in order, and continues it at the next start", async () => {
    const folder = temporaryFolder();
    const first = await serve(folder, serveCommand);
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
    await until(() => (existsSync(journal) && /\n.*\n/.test(readFileSync(journal, "utf8")) ? true : null));
    first.child.kill("SIGINT");
    expect(await first.ended).toBe(0);
    expect(first.output()).toContain("continued next time");
    expect(existsSync(join(out, ".lock"))).toBe(false);
    const second = await serve(folder, serveCommand);
    const [job] = await second.call<JobProgress[]>("jobs");
    expect(job).toMatchObject({ jobId, state: "interrupted" });
    expect(job.imagesDone).toBeGreaterThan(0);
    expect(await second.call<JobProgress>("continueJob", { jobId })).toMatchObject({ state: "starting" });
    await second.call("cancelJob", { jobId });
  });

  test.skipIf(process.platform === "win32")(
    "goes on when a configuration is to be saved into a pipe that nobody reads",
    async () => {
      const { call } = await serve(temporaryFolder(), serveCommand);
      const { path: folder } = await call<{ path: string }>("grantFolder", { path: temporaryFolder() });
      const path = join(folder, "pipe.json");
      execFileSync("mkfifo", [path]);
      const saved = call("saveConfigFile", {
        ...{ config: smallConfig(), path, name: "pipe.json", replace: true },
      });
      await expect(saved).rejects.toThrow("pipe.json is a pipe that nobody reads; choose a file.");
      expect(await call("about")).toMatchObject({ host: "browser" });
    },
  );

  test.skipIf(process.platform === "win32")(
    "hands a started browser an address for one entry, and never the token",
    async () => {
      const folder = temporaryFolder();
      const told = join(folder, "told");
      for (const name of ["xdg-open", "open"]) {
        const script = `#!/bin/sh\nprintf '%s\\n' "$@" > ${shellWord(told, "linux")}.tmp && mv ${shellWord(told, "linux")}.tmp ${shellWord(told, "linux")}\n`;
        writeFileSync(join(folder, name), script, { mode: 0o755 });
      }
      const PATH = `${folder}:${process.env.PATH}`;
      const { address } = await serve(folder, [...serveCommand, "--open"], { PATH });
      await until(() => (existsSync(told) ? true : null));
      const words = readFileSync(told, "utf8");
      expect(words).not.toContain(address.searchParams.get("token"));
      const [once, ...others] = words.trim().split("\n");
      expect(others).toEqual([]);
      const enter = async (): Promise<number> => (await fetch(once, { redirect: "manual" })).status;
      expect([await enter(), await enter()]).toEqual([303, 401]);
    },
  );

  test("says so when the port is taken or no port", async () => {
    const { address } = await serve(temporaryFolder(), serveCommand);
    const taken = await runCli(["serve", "--port", address.port]);
    expect(taken).toMatchObject({ code: 2, stdout: "" });
    expect(taken.stderr).toContain(`--port: ${address.port} is in use`);
    expect((await runCli(["serve", "--port", "70000"])).stderr).toContain("from 0 to 65,535");
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
