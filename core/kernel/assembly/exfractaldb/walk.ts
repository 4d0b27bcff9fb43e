/** The chaos game in space: at each step the chosen map moves the point. */
import {
  chosen,
  COEFFICIENTS,
  laneBytes,
  MAP_NUMBERS,
  MAP_SHIFT,
  maps,
  pointsX,
  pointsY,
  pointsZ,
  system,
} from "./buffers";

/** Where each of a … l lies in `maps`. */
const PLACES: StaticArray<u8> = [0, 2, 4, 1, 3, 5, 8, 9, 10, 6, 7, 11];

/** Puts the maps at `system`, multiplied by twelve weights unless they are 0, where the walk reads them. */
export function setMaps(count: i32, weights: usize): void {
  for (let map = 0; map < count; map++) {
    const from = system + ((<usize>(map * MAP_NUMBERS)) << 3);
    const to = maps + ((<usize>map) << MAP_SHIFT);
    for (let k = 0; k < COEFFICIENTS; k++) {
      const at = (<usize>k) << 3;
      const weight = weights == 0 ? 1 : load<f64>(weights + at);
      store<f64>(to + ((<usize>unchecked(PLACES[k])) << 3), load<f64>(from + at) * weight);
    }
  }
}

/** One walk, a point for each chosen map. @param count of maps: a chosen map of this number is none */
export function walk(count: i32, length: i32): void {
  let x: f64 = 0;
  let y: f64 = 0;
  let z: f64 = 0;
  for (let i: usize = 0; i < <usize>length; i++) {
    const map = <usize>load<u8>(chosen + i);
    if (<i32>map < count) {
      const at = maps + (map << MAP_SHIFT);
      const x1 = x * load<f64>(at) + y * load<f64>(at, 16) + z * load<f64>(at, 32) + load<f64>(at, 48);
      const y1 = x * load<f64>(at, 8) + y * load<f64>(at, 24) + z * load<f64>(at, 40) + load<f64>(at, 56);
      z = movedZ(at, x, y, z);
      x = x1;
      y = y1;
    }
    store<f64>(pointsX + (i << 3), x);
    store<f64>(pointsY + (i << 3), y);
    store<f64>(pointsZ + (i << 3), z);
  }
}

/**
 * Two walks side by side, of the lane at hand and of the next, x and y of each together.
 * @param count of the lane's maps
 * @param other of the next lane's; 0 where there is no walk
 */
export function walk2(count: i32, other: i32, length: i32): void {
  let xy = f64x2.splat(0);
  let z: f64 = 0;
  let xy2 = xy;
  let z2: f64 = 0;
  for (let i: usize = 0; i < <usize>length; i++) {
    const map = <usize>load<u8>(chosen + i);
    const map2 = <usize>load<u8>(chosen + laneBytes + i);
    if (<i32>map < count) {
      const at = maps + (map << MAP_SHIFT);
      const moved = movedXy(at, xy, z);
      z = movedZ(at, f64x2.extract_lane(xy, 0), f64x2.extract_lane(xy, 1), z);
      xy = moved;
    }
    if (<i32>map2 < other) {
      const at = maps + laneBytes + (map2 << MAP_SHIFT);
      const moved = movedXy(at, xy2, z2);
      z2 = movedZ(at, f64x2.extract_lane(xy2, 0), f64x2.extract_lane(xy2, 1), z2);
      xy2 = moved;
    }
    put(i << 3, xy, z);
    put(laneBytes + (i << 3), xy2, z2);
  }
}

/** Whether the walk of the lane at hand has stayed finite: what has overflowed never comes back. */
export function staysFinite(length: i32): bool {
  const last = (<usize>(length - 1)) << 3;
  // The difference of what is not finite from itself is no number.
  const x = load<f64>(pointsX + last);
  const y = load<f64>(pointsY + last);
  const z = load<f64>(pointsZ + last);
  return x - x + (y - y) + (z - z) == 0;
}

@inline
function movedXy(at: usize, xy: v128, z: f64): v128 {
  const x = v128.shuffle<u64>(xy, xy, 0, 0);
  const y = v128.shuffle<u64>(xy, xy, 1, 1);
  const sum = f64x2.add(f64x2.mul(x, v128.load(at)), f64x2.mul(y, v128.load(at, 16)));
  return f64x2.add(f64x2.add(sum, f64x2.mul(f64x2.splat(z), v128.load(at, 32))), v128.load(at, 48));
}

@inline
function movedZ(at: usize, x: f64, y: f64, z: f64): f64 {
  return x * load<f64>(at, 64) + y * load<f64>(at, 72) + z * load<f64>(at, 80) + load<f64>(at, 88);
}

@inline
function put(at: usize, xy: v128, z: f64): void {
  v128.store64_lane(pointsX + at, xy, 0);
  v128.store64_lane(pointsY + at, xy, 1);
  store<f64>(pointsZ + at, z);
}
