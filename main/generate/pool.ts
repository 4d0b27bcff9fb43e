/** The threads that draw: a Piscina pool with typed tasks. */
import { availableParallelism } from "node:os";
import type { Piscina } from "piscina";
import type { SearchTask, Task, TaskResults } from "../../workers/messages.ts";
import { Cancelled, ThreadsCannotStart } from "../common/errors.ts";
import { withClasses } from "./classes/search/taskClasses.ts";
import { isCrash } from "./crash.ts";
import { openThreads } from "./threads.ts";

export class WorkerPool {
  readonly workers: number;
  private readonly niceness: number;
  private piscina: Piscina;
  private isClosed = false;
  private readonly ending = new AbortController();
  /** Why a thread could not start. */
  private startFailure: Error | null = null;

  /**
   * @param workers number of threads; all processors by default
   * @param niceness how far the threads stand back for others, 0 … 19; a window stays quick while they draw
   * @param tasks where that is known: more threads would have nothing to do
   */
  constructor(
    workers: number = availableParallelism(),
    niceness = 0,
    tasks: number = Number.POSITIVE_INFINITY,
  ) {
    this.workers = Math.max(1, Math.min(workers, tasks));
    this.niceness = niceness;
    this.piscina = this.open();
  }

  get closed(): boolean {
    return this.isClosed;
  }

  /**
   * A thread that ends takes its task along (`isCrash` tells) and is replaced.
   * @param signal leaves the search for its classes, as the end of the pool does
   * @throws Cancelled where the pool was ended before the task came to a thread
   */
  async run<T extends Task>(task: T, signal?: AbortSignal): Promise<TaskResults[T["kind"]]> {
    const whole = await withClasses(task, this, signal ?? this.ending.signal);
    if (this.isClosed) throw new Cancelled("the threads were ended");
    try {
      const result = await this.piscina.run(whole);
      this.startFailure = null;
      return result;
    } catch (error) {
      // Of threads that cannot start, some take a task along, and the others' tasks are handed back.
      const { startFailure } = this;
      if (startFailure !== null && (error === startFailure || isCrash(error)))
        throw new ThreadsCannotStart(startFailure);
      throw error;
    }
  }

  search(task: SearchTask): Promise<TaskResults["search"]> {
    return this.run(task);
  }

  /** Ends all threads, whatever they are doing. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.ending.abort();
    await this.piscina.destroy();
  }

  private open(): Piscina {
    const piscina = openThreads(
      {
        minThreads: this.workers,
        maxThreads: this.workers,
        // Tasks last seconds: a thread that only waits for its next one must not be torn down and made anew.
        idleTimeout: Number.POSITIVE_INFINITY,
        niceIncrement: this.niceness,
      },
      (error) => {
        this.startFailure = error;
      },
    );
    // A thread's own failure reaches the task that it worked on; without a listener it would end the process.
    piscina.on("error", () => {});
    piscina.on("workerDestroy", () => setImmediate(() => this.reviveIfDead(piscina)));
    return piscina;
  }

  /**
   * Once a thread has died while it started, Piscina makes no new ones by itself. Without any left, tasks would wait for
   * ever: they are handed back as those of a thread that died, and later ones find new threads.
   */
  private reviveIfDead(piscina: Piscina): void {
    if (this.isClosed || piscina !== this.piscina || piscina.threads.length > 0) return;
    this.piscina = this.open();
    void piscina.destroy();
  }
}
