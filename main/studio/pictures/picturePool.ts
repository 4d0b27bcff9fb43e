/**
 * Threads that draw previews and nothing else, so that a preview never waits behind a job's unit; jobs run
 * in threads of their own at a lower priority of the operating system.
 */
import type { Piscina } from "piscina";
import type { DrawsTask, ImagesTask, SearchTask, SkimTask, TaskResults } from "../../../workers/messages.ts";
import { ThreadsCannotStart } from "../../common/errors.ts";
import { withClasses } from "../../generate/classes/search/taskClasses.ts";
import { isCrash } from "../../generate/crash.ts";
import { openThreads } from "../../generate/threads.ts";
import { closing } from "../errors.ts";
import { Turns } from "./turns.ts";

/** More draw no faster than a page can show. */
const MOST_THREADS = 4;
const IDLE_MILLISECONDS = 60_000;

type PictureTask = ImagesTask | SkimTask | DrawsTask | SearchTask;

export class PicturePool {
  readonly threads: number;
  private pool: Piscina;
  private readonly running = new Set<PictureTask>();
  /** Searches never have all threads: a picture whose class is known is drawn meanwhile. */
  private readonly searches: Turns;
  private readonly onCrash: (error: Error) => void;
  private closed = false;
  /** Why a thread of the pool could not start. */
  private startFailure: Error | null = null;

  /** @param onCrash called when a thread has died and the pool has been started again */
  constructor(cores: number, onCrash: (error: Error) => void) {
    // One slow picture must leave a thread for the others.
    this.threads = Math.max(2, Math.min(MOST_THREADS, cores));
    this.searches = new Turns(this.threads - 1);
    this.onCrash = onCrash;
    this.pool = this.open();
  }

  /** @param signal ends the task, or the search before it; a thread that works on it is ended with it and replaced */
  async run<T extends PictureTask>(task: T, signal?: AbortSignal): Promise<TaskResults[T["kind"]]> {
    const whole = await withClasses(task, this, signal);
    if (this.startFailure !== null) this.renew(this.pool);
    const { pool } = this;
    this.running.add(task);
    try {
      return await pool.run(whole, signal === undefined ? {} : { signal });
    } catch (error) {
      if (this.closed) throw closing();
      if (signal?.aborted) throw error;
      if (this.startFailure !== null) throw new ThreadsCannotStart(this.startFailure);
      if (isCrash(error)) this.restart(pool, error as Error);
      throw error;
    } finally {
      this.running.delete(task);
    }
  }

  get workers(): number {
    return this.threads;
  }

  /** @param signal takes the task out of the queue; one that a thread works on goes on to its end */
  search(task: SearchTask, signal?: AbortSignal): Promise<TaskResults["search"]> {
    return this.searches.take(() => this.run(task), signal);
  }

  /** Tasks that threads have in hand. */
  get working(): number {
    return this.running.size;
  }

  /** For tests of what happens then. */
  async crashOneThread(): Promise<void> {
    await this.pool.threads[0]?.terminate();
  }

  close(): Promise<void> {
    this.closed = true;
    return this.pool.destroy();
  }

  private open(): Piscina {
    const options = { minThreads: 1, maxThreads: this.threads, idleTimeout: IDLE_MILLISECONDS };
    const pool = openThreads(options, (error) => {
      if (pool === this.pool) this.startFailure = error;
    });
    pool.on("error", (error: Error) => this.restart(pool, error));
    return pool;
  }

  /** Threads of the pool that die as they start would not be replaced by it, so that all is made anew. */
  private restart(broken: Piscina, error: Error): void {
    // All tasks of a pool fail with it; the first one of them says so.
    if (this.closed || broken !== this.pool) return;
    // What cannot start is tried again when the next picture is wanted: at once it would be tried for ever.
    if (this.startFailure !== null) void broken.destroy();
    else this.renew(broken);
    this.onCrash(error);
  }

  private renew(broken: Piscina): void {
    this.startFailure = null;
    this.pool = this.open();
    void broken.destroy();
  }
}
