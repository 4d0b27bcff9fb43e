/** Weights with which pictures are reduced: by area or Lanczos, in whole numbers that are the same on every platform. */
import type { Resample } from "../config/parameters.ts";
import { sinAccurate } from "../mathematics/sincos.ts";

/** For each target pixel along one axis: the first source pixel and the weights from there on. */
export interface Taps {
  first: Int32Array;
  /** `width` weights for each target pixel, row after row; unused ones are 0. */
  weights: Int32Array;
  width: number;
  /** What the weights of each target pixel sum to. */
  weightSum: number;
}

/** Fixed-point bits of a Lanczos weight: 4096 px × 255 × 2^16 stays far inside a double's integers. */
const WEIGHT_BITS = 16;
const LANCZOS_LOBES = 3;

/**
 * @param size side of the picture, px
 * @param target side of the result, px, 1…size
 */
export function tapsOf(resample: Resample, size: number, target: number): Taps {
  requireReduction(size, target);
  return resample === "area" ? areaTaps(size, target) : lanczosTaps(size, target);
}

/** @throws RangeError where the picture cannot be made this small */
export function requireReduction(size: number, target: number): void {
  if (!Number.isInteger(target) || target < 1 || target > size) {
    throw new RangeError(`cannot reduce ${size} × ${size} px to ${target} px`);
  }
}

/** In units of 1/target px, source pixel s covers [s·target, (s+1)·target) and target pixel t [t·size, (t+1)·size). */
function areaTaps(size: number, target: number): Taps {
  const width = Math.min(size, Math.ceil(size / target) + 1);
  const taps = emptyTaps(target, width, size);
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
  const taps = emptyTaps(target, width, 2 ** WEIGHT_BITS);
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

/** For both kinds target · width is at most 8 · size, which is the room that the kernel has for weights. */
function emptyTaps(target: number, width: number, weightSum: number): Taps {
  return { first: new Int32Array(target), weights: new Int32Array(target * width), width, weightSum };
}

function lanczos(x: number): number {
  const angle = Math.PI * Math.abs(x);
  if (angle === 0) return 1;
  if (Math.abs(x) >= LANCZOS_LOBES) return 0;
  // The engine's own sine may differ in the last bit from one platform to the next.
  return (LANCZOS_LOBES * sinAccurate(angle) * sinAccurate(angle / LANCZOS_LOBES)) / (angle * angle);
}
