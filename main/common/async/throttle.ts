/** Lets a call through at most once in a while; the last one always comes through. */

export class Throttle {
  private readonly milliseconds: number;
  private timer: NodeJS.Timeout | null = null;
  private pending: (() => void) | null = null;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }

  call(action: () => void): void {
    if (this.timer) {
      this.pending = action;
      return;
    }
    action();
    this.wait();
  }

  /** Within that while, and not at once: what comes until then is done with it. */
  later(action: () => void): void {
    this.pending = action;
    if (this.timer === null) this.wait();
  }

  /** At once; what waited is superseded. */
  flush(action: () => void): void {
    this.cancel();
    action();
    this.wait();
  }

  cancel(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.pending = null;
  }

  private wait(): void {
    this.timer = setTimeout(() => {
      this.timer = null;
      const action = this.pending;
      this.pending = null;
      if (action) this.call(action);
    }, this.milliseconds);
    this.timer.unref();
  }
}
