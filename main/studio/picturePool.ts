/**
 * Threads that draw previews and nothing else, so that a preview never waits behind a job's unit; jobs run
 * in threads of their own at a lower priority of the operating system.
 */
import { Piscina } from "piscina";
import type { ImagesTask, SkimTask, TaskResults } from "../../workers/messages.ts";
import { distPath } from "../paths.ts";

/** More draw no faster than a page can show. */
const MOST_THREADS = 4;
const IDLE_MILLISECONDS = 60_000;

export class PicturePool {
  readonly threads: number;
  private readonly pool: Piscina;

  /** @param onCrash called when a thread has died; the pool has replaced it already */
  constructor(cores: number, onCrash: (error: Error) => void) {
    this.threads = Math.max(1, Math.min(MOST_THREADS, cores));
    this.pool = new Piscina({
      filename: distPath("worker.js"),
      minThreads: 1,
      maxThreads: this.threads,
      idleTimeout: IDLE_MILLISECONDS,
      // Waiting for messages synchronously would keep a thread from loading the native canvas.
      atomics: "disabled",
    });
    this.pool.on("error", onCrash);
  }

  async run<T extends ImagesTask | SkimTask>(task: T): Promise<TaskResults[T["kind"]]> {
    return this.pool.run(task);
  }

  /** For tests of what happens then. */
  async crashOneThread(): Promise<void> {
    await this.pool.threads[0]?.terminate();
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}
