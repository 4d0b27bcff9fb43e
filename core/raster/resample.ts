/** Reduces grey pictures by area or Lanczos with arithmetic that gives the same bytes on every platform. */
import { sinAccurate } from "../mathematics/sincos.ts";

/** For each target pixel along one axis: the first source pixel and the weights from there on. */
interface Taps {
  first: Int32Array;
  /** `width` weights for each target pixel, row after row; unused ones are 0. */
  weights: Int32Array;
  width: number;
}

/** Fixed-point bits of a Lanczos weight: 4096 px × 255 × 2^16 stays far inside a double's integers. */
const WEIGHT_BITS = 16;
const LANCZOS_LOBES = 3;

/**
 * Area average of a square picture: each target pixel is the mean of the source square under it, parts of
 * pixels counted by their exact overlap, rounded to the nearest grey (halves up).
 * @param samples size · size greys, row-major
 * @param target side of the result, px, 1…size
 */
export function reduceByArea(samples: Uint8Array, size: number, target: number): Uint8Array {
  checkSizes(samples, size, target);
  return reduce(samples, size, target, areaTaps(size, target), size);
}

/**
 * Lanczos (three lobes, widened by the reduction so that nothing aliases) of a square picture; weights are
 * rounded to 2^-16 and sum to 1, the result is clamped to 0…255.
 * @param samples size · size greys, row-major
 * @param target side of the result, px, 1…size
 */
export function reduceByLanczos(samples: Uint8Array, size: number, target: number): Uint8Array {
  checkSizes(samples, size, target);
  return reduce(samples, size, target, lanczosTaps(size, target), 2 ** WEIGHT_BITS);
}

function checkSizes(samples: Uint8Array, size: number, target: number): void {
  if (samples.length !== size * size || !Number.isInteger(target) || target < 1 || target > size) {
    throw new RangeError(`cannot reduce ${samples.length} samples of ${size} × ${size} px to ${target} px`);
  }
}

/** Both passes in whole numbers of `1 / weightSum`; all sums are integers below 2^53, so nothing is ever rounded early. */
function reduce(
  samples: Uint8Array,
  size: number,
  target: number,
  taps: Taps,
  weightSum: number,
): Uint8Array {
  const { first, weights, width } = taps;
  const rows = new Float64Array(size * target);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < target; x++) {
      const from = y * size + first[x];
      const tap = x * width;
      let sum = 0;
      for (let k = 0; k < width; k++) sum += weights[tap + k] * samples[from + k];
      rows[y * target + x] = sum;
    }
  }
  const result = new Uint8Array(target * target);
  const column = new Float64Array(target);
  const scale = weightSum * weightSum;
  for (let y = 0; y < target; y++) {
    column.fill(0);
    for (let k = 0; k < width; k++) {
      const weight = weights[y * width + k];
      if (weight === 0) continue;
      const from = (first[y] + k) * target;
      for (let x = 0; x < target; x++) column[x] += weight * rows[from + x];
    }
    for (let x = 0; x < target; x++) {
      const grey = Math.floor((column[x] + scale / 2) / scale);
      result[y * target + x] = Math.max(0, Math.min(255, grey));
    }
  }
  return result;
}

/** In units of 1/target px, source pixel s covers [s·target, (s+1)·target) and target pixel t [t·size, (t+1)·size). */
function areaTaps(size: number, target: number): Taps {
  const width = Math.min(size, Math.ceil(size / target) + 1);
  const taps = emptyTaps(target, width);
  for (let t = 0; t < target; t++) {
    const first = Math.min(Math.floor((t * size) / target), size - width);
    taps.first[t] = first;
    for (let k = 0; k < width; k++) {
      const from = Math.max((first + k) * target, t * size);
      const to = Math.min((first + k + 1) * target, (t + 1) * size);
      taps.weights[t * width + k] = Math.max(0, to - from);
    }
  }
  return taps;
}

function lanczosTaps(size: number, target: number): Taps {
  const scale = size / target;
  const support = LANCZOS_LOBES * scale;
  const width = Math.min(size, Math.ceil(2 * support) + 1);
  const taps = emptyTaps(target, width);
  const exact = new Float64Array(width);
  for (let t = 0; t < target; t++) {
    const centre = (t + 0.5) * scale;
    const first = Math.max(0, Math.min(Math.floor(centre - support), size - width));
    taps.first[t] = first;
    let sum = 0;
    for (let k = 0; k < width; k++) {
      exact[k] = lanczos((first + k + 0.5 - centre) / scale);
      sum += exact[k];
    }
    let rounded = 0;
    let largest = t * width;
    for (let k = 0; k < width; k++) {
      const at = t * width + k;
      taps.weights[at] = Math.round((exact[k] / sum) * 2 ** WEIGHT_BITS);
      rounded += taps.weights[at];
      if (taps.weights[at] > taps.weights[largest]) largest = at;
    }
    // A flat area must keep its grey, so the weights have to sum to exactly 1.
    taps.weights[largest] += 2 ** WEIGHT_BITS - rounded;
  }
  return taps;
}

function emptyTaps(target: number, width: number): Taps {
  return { first: new Int32Array(target), weights: new Int32Array(target * width), width };
}

function lanczos(x: number): number {
  const angle = Math.PI * Math.abs(x);
  if (angle === 0) return 1;
  if (Math.abs(x) >= LANCZOS_LOBES) return 0;
  // The engine's own sine may differ in the last bit from one platform to the next.
  return (LANCZOS_LOBES * sinAccurate(angle) * sinAccurate(angle / LANCZOS_LOBES)) / (angle * angle);
}
