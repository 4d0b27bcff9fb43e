/** From a walk's points to a model: scaled by all three axes together, moved to the middle of its points, in the script's order. */
import { POINT_BYTES, points } from "./buffers";

/** Variance of the model's points along each axis, f64. */
export const variances: usize = memory.data(3 * 8, 16);

/** Least coordinate, and the largest less the least, over all axes. */
let least: f64 = 0;
let extent: f64 = 0;
/** Sums of the scaled coordinates: of x and y, and of z. */
let sumXy: v128 = f64x2.splat(0);
let sumZ: f64 = 0;

/** Part of a variance by which roundings may move it, with room to spare. */
const MARGIN: f64 = 1e-6;
/** Points are taken two at a time: x, y; z, x; y, z. */
const PAIR_BYTES: usize = 2 * POINT_BYTES;

/** Finds the least and the largest coordinate of `count` points. Returns whether they have an extent, and a finite one. */
export function measure(count: i32): bool {
  const end = points + <usize>count * POINT_BYTES;
  // The first point once more behind the last, so that an odd number of points needs no care.
  memory.copy(end, points, POINT_BYTES);
  let low = v128.load64_splat(points);
  let high = low;
  for (let at = points; at < end; at += PAIR_BYTES) {
    const xy = v128.load(at);
    const zx = v128.load(at, 16);
    const yz = v128.load(at, 32);
    low = f64x2.pmin(low, f64x2.pmin(xy, f64x2.pmin(zx, yz)));
    high = f64x2.pmax(high, f64x2.pmax(xy, f64x2.pmax(zx, yz)));
  }
  least = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  extent = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1)) - least;
  return extent > 0 && extent <= f64.MAX_VALUE;
}

/**
 * Whether the points, measured but not scaled yet, spread so little along an axis that the model's variance cannot be
 * above `limit`: what nearly all candidates are given up for.
 */
export function varianceIsBelow(count: i32, limit: f64): bool {
  // Of the model, 2 / extent times as large; beyond these extents squares would overflow or vanish.
  if (!(extent > 1e-100 && extent < 1e100)) return false;
  const bound = (limit * (1 - MARGIN) * extent * extent) / 4;
  // About a place among the points, so that little is lost where they lie close together and far from 0.
  const originXy = v128.load(points);
  const originZx = v128.shuffle<u64>(v128.load(points, 16), originXy, 0, 2);
  const originYz = v128.load(points, 8);
  let sumXy = f64x2.splat(0);
  let sumZx = sumXy;
  let sumYz = sumXy;
  let squareXy = sumXy;
  let squareZx = sumXy;
  let squareYz = sumXy;
  const end = points + <usize>count * POINT_BYTES;
  for (let at = points; at < end; at += PAIR_BYTES) {
    const xy = f64x2.sub(v128.load(at), originXy);
    const zx = f64x2.sub(v128.load(at, 16), originZx);
    const yz = f64x2.sub(v128.load(at, 32), originYz);
    sumXy = f64x2.add(sumXy, xy);
    sumZx = f64x2.add(sumZx, zx);
    sumYz = f64x2.add(sumYz, yz);
    squareXy = f64x2.add(squareXy, f64x2.mul(xy, xy));
    squareZx = f64x2.add(squareZx, f64x2.mul(zx, zx));
    squareYz = f64x2.add(squareYz, f64x2.mul(yz, yz));
  }
  return (
    spread(count, first(sumXy) + second(sumZx), first(squareXy) + second(squareZx)) < bound ||
    spread(count, second(sumXy) + first(sumYz), second(squareXy) + first(squareYz)) < bound ||
    spread(count, first(sumZx) + second(sumYz), first(squareZx) + second(squareYz)) < bound
  );
}

/** Variance, about: what cancels stays in, so that it is rather too large than too small. */
function spread(count: i32, sum: f64, squares: f64): f64 {
  const mean = sum / <f64>count;
  return squares / <f64>count - mean * mean * (1 - 1e-12);
}

@inline
function first(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0);
}

@inline
function second(pair: v128): f64 {
  return f64x2.extract_lane(pair, 1);
}

/** v ↦ (v − min) / (max − min) · 2 − 1 of measured points, then less each axis' sum / (points + 1). */
export function normalize(count: i32): void {
  scale(count);
  centre(count);
}

/** The same, with the model's variances. */
export function normalizeWithVariances(count: i32): void {
  scale(count);
  findVariances(count);
  centre(count);
}

/** Scales, and sums one after the other, in variables: globals would be written and read again for each point. */
function scale(count: i32): void {
  let xy = f64x2.splat(0);
  let z: f64 = 0;
  const low = f64x2.splat(least);
  const divisor = f64x2.splat(extent);
  const end = points + <usize>(count & ~1) * POINT_BYTES;
  for (let at = points; at < end; at += PAIR_BYTES) {
    const xy0 = scaled(v128.load(at), low, divisor);
    const zx = scaled(v128.load(at, 16), low, divisor);
    const yz = scaled(v128.load(at, 32), low, divisor);
    v128.store(at, xy0);
    v128.store(at, zx, 16);
    v128.store(at, yz, 32);
    xy = f64x2.add(f64x2.add(xy, xy0), v128.shuffle<u64>(zx, yz, 1, 2));
    z = z + first(zx) + second(yz);
  }
  if (count & 1) {
    const lastXy = scaled(v128.load(end), low, divisor);
    const lastZ = scaled(v128.load64_splat(end, 16), low, divisor);
    v128.store(end, lastXy);
    v128.store64_lane(end, lastZ, 0, 16);
    xy = f64x2.add(xy, lastXy);
    z += first(lastZ);
  }
  sumXy = xy;
  sumZ = z;
}

@inline
function scaled(value: v128, low: v128, divisor: v128): v128 {
  const part = f64x2.div(f64x2.sub(value, low), divisor);
  return f64x2.sub(f64x2.mul(part, f64x2.splat(2)), f64x2.splat(1));
}

/** Mean squares of the distance from the mean: points of even and of odd number are summed apart. */
function findVariances(count: i32): void {
  const meanXy = f64x2.div(sumXy, f64x2.splat(<f64>count));
  const meanZ = f64x2.splat(sumZ / <f64>count);
  const meanZx = v128.shuffle<u64>(meanZ, meanXy, 0, 2);
  const meanYz = v128.shuffle<u64>(meanXy, meanZ, 1, 2);
  let squareXy = f64x2.splat(0);
  let squareZx = squareXy;
  let squareYz = squareXy;
  const end = points + <usize>(count & ~1) * POINT_BYTES;
  for (let at = points; at < end; at += PAIR_BYTES) {
    squareXy = f64x2.add(squareXy, square(f64x2.sub(v128.load(at), meanXy)));
    squareZx = f64x2.add(squareZx, square(f64x2.sub(v128.load(at, 16), meanZx)));
    squareYz = f64x2.add(squareYz, square(f64x2.sub(v128.load(at, 32), meanYz)));
  }
  let evenZ = first(squareZx);
  if (count & 1) {
    squareXy = f64x2.add(squareXy, square(f64x2.sub(v128.load(end), meanXy)));
    evenZ += first(square(f64x2.sub(v128.load64_splat(end, 16), meanZ)));
  }
  store<f64>(variances, (first(squareXy) + second(squareZx)) / <f64>count);
  store<f64>(variances, (second(squareXy) + first(squareYz)) / <f64>count, 8);
  store<f64>(variances, (evenZ + second(squareYz)) / <f64>count, 16);
}

@inline
function square(pair: v128): v128 {
  return f64x2.mul(pair, pair);
}

/** Moves the points to their middle, four at a time. */
function centre(count: i32): void {
  const middleXy = f64x2.div(sumXy, f64x2.splat(<f64>count + 1));
  const middleZ = f64x2.splat(sumZ / (<f64>count + 1));
  const middleZx = v128.shuffle<u64>(middleZ, middleXy, 0, 2);
  const middleYz = v128.shuffle<u64>(middleXy, middleZ, 1, 2);
  const end = points + <usize>count * POINT_BYTES;
  for (let at = points; at < end; at += 2 * PAIR_BYTES) {
    v128.store(at, f64x2.sub(v128.load(at), middleXy));
    v128.store(at, f64x2.sub(v128.load(at, 16), middleZx), 16);
    v128.store(at, f64x2.sub(v128.load(at, 32), middleYz), 32);
    v128.store(at, f64x2.sub(v128.load(at, 48), middleXy), 48);
    v128.store(at, f64x2.sub(v128.load(at, 64), middleZx), 64);
    v128.store(at, f64x2.sub(v128.load(at, 80), middleYz), 80);
  }
}
