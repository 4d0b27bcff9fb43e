/** Makes the threads that draw: every pool of them is a Piscina of this kind. */
import type { Worker } from "node:worker_threads";
import { Piscina } from "piscina";
import { distPath } from "../../workers/distPath.ts";

export type ThreadOptions = Pick<
  NonNullable<ConstructorParameters<typeof Piscina>[0]>,
  "minThreads" | "maxThreads" | "idleTimeout" | "niceIncrement"
>;

/** @param cannotStart called with why a thread ended before it was ready, want of memory aside */
export function openThreads(options: ThreadOptions, cannotStart: (error: Error) => void): Piscina {
  return new DrawingThreads(options, cannotStart);
}

class DrawingThreads extends Piscina {
  private readonly watch: (thread: Worker) => void;

  constructor(options: ThreadOptions, cannotStart: (error: Error) => void) {
    super({
      filename: distPath("thread.cjs"),
      // A thread that waits for messages synchronously never turns its event loop, and only there does the native canvas
      // get loaded, and its buffers freed: about a megabyte an image would stay.
      atomics: "disabled",
      ...options,
    });
    const failed = (error: Error): void => {
      if ((error as NodeJS.ErrnoException).code !== "ERR_WORKER_OUT_OF_MEMORY") cannotStart(error);
    };
    this.watch = (thread) => {
      if (!this.threads.includes(thread)) return;
      thread.once("error", failed);
      // The first message of a thread says that it is ready.
      thread.once("message", () => thread.off("error", failed));
    };
    // Piscina tells of a thread once it is ready, and names none; Node tells of each before it does anything.
    process.on("worker", this.watch);
  }

  override destroy(): Promise<void> {
    process.off("worker", this.watch);
    return super.destroy();
  }
}
