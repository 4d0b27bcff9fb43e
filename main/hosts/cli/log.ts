/** The log of commands that run for long: how each was called, how it ended. */
import type { Log } from "../../common/log.ts";

const logged = new Set(["generate", "compare", "merge", "verify", "repair", "stream"]);

let log: Log | null = null;

/** Loaded where it is needed only: it would be a tenth of the time that a short command takes. */
export async function logRun(command: string): Promise<void> {
  if (!logged.has(command)) return;
  const { logStart, logUncaught, openLog } = await import("../../common/log.ts");
  const opened = openLog(command);
  log = opened;
  logStart(opened, process.argv.slice(2).join(" "));
  logUncaught(opened);
  process.on("exit", (code) => opened.info(`ended with code ${code}`));
}

/** The whole of what the terminal shows in a sentence. */
export function logFailure(error: unknown): void {
  log?.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
