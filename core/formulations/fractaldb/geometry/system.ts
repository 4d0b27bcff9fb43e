/** An iterated function system of affine maps of the plane, as the search draws one. */
import { drawMaps, meanContraction } from "../../systems/maps.ts";

/** a … f of a map: x' = ax + by + e, y' = cx + dy + f. */
export const COEFFICIENTS = 6;
/** Numbers that describe a map: its coefficients and its probability p. */
export const MAP_NUMBERS = COEFFICIENTS + 1;

/** N rows of a … f, p, each p = |ad − bc| divided by the sum of all. @param draw uniform in [−1, 1) */
export function drawSystem(maps: number, draw: () => number): Float64Array {
  return drawMaps(maps, COEFFICIENTS, area, draw);
}

/** By what a step shrinks lengths in the mean: exp Σ pⱼ ½ ln |aⱼdⱼ − bⱼcⱼ|. */
export function contraction(system: readonly number[]): number {
  return meanContraction(system, MAP_NUMBERS, area, 2);
}

function area([a, b, c, d]: Iterable<number>): number {
  return Math.abs(a * d - b * c);
}
