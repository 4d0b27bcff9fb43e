/** Lets so much work through at a time; the others wait for their turn, or leave. */

export class Turns {
  private readonly most: number;
  private running = 0;
  private readonly waiting = new Set<() => void>();

  constructor(most: number) {
    this.most = most;
  }

  /** @throws the signal's reason, where it is aborted before the work's turn comes */
  async take<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    while (this.running >= this.most) await this.next(signal);
    signal?.throwIfAborted();
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.callNext();
    }
  }

  private next(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    return new Promise((resolve) => {
      const go = (): void => {
        this.waiting.delete(go);
        signal?.removeEventListener("abort", go);
        resolve();
      };
      this.waiting.add(go);
      signal?.addEventListener("abort", go, { once: true });
    });
  }

  private callNext(): void {
    const [next] = this.waiting;
    next?.();
  }
}
