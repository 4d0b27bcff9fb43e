/** Does many things, several at the same time. */

export interface AtOnce {
  /** So many at a time; by default as many as a network file system, which answers slowly, answers at once. */
  atOnce?: number | undefined;
  signal?: AbortSignal | undefined;
}

const FILES_AT_ONCE = 32;

/**
 * Resolves once all are done. After a failure, or once the signal is aborted, nothing more is begun.
 * @throws a failure, or the signal's reason, once all that was begun has ended
 */
export async function forEachAtOnce<T>(
  items: Iterable<T>,
  task: (item: T) => Promise<void>,
  { atOnce = FILES_AT_ONCE, signal }: AtOnce = {},
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  let failed = false;
  const run = async (): Promise<void> => {
    for (;;) {
      signal?.throwIfAborted();
      if (failed) return;
      const { value, done } = iterator.next();
      if (done) return;
      try {
        await task(value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: atOnce }, run));
  for (const result of results) if (result.status === "rejected") throw result.reason;
}
