/** Plays chaos games in space and paints their models: the kernel, or the readable reference. */
import type { Orientation } from "./geometry/camera.ts";

export interface ModelPlayer {
  /** @param system N rows of a … l, p */
  setClass(system: ArrayLike<number>): void;
  /** Plays the chaos game of the class with twelve weights and the stream's next numbers; false where it diverges. */
  playStream(weights: readonly number[]): boolean;
  /** The same by random access. @param cloud number of the walk in its class */
  play(weights: readonly number[], classIndex: number, cloud: number, attempt: number): boolean;
  /**
   * Draws the first points of the model that was played last, all of them where no number is given.
   * @param size S, px
   * @returns S·S greys, the lowest row first, a view that the next picture overwrites
   */
  paint(orientation: Orientation, size: number, count?: number): Uint8Array;
  /** The stream's generator: 624 words, and how many of them have been read. */
  state(): Uint32Array;
  restore(state: Uint32Array): void;
}
