/** From a walk's points to a model: scaled by all three axes together, moved to the middle of its points, in the script's order. */
import { pointsX, pointsY, pointsZ } from "./buffers";

/** Variance of the model's points along each axis, f64. */
export const variances: usize = memory.data(3 * 8, 16);

/** Least coordinate, and the largest less the least, over all axes. */
let least: f64 = 0;
let extent: f64 = 0;
/** Sums of the coordinates: of the walk, then of the scaled. */
let sumX: f64 = 0;
let sumY: f64 = 0;
let sumZ: f64 = 0;

/** Part of a variance by which roundings may move it, with room to spare. */
const MARGIN: f64 = 1e-6;

/** Finds the least and the largest coordinate. Returns whether the points have an extent, and a finite one. */
export function measure(points: i32): bool {
  const bytes = (<usize>points) << 3;
  // The last point once more behind it, so that an odd number of points needs no care.
  store<f64>(pointsX + bytes, load<f64>(pointsX + bytes - 8));
  store<f64>(pointsY + bytes, load<f64>(pointsY + bytes - 8));
  store<f64>(pointsZ + bytes, load<f64>(pointsZ + bytes - 8));
  let low = v128.load64_splat(pointsX);
  let high = low;
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = v128.load(pointsX + at);
    const y = v128.load(pointsY + at);
    const z = v128.load(pointsZ + at);
    low = f64x2.pmin(low, f64x2.pmin(x, f64x2.pmin(y, z)));
    high = f64x2.pmax(high, f64x2.pmax(x, f64x2.pmax(y, z)));
  }
  least = min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1));
  extent = max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1)) - least;
  return extent > 0 && extent <= f64.MAX_VALUE;
}

/**
 * Whether the points, measured but not scaled yet, spread so little along an axis that the model's variance cannot be
 * above `limit`: what nearly all candidates are given up for.
 */
export function varianceIsBelow(points: i32, limit: f64): bool {
  // Of the model, 2 / extent times as large; beyond these extents squares would overflow or vanish.
  if (!(extent > 1e-100 && extent < 1e100)) return false;
  const bound = (limit * (1 - MARGIN) * extent * extent) / 4;
  return spread(pointsX, points) < bound || spread(pointsY, points) < bound || spread(pointsZ, points) < bound;
}

/** Variance of the points along an axis, about. */
function spread(axis: usize, points: i32): f64 {
  const end = (<usize>(points & ~3)) << 3;
  // About a place among the points, so that little is lost where they lie close together and far from 0.
  const origin = v128.load64_splat(axis);
  let sum0 = f64x2.splat(0);
  let sum1 = sum0;
  let squares0 = sum0;
  let squares1 = sum0;
  for (let at: usize = 0; at < end; at += 32) {
    const d0 = f64x2.sub(v128.load(axis + at), origin);
    const d1 = f64x2.sub(v128.load(axis + at, 16), origin);
    sum0 = f64x2.add(sum0, d0);
    sum1 = f64x2.add(sum1, d1);
    squares0 = f64x2.add(squares0, f64x2.mul(d0, d0));
    squares1 = f64x2.add(squares1, f64x2.mul(d1, d1));
  }
  let sum = across(f64x2.add(sum0, sum1));
  let squares = across(f64x2.add(squares0, squares1));
  for (let at = end; at < (<usize>points) << 3; at += 8) {
    const d = load<f64>(axis + at) - f64x2.extract_lane(origin, 0);
    sum += d;
    squares += d * d;
  }
  const mean = sum / <f64>points;
  // What cancels stays in, so that the result is rather too large than too small.
  return squares / <f64>points - mean * mean * (1 - 1e-12);
}

@inline
function across(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

/** v ↦ (v − min) / (max − min) · 2 − 1 of measured points, then less each axis' sum / (points + 1). */
export function normalize(points: i32): void {
  const bytes = (<usize>points) << 3;
  scale(bytes);
  centre(pointsX, bytes, sumX);
  centre(pointsY, bytes, sumY);
  centre(pointsZ, bytes, sumZ);
}

/** The same, with the model's variances. */
export function normalizeWithVariances(points: i32): void {
  const bytes = (<usize>points) << 3;
  scale(bytes);
  store<f64>(variances, variance(pointsX, bytes, sumX));
  store<f64>(variances, variance(pointsY, bytes, sumY), 8);
  store<f64>(variances, variance(pointsZ, bytes, sumZ), 16);
  centre(pointsX, bytes, sumX);
  centre(pointsY, bytes, sumY);
  centre(pointsZ, bytes, sumZ);
}

/** Scales, and sums one after the other: the three axes side by side, since each sum waits for its last addition. */
function scale(bytes: usize): void {
  // In variables of its own: a global is written to memory and read back at each addition.
  let alongX: f64 = 0;
  let alongY: f64 = 0;
  let alongZ: f64 = 0;
  const low = f64x2.splat(least);
  const divisor = f64x2.splat(extent);
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = scaled(v128.load(pointsX + at), low, divisor);
    const y = scaled(v128.load(pointsY + at), low, divisor);
    const z = scaled(v128.load(pointsZ + at), low, divisor);
    v128.store(pointsX + at, x);
    v128.store(pointsY + at, y);
    v128.store(pointsZ + at, z);
    alongX += f64x2.extract_lane(x, 0);
    alongY += f64x2.extract_lane(y, 0);
    alongZ += f64x2.extract_lane(z, 0);
    if (at + 16 > bytes) break;
    alongX += f64x2.extract_lane(x, 1);
    alongY += f64x2.extract_lane(y, 1);
    alongZ += f64x2.extract_lane(z, 1);
  }
  sumX = alongX;
  sumY = alongY;
  sumZ = alongZ;
}

@inline
function scaled(value: v128, low: v128, divisor: v128): v128 {
  const part = f64x2.div(f64x2.sub(value, low), divisor);
  return f64x2.sub(f64x2.mul(part, f64x2.splat(2)), f64x2.splat(1));
}

/** Mean square of the distance from the mean: points of even and of odd number are summed apart. */
function variance(axis: usize, bytes: usize, sum: f64): f64 {
  const points = <f64>(bytes >> 3);
  const mean = f64x2.splat(sum / points);
  let squares = f64x2.splat(0);
  const whole = bytes & ~15;
  for (let at: usize = 0; at < whole; at += 16) {
    const distance = f64x2.sub(v128.load(axis + at), mean);
    squares = f64x2.add(squares, f64x2.mul(distance, distance));
  }
  let even = f64x2.extract_lane(squares, 0);
  if (whole < bytes) {
    const distance = load<f64>(axis + whole) - f64x2.extract_lane(mean, 0);
    even += distance * distance;
  }
  return (even + f64x2.extract_lane(squares, 1)) / points;
}

/** Moves an axis to the middle of its points. */
function centre(axis: usize, bytes: usize, sum: f64): void {
  const middle = f64x2.splat(sum / (<f64>(bytes >> 3) + 1));
  for (let at: usize = 0; at < bytes; at += 16) v128.store(axis + at, f64x2.sub(v128.load(axis + at), middle));
}
