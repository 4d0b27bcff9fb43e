/** From the points of a walk to pixels of a picture, as the script rescales them. */
import type { Points } from "./chaosGame.ts";

/** Points that are given up before the first that is not a number. */
const BEFORE_NAN = 100;

/** A column and a row for each point that is left, from the upper left corner of the picture as it is drawn. */
export interface PixelPlaces {
  x: Uint16Array;
  y: Uint16Array;
  /** Whether a coordinate overflowed, so that points were removed or lie nowhere. */
  diverges: boolean;
}

/**
 * @param size S, px
 * @param padding px that stay free on every side
 */
export function pixelPlaces(points: Points, size: number, padding: number): PixelPlaces {
  const left = withoutNan(withoutNan(points, "x"), "y");
  const x = rescale(left.x, size, padding);
  const y = rescale(left.y, size, padding);
  const diverges = left !== points || !left.x.every(Number.isFinite) || !left.y.every(Number.isFinite);
  return { x, y, diverges };
}

/** Removes the points of all NaN, and the 100 before the first of them; indices below 0 count from the end. */
function withoutNan(points: Points, axis: "x" | "y"): Points {
  const first = points[axis].findIndex(Number.isNaN);
  if (first < 0) return points;
  const count = points.x.length;
  const isRemoved = (i: number): boolean =>
    Number.isNaN(points[axis][i]) ||
    (i < first && i >= first - BEFORE_NAN) ||
    i - count >= first - BEFORE_NAN;
  const keep = (_value: number, i: number): boolean => !isRemoved(i);
  return { x: points.x.filter(keep), y: points.y.filter(keep) };
}

/** The least coordinate is subtracted only where it is below 0; what is not finite becomes 0. */
function rescale(values: Float64Array, size: number, padding: number): Uint16Array {
  let least = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < least) least = value;
    if (value > largest) largest = value;
  }
  const shift = least < 0 ? least : 0;
  const extent = largest - shift - (least - shift);
  return Uint16Array.from(values, (value) => {
    const pixel = ((value - shift) / extent) * (size - 2 * padding) + padding;
    return Number.isFinite(pixel) ? Math.trunc(pixel) : 0;
  });
}
