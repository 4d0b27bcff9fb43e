/** How much memory a command takes. */
import { readFileSync } from "node:fs";
import { type CliResult, startCli } from "../cli.ts";

/** What no command may take, whatever a dataset says of itself. */
export const MOST_KIBIBYTES = 400 * 1024;

/** The largest resident memory of a command, in KiB, and what it said. */
export async function peakOf(
  args: string[],
): Promise<Pick<CliResult, "code" | "stdout" | "stderr"> & { kibibytes: number }> {
  const { process: child, ended } = startCli(args);
  let kibibytes = 0;
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      kibibytes = Math.max(kibibytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {}
  }, 20);
  const { code, stdout, stderr } = await ended;
  clearInterval(look);
  return { kibibytes, code, stdout, stderr };
}
