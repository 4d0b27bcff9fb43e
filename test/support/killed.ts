/** Runs of the command line that are killed at a named point, so that no test has to guess how far they got. */
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { startCli } from "./cli.ts";

const preload = fileURLToPath(new URL("../faults/preload/kill.cjs", import.meta.url));

export interface KillPoint {
  /** Over `OPERATION PATH` of the main thread's work on files, as `writeSync /tmp/out/journal.jsonl`. */
  at: RegExp;
  /** Right after how many that fit; 1 unless told. */
  count?: number;
}

/** Whether the run came to that point; one that did not must have ended well. */
export async function runUntilKilled(args: string[], { at, count = 1 }: KillPoint): Promise<boolean> {
  const env = {
    ...process.env,
    NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
    KILL_AT: at.source,
    KILL_COUNT: String(count),
  };
  const { code, signal, stderr } = await startCli(args, { env }).ended;
  if (signal === "SIGKILL") return true;
  expect(code, stderr).toBe(0);
  return false;
}

/** Killed right after a line of the journal was written; the first line is the journal's header. */
export function journalLine(count: number): KillPoint {
  return { at: /^writeSync .*journal[^/]*\.jsonl$/, count };
}
