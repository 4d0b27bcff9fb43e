/**
 * Which map each step of a walk takes: the first with r ≤ p₁ + … + pⱼ, or none (the number of maps) where there is no such.
 * Since the bounds ascend, that is the number of bounds that r is above.
 */
import { chosen, MAP_NUMBERS, MOST_MAPS, STRETCH, system } from "./buffers";
import { words } from "../layout";
import { fill } from "../random/philox";
import { advance, ensure, next, temper4 } from "../random/twister";

/** Each bound p₁ + … + pⱼ twice, f64. */
const bounds: usize = memory.data(8 * 16, 16);

/** Takes the bounds of the rows at `system`. */
export function setBounds(count: i32): void {
  if (count > MOST_MAPS) unreachable();
  let sum: f64 = 0;
  for (let map = 0; map < count; map++) {
    sum += load<f64>(system + ((<usize>(map * MAP_NUMBERS + MAP_NUMBERS - 1)) << 3));
    v128.store(bounds + ((<usize>map) << 4), f64x2.splat(sum));
  }
}

/** Chooses for the next `length` random() of the twister. @param count of maps */
export function chooseFromTwister(count: i32, length: i32): void {
  // Two words each: half as many as the twister holds at least.
  for (let done = 0; done < length; done += STRETCH / 2) {
    const some = min(STRETCH / 2, length - done);
    // Loads run up to six words past the last that is asked for.
    ensure(2 * some + 8);
    let from = next();
    for (let i = 0; i < some; i += 4, from += 32) {
      const w0 = temper4(v128.load(from));
      const w1 = temper4(v128.load(from, 16));
      const low = choose2(count, unit2(w0));
      store<u32>(chosen + <usize>(done + i), low | (choose2(count, unit2(w1)) << 16));
    }
    advance(2 * some);
  }
}

/** Chooses for one word w each, which is the number w / 2³². @param orbit of the first stretch's words if `byOrbit`, else of all */
export function chooseFromPhilox(count: i32, length: i32, orbit: u32, instance: u32, byOrbit: bool, category: u32): void {
  const scale = f64x2.splat(1.0 / 4294967296.0);
  for (let done = 0; done < length; done += STRETCH) {
    const some = min(STRETCH, length - done);
    const stretch = <u32>(done / STRETCH);
    fill(words, (some + 15) >> 4, byOrbit ? orbit + stretch : orbit, byOrbit ? instance : stretch, category);
    for (let i = 0; i < some; i += 4) {
      const word = v128.load(words + ((<usize>i) << 2));
      const r0 = f64x2.mul(f64x2.convert_low_i32x4_u(word), scale);
      const upper = v128.shuffle<u64>(word, word, 1, 1);
      const low = choose2(count, r0);
      const high = choose2(count, f64x2.mul(f64x2.convert_low_i32x4_u(upper), scale));
      store<u32>(chosen + <usize>(done + i), low | (high << 16));
    }
  }
}

/** Two random() of CPython from four tempered words. */
@inline
function unit2(word: v128): v128 {
  const high = f64x2.convert_low_i32x4_u(i32x4.shr_u(v128.shuffle<u32>(word, word, 0, 2, 0, 2), 5));
  const low = f64x2.convert_low_i32x4_u(i32x4.shr_u(v128.shuffle<u32>(word, word, 1, 3, 1, 3), 6));
  const sum = f64x2.add(f64x2.mul(high, f64x2.splat(67108864.0)), low);
  return f64x2.mul(sum, f64x2.splat(1.0 / 9007199254740992.0));
}

/** The maps for two numbers, the first in the lowest byte, the second in the one above. */
@inline
function choose2(count: i32, r: v128): u32 {
  let above = i64x2.splat(0);
  // A comparison that holds is −1.
  for (let j: usize = 0; j < (<usize>count) << 4; j += 16) above = i64x2.sub(above, f64x2.gt(r, v128.load(bounds + j)));
  return <u32>i64x2.extract_lane(above, 0) | ((<u32>i64x2.extract_lane(above, 1)) << 8);
}
