/** An iterated function system of affine maps of space, as the search draws one. */
import { absoluteDeterminant } from "../../../mathematics/determinant.ts";
import { drawMaps, meanContraction } from "../../systems/maps.ts";

/** a … l of a map: rows abc, def, ghi of its matrix, then its translation jkl. */
export const COEFFICIENTS = 12;
/** Numbers that describe a map: its coefficients and its probability p. */
export const MAP_NUMBERS = COEFFICIENTS + 1;

/** N rows of a … l, p, each p = |det| of the map's matrix divided by the sum of all. @param draw uniform in [−1, 1) */
export function drawSystem(maps: number, draw: () => number): Float64Array {
  return drawMaps(maps, COEFFICIENTS, volume, draw);
}

/** By what a step shrinks lengths in the mean: the geometric mean over the steps of the cube roots of |det|. */
export function contraction(system: readonly number[]): number {
  return meanContraction(system, MAP_NUMBERS, volume, 3);
}

function volume([a, b, c, d, e, f, g, h, i]: Iterable<number>): number {
  return absoluteDeterminant(a, b, c, d, e, f, g, h, i);
}
