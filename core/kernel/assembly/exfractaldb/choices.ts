/**
 * Which map each step of a walk takes: the first with r ≤ p₁ + … + pⱼ, or none (the number of maps) where there is no such.
 * r is a whole number of 53 bits over 2⁵³, so that it is above a bound where that number is above the whole part of
 * bound · 2⁵³; they are compared by the upper 27 bits, and by the lower 26 too in the rare case that the upper are equal.
 */
import { chosen, MAP_NUMBERS, MOST_MAPS, STRETCH, system } from "./buffers";
import { words } from "../layout";
import { fill } from "../random/philox";
import { advance, ensure, next, temper4 } from "../random/twister";

const LOW_BITS: i64 = 26;
const LOW_MASK: i64 = (1 << 26) - 1;

/** Upper and lower bits of the bounds p₁ + … + pⱼ, i32 each. */
const boundHigh: usize = memory.data(8 * 4, 16);
const boundLow: usize = memory.data(8 * 4, 16);

/** Takes the bounds of the rows at `system`. */
export function setBounds(count: i32): void {
  if (count > MOST_MAPS) unreachable();
  let sum: f64 = 0;
  for (let map = 0; map < count; map++) {
    sum += load<f64>(system + ((<usize>(map * MAP_NUMBERS + MAP_NUMBERS - 1)) << 3));
    // A system of flat maps has no probabilities: no number is at most NaN, and each is above −1.
    const bound = sum == sum ? <i64>Math.floor(sum * 9007199254740992.0) : -1;
    store<i32>(boundHigh + ((<usize>map) << 2), <i32>(bound >> LOW_BITS));
    store<i32>(boundLow + ((<usize>map) << 2), <i32>(bound & LOW_MASK));
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
      const high = i32x4.shr_u(v128.shuffle<u32>(w0, w1, 0, 2, 4, 6), 5);
      const low = i32x4.shr_u(v128.shuffle<u32>(w0, w1, 1, 3, 5, 7), 6);
      choose4(count, high, low, chosen + <usize>(done + i));
    }
    advance(2 * some);
  }
}

/** Chooses for a class's candidate, from one word w each, which is the number w / 2³². @param orbit word of its counters */
export function chooseForCandidate(count: i32, length: i32, orbit: u32, category: u32): void {
  for (let done = 0; done < length; done += STRETCH) {
    const some = min(STRETCH, length - done);
    fill(words, (some + 15) >> 4, orbit, <u32>(done / STRETCH), category);
    chooseFromWords(count, some, chosen + <usize>done);
  }
}

/** Chooses for a class's cloud, from one word each. @param orbit of the first stretch's counters */
export function chooseForCloud(count: i32, length: i32, orbit: u32, cloud: u32, category: u32): void {
  for (let done = 0; done < length; done += STRETCH) {
    const some = min(STRETCH, length - done);
    fill(words, (some + 15) >> 4, orbit + <u32>(done / STRETCH), cloud, category);
    chooseFromWords(count, some, chosen + <usize>done);
  }
}

function chooseFromWords(count: i32, length: i32, to: usize): void {
  for (let i = 0; i < length; i += 4) {
    const word = v128.load(words + ((<usize>i) << 2));
    const low = i32x4.shl(v128.and(word, i32x4.splat(31)), 21);
    choose4(count, i32x4.shr_u(word, 5), low, to + <usize>i);
  }
}

/** The maps for four numbers, a byte each. */
@inline
function choose4(count: i32, high: v128, low: v128, to: usize): void {
  let map = i32x4.splat(0);
  let equal = i32x4.splat(0);
  for (let j: usize = 0; j < (<usize>count) << 2; j += 4) {
    const bound = v128.load32_splat(boundHigh + j);
    // A comparison that holds is −1.
    map = i32x4.sub(map, i32x4.gt_s(high, bound));
    equal = v128.or(equal, i32x4.eq(high, bound));
  }
  if (v128.any_true(equal)) map = exactly(count, high, low);
  const bytes = v128.shuffle<u8>(map, map, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12);
  store<u32>(to, i32x4.extract_lane(bytes, 0));
}

function exactly(count: i32, high: v128, low: v128): v128 {
  let map = i32x4.splat(0);
  for (let j: usize = 0; j < (<usize>count) << 2; j += 4) {
    const bound = v128.load32_splat(boundHigh + j);
    const lowAbove = i32x4.gt_s(low, v128.load32_splat(boundLow + j));
    const above = v128.or(i32x4.gt_s(high, bound), v128.and(i32x4.eq(high, bound), lowAbove));
    map = i32x4.sub(map, above);
  }
  return map;
}
