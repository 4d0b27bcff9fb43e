/** Reduces grey pictures by area or Lanczos, readably; the kernel does the same, faster. */
import type { Resample } from "../config/parameters.ts";
import { tapsOf } from "./taps.ts";

/**
 * Area: each target pixel is the mean of the source square under it, parts of pixels counted by their exact overlap,
 * rounded to the nearest grey (halves up). Lanczos: three lobes, widened by the reduction so that nothing aliases;
 * weights are rounded to 2^-16 and sum to 1, the result is clamped to 0…255.
 * @param samples size · size greys, row-major
 * @param target side of the result, px, 1…size
 */
export function reduce(samples: Uint8Array, size: number, target: number, resample: Resample): Uint8Array {
  if (samples.length !== size * size) {
    throw new RangeError(`${samples.length} samples are not ${size} × ${size} px`);
  }
  const { first, weights, width, weightSum } = tapsOf(resample, size, target);
  const result = new Uint8Array(target * target);
  // All sums are integers below 2^53, so nothing is ever rounded early.
  const columns = new Int32Array(size);
  const scale = weightSum * weightSum;
  for (let y = 0; y < target; y++) {
    columns.fill(0);
    for (let k = 0; k < width; k++) {
      const from = (first[y] + k) * size;
      const weight = weights[y * width + k];
      for (let x = 0; x < size; x++) columns[x] += weight * samples[from + x];
    }
    for (let x = 0; x < target; x++) {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += weights[x * width + k] * columns[first[x] + k];
      const grey = Math.floor((sum + scale / 2) / scale);
      result[y * target + x] = Math.max(0, Math.min(255, grey));
    }
  }
  return result;
}
