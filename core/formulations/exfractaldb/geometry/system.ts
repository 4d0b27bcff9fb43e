/** An iterated function system of affine maps of space, as the search draws one. */
import { absoluteDeterminant } from "../../../mathematics/determinant.ts";

/** a … l of a map: rows abc, def, ghi of its matrix, then its translation jkl. */
export const COEFFICIENTS = 12;
/** Numbers that describe a map: its coefficients and its probability p. */
export const MAP_NUMBERS = COEFFICIENTS + 1;

/** A candidate has 2 … 7 maps. */
export const FEWEST_MAPS = 2;
export const MOST_MAPS = 7;

/**
 * N rows of a … l, p, each p = |det| of the map's matrix divided by the sum of all.
 * @param draw uniform in [−1, 1)
 */
export function drawSystem(maps: number, draw: () => number): Float64Array {
  const system = new Float64Array(maps * MAP_NUMBERS);
  let sum = 0;
  for (let at = 0; at < system.length; at += MAP_NUMBERS) {
    for (let k = 0; k < COEFFICIENTS; k++) system[at + k] = draw();
    const [a, b, c, d, e, f, g, h, i] = system.subarray(at, at + 9);
    const p = absoluteDeterminant(a, b, c, d, e, f, g, h, i);
    system[at + COEFFICIENTS] = p;
    sum += p;
  }
  for (let at = COEFFICIENTS; at < system.length; at += MAP_NUMBERS) system[at] /= sum;
  return system;
}

/** The system with the coefficients of every map multiplied by twelve weights; its probabilities stay. */
export function weighted(system: ArrayLike<number>, weights: readonly number[]): Float64Array {
  return Float64Array.from(system, (value, at) => value * (weights[at % MAP_NUMBERS] ?? 1));
}

/**
 * What one step of the walk does to a volume, as the factor of a length: the geometric mean over the steps of the cube
 * roots of |det|. Below 1 the walk contracts in the mean.
 */
export function contraction(system: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < system.length; at += MAP_NUMBERS) {
    const [a, b, c, d, e, f, g, h, i] = system.slice(at, at + 9);
    const volume = absoluteDeterminant(a, b, c, d, e, f, g, h, i);
    const p = system[at + COEFFICIENTS];
    if (p > 0 && volume > 0) sum += p * Math.log(volume);
  }
  return Math.exp(sum / 3);
}
