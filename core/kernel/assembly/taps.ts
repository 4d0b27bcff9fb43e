/** Weights with which pictures are reduced, in whole numbers: those of `core/raster/taps.ts`. */
import { sinAccurate } from "../../mathematics/sincos";
import { size, tapStarts, tapWeights } from "./layout";

const LANCZOS: i32 = 1;

/** Fixed-point bits of a Lanczos weight. */
const WEIGHT_ONE: i32 = 1 << 16;
const LOBES: f64 = 3;

/** Weights of a target pixel, and what they sum to, of the reduction prepared last. */
export let width: i32 = 0;
export let weightSum: i32 = 0;

/** Puts the first source pixel and the weights of each target pixel where `reduce` takes them from. */
export function prepare(target: i32, kind: i32): void {
  if (kind == LANCZOS) prepareLanczos(target);
  else prepareArea(target);
}

/** In units of 1/target px, source pixel s covers [s·target, (s+1)·target) and target pixel t [t·size, (t+1)·size). */
function prepareArea(target: i32): void {
  width = min(size, (size + target - 1) / target + 1);
  weightSum = size;
  for (let t = 0; t < target; t++) {
    const first = min((t * size) / target, size - width);
    store<i32>(tapStarts + (<usize>t << 2), first);
    for (let k = 0; k < width; k++) {
      const from = max((first + k) * target, t * size);
      const to = min((first + k + 1) * target, (t + 1) * size);
      store<i32>(weightAt(t * width + k), max(0, to - from));
    }
  }
}

function prepareLanczos(target: i32): void {
  const scale = <f64>size / <f64>target;
  const support = LOBES * scale;
  width = min(size, <i32>Math.ceil(2 * support) + 1);
  weightSum = WEIGHT_ONE;
  for (let t = 0; t < target; t++) {
    const centre = (<f64>t + 0.5) * scale;
    const first = max(0, min(<i32>Math.floor(centre - support), size - width));
    store<i32>(tapStarts + (<usize>t << 2), first);
    let sum: f64 = 0;
    for (let k = 0; k < width; k++) sum += lanczos((<f64>(first + k) + 0.5 - centre) / scale);
    let rounded = 0;
    let largest = t * width;
    for (let k = 0; k < width; k++) {
      const at = t * width + k;
      const exact = lanczos((<f64>(first + k) + 0.5 - centre) / scale);
      const weight = <i32>Math.round((exact / sum) * <f64>WEIGHT_ONE);
      store<i32>(weightAt(at), weight);
      rounded += weight;
      if (weight > load<i32>(weightAt(largest))) largest = at;
    }
    // A flat area must keep its grey, so the weights have to sum to exactly 1.
    const correction = WEIGHT_ONE - rounded;
    store<i32>(weightAt(largest), load<i32>(weightAt(largest)) + correction);
  }
}

@inline
function weightAt(i: i32): usize {
  return tapWeights + (<usize>i << 2);
}

function lanczos(x: f64): f64 {
  const angle = Math.PI * Math.abs(x);
  if (angle == 0) return 1;
  if (Math.abs(x) >= LOBES) return 0;
  return (LOBES * sinAccurate(angle) * sinAccurate(angle / LOBES)) / (angle * angle);
}
