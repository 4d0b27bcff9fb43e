/** The browser host as a process of its own, with settings and cache in a folder of the test. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach } from "vitest";
import { until } from "./studio.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

export interface Served {
  child: ChildProcess;
  address: URL;
  output(): string;
  ended: Promise<number | null>;
  call<T>(method: string, input?: unknown): Promise<T>;
}

/** Starts a host and, when it has printed its address, enters by it. */
export async function serve(
  folder: string,
  words: string[],
  environment: NodeJS.ProcessEnv = {},
  options: { cwd?: string; uid?: number } = {},
): Promise<Served> {
  const own = { VISUALATOM_SETTINGS: join(folder, "settings"), VISUALATOM_CACHE: join(folder, "cache") };
  const child = spawn(process.execPath, words, {
    cwd: root,
    ...options,
    env: { ...process.env, ...own, ...environment },
  });
  children.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => {
      output += data;
    });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const printed = await until(() => {
    const found = /http:\/\/\S+/.exec(output)?.[0] ?? null;
    if (found === null && child.exitCode !== null) throw new Error(`the host has ended: ${output}`);
    return found;
  });
  const address = new URL(printed);
  const entered = await fetch(address, { redirect: "manual" });
  const cookie = entered.headers.getSetCookie()[0].split(";")[0];
  const base = new URL(entered.headers.get("location")!, address);
  const call = async <T>(method: string, input: unknown = {}): Promise<T> => {
    const response = await fetch(new URL(`api/${method}`, base), {
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

/** Words that start `visualatom serve`. */
export const serveCommand = ["dist/cli.js", "serve", "--port", "0"];
