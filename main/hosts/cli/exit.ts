/** Exit codes and the last words of a command that failed. */
import { ConfigError } from "../../../core/config/errors.ts";
import { describeError, InputError } from "../../common/errors.ts";
import { logFailure } from "./log.ts";
import { note } from "./output.ts";

export const exitCodes = {
  done: 0,
  failure: 1,
  badInput: 2,
  /** 128 + SIGINT, as shells expect. */
  interrupted: 130,
} as const;

/** Says what went wrong in a sentence and returns the exit code. */
export function reportFailure(error: unknown): number {
  const isInput = error instanceof InputError || error instanceof ConfigError;
  note(`error: ${describeError(error)}`);
  logFailure(error);
  if (process.env.VISUALATOM_DEBUG && error instanceof Error) note(error.stack ?? "");
  return isInput ? exitCodes.badInput : exitCodes.failure;
}

/**
 * Calls `interrupted` at the first Ctrl-C or SIGTERM; a further Ctrl-C ends the process at once. A further SIGTERM does not:
 * Slurm sends it to every process of a job, and a script may pass it on. Returns how to stop listening.
 */
export function onInterrupt(interrupted: () => void): () => void {
  let count = 0;
  const listener = (signal: NodeJS.Signals): void => {
    count += 1;
    if (count > 1 && signal === "SIGINT") process.exit(exitCodes.interrupted);
    if (count === 1) interrupted();
  };
  process.on("SIGINT", listener);
  process.on("SIGTERM", listener);
  return () => {
    process.off("SIGINT", listener);
    process.off("SIGTERM", listener);
  };
}

/**
 * Does what Ctrl-C or SIGTERM ends by the signal; that it was ended is then said, with exit code 130.
 * @param said in place of the work's error, which the signal brought about
 */
export async function interruptibly(
  work: (signal: AbortSignal) => Promise<void>,
  said = "Interrupted.",
): Promise<void> {
  const abort = new AbortController();
  const stopListening = onInterrupt(() => abort.abort());
  try {
    await work(abort.signal);
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    note(said);
    process.exitCode = exitCodes.interrupted;
  } finally {
    stopListening();
  }
}
