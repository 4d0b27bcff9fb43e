/** Makes the threads that draw: every pool of them is a Piscina of this kind. */
import { Piscina } from "piscina";
import { distPath } from "../../workers/distPath.ts";

export type ThreadOptions = Pick<
  NonNullable<ConstructorParameters<typeof Piscina>[0]>,
  "minThreads" | "maxThreads" | "idleTimeout" | "niceIncrement"
>;

export function openThreads(options: ThreadOptions): Piscina {
  return new Piscina({
    filename: distPath("worker.js"),
    // A thread that waits for messages synchronously never turns its event loop, and only there does the native canvas
    // get loaded, and its buffers freed: about a megabyte an image would stay.
    atomics: "disabled",
    ...options,
  });
}
