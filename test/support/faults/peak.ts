/** How much a command takes. */
import { readFileSync } from "node:fs";
import { type CliResult, startCli } from "../cli.ts";

/** What no command may take, whatever a dataset says of itself. */
export const MOST_KIBIBYTES = 400 * 1024;

/** Of `/proc`, wherever Linux runs. */
const TICKS_PER_SECOND = 100;

export interface Peak extends Pick<CliResult, "code" | "stdout" | "stderr"> {
  /** Largest resident memory. */
  kibibytes: number;
  /** Of the processor, which passes no faster where others are at work. */
  seconds: number;
}

/** What a command took, and what it said. */
export async function peakOf(args: string[]): Promise<Peak> {
  const { process: child, ended } = startCli(args);
  let kibibytes = 0;
  let seconds = 0;
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      kibibytes = Math.max(kibibytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
      const stat = readFileSync(`/proc/${child.pid}/stat`, "utf8");
      const [user, system] = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .slice(11, 13);
      seconds = (Number(user) + Number(system)) / TICKS_PER_SECOND;
    } catch {}
  }, 20);
  const { code, stdout, stderr } = await ended;
  clearInterval(look);
  return { kibibytes, seconds, code, stdout, stderr };
}
