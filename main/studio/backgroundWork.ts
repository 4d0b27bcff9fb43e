/** Work in the background, one at a time, that is told of now and then and can be cancelled. */
import { Throttle } from "../common/async/throttle.ts";
import { plainError } from "./errors.ts";

export interface WorkState {
  state: "running" | "finished" | "cancelled" | "failed" | "interrupted";
  /** Why it failed. */
  error: string | null;
}

export interface BackgroundWorkOptions<T extends WorkState> {
  /** Milliseconds between two tellings of one work. */
  every: number;
  idOf(work: T): string;
  tell(work: T): void;
  /** How a work ends that the program's end has cut off: usually as one that was cancelled. */
  stateAtClose?: T["state"];
}

interface Running<T> {
  work: T;
  abort: AbortController;
  ended: Promise<void>;
}

export class BackgroundWork<T extends WorkState> {
  private readonly options: BackgroundWorkOptions<T>;
  private readonly events: Throttle;
  private running: Running<T> | null = null;
  private isClosing = false;

  constructor(options: BackgroundWorkOptions<T>) {
    this.options = options;
    this.events = new Throttle(options.every);
  }

  get atWork(): T | null {
    return this.running?.work ?? null;
  }

  /**
   * To be called only while nothing is at work.
   * @param run what of it goes on when it throws is ended by the signal too
   * @param ended does what belongs to its end, before that is told
   */
  start(work: T, run: (signal: AbortSignal) => Promise<void>, ended: () => void): void {
    const running: Running<T> = { work, abort: new AbortController(), ended: Promise.resolve() };
    this.running = running;
    running.ended = this.run(running, run, ended);
    this.events.flush(() => this.options.tell(work));
  }

  /** The work has changed: it is told of within a while. */
  changed(): void {
    const { running } = this;
    if (running !== null) this.events.call(() => this.options.tell(running.work));
  }

  /** Resolves at its end. */
  async cancel(id: string): Promise<void> {
    const { running } = this;
    if (running === null || this.options.idOf(running.work) !== id) return;
    running.abort.abort();
    await running.ended;
  }

  async close(): Promise<void> {
    this.isClosing = true;
    this.running?.abort.abort();
    await this.running?.ended;
    this.events.cancel();
  }

  private async run(
    { work, abort }: Running<T>,
    run: (signal: AbortSignal) => Promise<void>,
    ended: () => void,
  ): Promise<void> {
    try {
      await run(abort.signal);
      work.state = "finished";
    } catch (error) {
      const stopped = (this.isClosing && this.options.stateAtClose) || "cancelled";
      work.state = abort.signal.aborted ? stopped : "failed";
      if (work.state === "failed") work.error = plainError(error).message;
      abort.abort();
    }
    ended();
    this.running = null;
    this.events.flush(() => this.options.tell(work));
  }
}
