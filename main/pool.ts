/** The threads that draw: a Piscina pool with typed tasks. */
import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import type { Task, TaskResults } from "../workers/messages.ts";
import { distPath } from "./paths.ts";

export class WorkerPool {
  readonly workers: number;
  private readonly piscina: Piscina;

  /**
   * @param workers number of threads; all processors by default
   * @param niceness how far the threads stand back for others, 0 … 19; a window stays quick while they draw
   */
  constructor(workers: number = availableParallelism(), niceness = 0) {
    this.workers = workers;
    this.piscina = new Piscina({
      filename: distPath("worker.js"),
      minThreads: workers,
      maxThreads: workers,
      // Tasks last seconds: a thread that only waits for its next one must not be torn down and made anew.
      idleTimeout: Number.POSITIVE_INFINITY,
      niceIncrement: niceness,
    });
    // A thread's own failure reaches the task that it worked on; without a listener it would end the process.
    this.piscina.on("error", () => {});
  }

  run<T extends Task>(task: T): Promise<TaskResults[T["kind"]]> {
    return this.piscina.run(task);
  }

  /** Ends all threads, whatever they are doing. */
  async close(): Promise<void> {
    await this.piscina.destroy();
  }
}
