/** Tells searches when nobody asks for what they find any more. */

/** One who has asked for something else does not come back to what was asked for before, unless it is soon. */
const PATIENCE_WITH_OTHERS_MILLISECONDS = 10_000;

interface Wish {
  name: string;
  /** ms, while nothing else is asked for. */
  patience: number;
  abort: AbortController;
  timer: NodeJS.Timeout | undefined;
  isLatest: boolean;
}

export class Interest {
  private readonly wishes = new Map<string, Wish>();

  /**
   * Somebody asks for this, and perhaps no more for what has another name.
   * @param patience ms until it is given up where nobody asks again; Infinity of what is asked for once
   * @returns a signal that is aborted when it is given up
   */
  ask(name: string, patience: number): AbortSignal {
    for (const wish of this.wishes.values())
      if (wish.name !== name && wish.isLatest) this.expect(wish, false);
    const key = `${name}\n${patience}`;
    let wish = this.wishes.get(key);
    if (wish === undefined) {
      wish = { name, patience, abort: new AbortController(), timer: undefined, isLatest: true };
      this.wishes.set(key, wish);
    }
    this.expect(wish, true);
    return wish.abort.signal;
  }

  close(): void {
    for (const [key, wish] of this.wishes) this.giveUp(key, wish);
  }

  private expect(wish: Wish, isLatest: boolean): void {
    clearTimeout(wish.timer);
    wish.isLatest = isLatest;
    const patience = isLatest ? wish.patience : PATIENCE_WITH_OTHERS_MILLISECONDS;
    if (patience === Number.POSITIVE_INFINITY) return;
    wish.timer = setTimeout(() => this.giveUp(`${wish.name}\n${wish.patience}`, wish), patience);
    wish.timer.unref();
  }

  private giveUp(key: string, { abort, timer }: Wish): void {
    clearTimeout(timer);
    this.wishes.delete(key);
    abort.abort();
  }
}
