/** Tells a thread that ended under its task from a task that failed. */

/** As for want of memory, or because it was ended with its pool. */
export function isCrash(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return true;
  return /^worker exited|^Terminating worker thread/i.test(error.message);
}
