/** The chaos game in space, and the model that its points are scaled to. */
import { chosen, COEFFICIENTS, MAP_NUMBERS, MAP_SHIFT, maps, pointsX, pointsY, pointsZ, system } from "./buffers";

/** Points between two looks at whether the walk has overflowed. */
const LOOK: i32 = 128;

/** Variance of the model's points along each axis, f64. */
export const variances: usize = memory.data(3 * 8, 16);

/** Puts the maps at `system`, multiplied by twelve weights unless they are 0, where the walk reads them. */
export function setMaps(count: i32, weights: usize): void {
  for (let map = 0; map < count; map++) {
    const from = system + ((<usize>(map * MAP_NUMBERS)) << 3);
    const to = maps + ((<usize>map) << MAP_SHIFT);
    for (let k: usize = 0; k < (<usize>COEFFICIENTS) << 3; k += 8) {
      store<f64>(to + k, load<f64>(from + k) * (weights == 0 ? 1 : load<f64>(weights + k)));
    }
  }
}

/**
 * The walk's points, one for each chosen map. Returns whether they stay finite: what has overflowed never comes back.
 * @param count of maps: a chosen map of this number is none
 */
export function walk(count: i32, length: i32): bool {
  let x: f64 = 0;
  let y: f64 = 0;
  let z: f64 = 0;
  for (let begun = 0; begun < length; begun += LOOK) {
    const end = <usize>min(begun + LOOK, length);
    for (let i = <usize>begun; i < end; i++) {
      const map = <usize>load<u8>(chosen + i);
      if (<i32>map < count) {
        const at = maps + (map << MAP_SHIFT);
        const x1 = x * load<f64>(at) + y * load<f64>(at, 8) + z * load<f64>(at, 16) + load<f64>(at, 72);
        const y1 = x * load<f64>(at, 24) + y * load<f64>(at, 32) + z * load<f64>(at, 40) + load<f64>(at, 80);
        z = x * load<f64>(at, 48) + y * load<f64>(at, 56) + z * load<f64>(at, 64) + load<f64>(at, 88);
        x = x1;
        y = y1;
      }
      store<f64>(pointsX + (i << 3), x);
      store<f64>(pointsY + (i << 3), y);
      store<f64>(pointsZ + (i << 3), z);
    }
    if (!isFinite(x) || !isFinite(y) || !isFinite(z)) return false;
  }
  return true;
}

/**
 * v ↦ (v − min) / (max − min) · 2 − 1 with min and max over all axes, then less each axis' sum / (points + 1). The
 * variances are those of the result. Returns whether the points have an extent that is finite.
 */
export function normalize(length: i32): bool {
  const bytes = (<usize>length) << 3;
  // The last point once more behind it, so that an odd number of points needs no care.
  store<f64>(pointsX + bytes, load<f64>(pointsX + bytes - 8));
  store<f64>(pointsY + bytes, load<f64>(pointsY + bytes - 8));
  store<f64>(pointsZ + bytes, load<f64>(pointsZ + bytes - 8));
  let least = v128.load64_splat(pointsX);
  let largest = least;
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = v128.load(pointsX + at);
    const y = v128.load(pointsY + at);
    const z = v128.load(pointsZ + at);
    least = f64x2.pmin(least, f64x2.pmin(x, f64x2.pmin(y, z)));
    largest = f64x2.pmax(largest, f64x2.pmax(x, f64x2.pmax(y, z)));
  }
  const low = min(f64x2.extract_lane(least, 0), f64x2.extract_lane(least, 1));
  const extent = max(f64x2.extract_lane(largest, 0), f64x2.extract_lane(largest, 1)) - low;
  if (!(extent > 0 && extent < f64.MAX_VALUE)) return false;
  scale(bytes, low, extent);
  centre(bytes);
  return true;
}

/** Sums of the scaled coordinates. */
let sumX: f64 = 0;
let sumY: f64 = 0;
let sumZ: f64 = 0;

/** Scales, and sums one after the other: the three axes side by side, since each sum waits for its last addition. */
function scale(bytes: usize, least: f64, extent: f64): void {
  sumX = 0;
  sumY = 0;
  sumZ = 0;
  const low = f64x2.splat(least);
  const divisor = f64x2.splat(extent);
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = scaled(v128.load(pointsX + at), low, divisor);
    const y = scaled(v128.load(pointsY + at), low, divisor);
    const z = scaled(v128.load(pointsZ + at), low, divisor);
    v128.store(pointsX + at, x);
    v128.store(pointsY + at, y);
    v128.store(pointsZ + at, z);
    sumX += f64x2.extract_lane(x, 0);
    sumY += f64x2.extract_lane(y, 0);
    sumZ += f64x2.extract_lane(z, 0);
    if (at + 16 > bytes) break;
    sumX += f64x2.extract_lane(x, 1);
    sumY += f64x2.extract_lane(y, 1);
    sumZ += f64x2.extract_lane(z, 1);
  }
}

@inline
function scaled(value: v128, least: v128, extent: v128): v128 {
  const part = f64x2.div(f64x2.sub(value, least), extent);
  return f64x2.sub(f64x2.mul(part, f64x2.splat(2)), f64x2.splat(1));
}

/** Moves the model to the middle of its points, and measures how they spread. */
function centre(bytes: usize): void {
  store<f64>(variances, centreAxis(pointsX, bytes, sumX));
  store<f64>(variances, centreAxis(pointsY, bytes, sumY), 8);
  store<f64>(variances, centreAxis(pointsZ, bytes, sumZ), 16);
}

/** Returns the variance: points of even and of odd number are summed apart. */
function centreAxis(axis: usize, bytes: usize, sum: f64): f64 {
  const points = <f64>(bytes >> 3);
  const middle = f64x2.splat(sum / (points + 1));
  const mean = f64x2.splat(sum / points);
  let squares = f64x2.splat(0);
  const whole = bytes & ~15;
  for (let at: usize = 0; at < whole; at += 16) {
    const value = v128.load(axis + at);
    const distance = f64x2.sub(value, mean);
    squares = f64x2.add(squares, f64x2.mul(distance, distance));
    v128.store(axis + at, f64x2.sub(value, middle));
  }
  let even = f64x2.extract_lane(squares, 0);
  if (whole < bytes) {
    const value = load<f64>(axis + whole);
    const distance = value - f64x2.extract_lane(mean, 0);
    even += distance * distance;
    store<f64>(axis + whole, value - f64x2.extract_lane(middle, 0));
  }
  return (even + f64x2.extract_lane(squares, 1)) / points;
}
