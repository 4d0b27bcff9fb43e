/** Waits for something only as long as somebody wants it. */
import { setMaxListeners } from "node:events";

/** Calls back when the signal is aborted, for which many may wait. @returns how to wait no more */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  // Node warns of more than ten listeners, as of a leak.
  setMaxListeners(0, signal);
  signal.addEventListener("abort", callback, { once: true });
  return () => signal.removeEventListener("abort", callback);
}

/** What the promise becomes, or `reason` as soon as the signal is aborted; what was waited for goes on. */
export function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  reason: () => Error,
): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(reason());
    if (signal.aborted) leave();
    promise.then(resolve, reject).finally(onAbort(signal, leave));
  });
}
