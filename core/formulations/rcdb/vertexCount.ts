/** q, an exponentially distributed number of vertices that is drawn until it lies in a range. */
import type { Range } from "../../config/dataset.ts";
import { lnAccurate } from "../../mathematics/logarithm.ts";

/** The script's `expovariate(1 / 100)`: the mean is 100. */
const RATE = 1 / 100;

/** Largest q that can be drawn: random() is at most 1 − 2⁻⁵³, and 53 ln 2 · 100 is 3673.7. */
export const MOST_VERTICES = 3673;

/** @param draw the next random(), in [0, 1) */
export function drawVertexCount([fewest, most]: Range, draw: () => number): number {
  for (;;) {
    // CPython's order of operations, which decides the last bit.
    const q = Math.floor(-lnAccurate(1 - draw()) / RATE);
    if (q >= fewest && q <= most) return q;
  }
}

/** Probability that one draw of q lies in the range. */
export function vertexCountProbability([fewest, most]: Range): number {
  return Math.exp(-RATE * fewest) - Math.exp(-RATE * (most + 1));
}
