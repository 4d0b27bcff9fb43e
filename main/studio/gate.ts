/** Holds work back while something else must not be disturbed. */

export class Gate {
  private blocked: Promise<void> = Promise.resolve();

  /** Resolves as soon as nothing must be undisturbed. */
  async open(): Promise<void> {
    for (let waited: Promise<void> | null = null; waited !== this.blocked; ) {
      waited = this.blocked;
      await waited;
    }
  }

  /** Runs the work with the gate closed to whoever comes meanwhile. */
  closedDuring<R>(work: () => Promise<R>): Promise<R> {
    const result = work();
    const settled = result.then(
      () => {},
      () => {},
    );
    this.blocked = Promise.all([this.blocked, settled]).then(() => {});
    return result;
  }
}
