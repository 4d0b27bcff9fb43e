/** The chaos game in space: at each step the chosen map moves the point. */
import { chosen, COEFFICIENTS, MAP_NUMBERS, MAP_SHIFT, maps, pointsX, pointsY, pointsZ, system } from "./buffers";

/** Points between two looks at whether the walk has overflowed. */
const LOOK: i32 = 128;

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
