/** Runs of the command line that are killed, ended or held at a named point, so that no test has to guess how far they got. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { type RunningCli, startCli } from "../cli.ts";

const preload = fileURLToPath(new URL("../../faults/preload/kill.cjs", import.meta.url));

export interface KillPoint {
  /** Over `OPERATION PATH` of the main thread's work on files, as `writeSync /tmp/out/journal.jsonl`. */
  at: RegExp;
  /** Right after how many that fit; 1 unless told. */
  count?: number;
  /** SIGKILL unless told. SIGSTOP holds the run there until it gets SIGCONT. */
  signal?: NodeJS.Signals;
  /** Folder of marks by which it happens once for each file, however often the command is run; always without one. */
  once?: string;
}

/** What makes a process of Node's end at the point. */
export function killEnvironment({
  at,
  count = 1,
  signal = "SIGKILL",
  once = "",
}: KillPoint): Record<string, string> {
  return {
    NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
    KILL_AT: at.source,
    KILL_COUNT: String(count),
    KILL_SIGNAL: signal,
    KILL_ONCE: once,
  };
}

export function startWithKill(args: string[], point: KillPoint): RunningCli {
  return startCli(args, { env: { ...process.env, ...killEnvironment(point) } });
}

/** Whether the run came to the point and was killed there; one that did not must have ended well. */
export async function runUntilKilled(args: string[], point: KillPoint): Promise<boolean> {
  const { code, signal, stderr } = await startWithKill(args, point).ended;
  if (signal === "SIGKILL") return true;
  expect(code, stderr).toBe(0);
  return false;
}

/** Waits until a run that is held at a line of the journal has come there. */
export async function heldAt(journal: string, lines: number): Promise<void> {
  await expect
    .poll(() => existsSync(journal) && readFileSync(journal, "utf8").split("\n").length > lines)
    .toBe(true);
}

/** Right after this process has written so many lines to the journal; in a new one the first is its header. */
export function journalLine(count: number): KillPoint {
  return { at: /^writeSync .*journal[^/]*\.jsonl$/, count };
}
