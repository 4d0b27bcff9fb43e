/**
 * Which map each step of a walk takes: the first with r ≤ p₁ + … + pⱼ, or none (the number of maps) where there is no such.
 * r is a whole number of 53 bits over 2⁵³, so that it is above a bound where that number is above the whole part of
 * bound · 2⁵³; they are compared by the upper 27 bits, and by the lower 26 too in the rare case that the upper are equal.
 * Choices are a byte each, and up to three bytes more than are asked for may be written.
 */
import { words } from "../layout";
import { advance, ensure, next, temper4 } from "../random/twister";

const LOW_BITS: i64 = 26;
const LOW_MASK: i64 = (1 << 26) - 1;
/** Largest N. */
export const MOST_MAPS: i32 = 7;
/** Steps of a walk whose random words are at hand together, and share counters of Philox. */
export const STRETCH: i32 = 1024;
/** Numbers that are taken from the twister together, two words each: it holds twice as many at least. */
const FROM_TWISTER: i32 = STRETCH / 2;

/** Upper and lower bits of the bounds p₁ + … + pⱼ, i32 each. */
const boundHigh: usize = memory.data(8 * 4, 16);
const boundLow: usize = memory.data(8 * 4, 16);

/** Takes the bounds of a system's maps. @param system rows of `numbers` f64 each, the last of which is p */
export function setBounds(system: usize, count: i32, numbers: i32): void {
  if (count > MOST_MAPS) unreachable();
  let sum: f64 = 0;
  for (let map = 0; map < count; map++) {
    sum += load<f64>(system + ((<usize>(map * numbers + numbers - 1)) << 3));
    // A system of flat maps has no probabilities: no number is at most NaN, and each is above −1.
    const bound = sum == sum ? <i64>Math.floor(sum * 9007199254740992.0) : -1;
    store<i32>(boundHigh + ((<usize>map) << 2), <i32>(bound >> LOW_BITS));
    store<i32>(boundLow + ((<usize>map) << 2), <i32>(bound & LOW_MASK));
  }
}

/** Chooses for `length` numbers, whose upper and lower bits lie at `high` and `low`, i32 each. @param count of maps */
export function choose(count: i32, high: usize, low: usize, length: i32, to: usize): void {
  for (let i = 0; i < length; i += 4) {
    const at = (<usize>i) << 2;
    choose4(count, v128.load(high + at), v128.load(low + at), to + <usize>i);
  }
}

/** Chooses for the next `length` random() of the twister. */
export function chooseFromTwister(count: i32, length: i32, to: usize): void {
  for (let done = 0; done < length; done += FROM_TWISTER) {
    const some = ready(length - done);
    let from = next();
    for (let i = 0; i < some; i += 4, from += 32) {
      const w0 = temper4(v128.load(from));
      const w1 = temper4(v128.load(from, 16));
      choose4(count, high4(w0, w1), low4(w0, w1), to + <usize>(done + i));
    }
    advance(2 * some);
  }
}

/** The next `length` random() of the twister as upper and lower bits, i32 each. */
export function takeRandom(high: usize, low: usize, length: i32): void {
  for (let done = 0; done < length; done += FROM_TWISTER) {
    const some = ready(length - done);
    let from = next();
    for (let i = 0; i < some; i += 4, from += 32) {
      const w0 = temper4(v128.load(from));
      const w1 = temper4(v128.load(from, 16));
      const at = (<usize>(done + i)) << 2;
      v128.store(high + at, high4(w0, w1));
      v128.store(low + at, low4(w0, w1));
    }
    advance(2 * some);
  }
}

/** Chooses for the words w at `words`, each the number w / 2³². */
export function chooseFromWords(count: i32, length: i32, to: usize): void {
  for (let i = 0; i < length; i += 4) {
    const word = v128.load(words + ((<usize>i) << 2));
    const low = i32x4.shl(v128.and(word, i32x4.splat(31)), 21);
    choose4(count, i32x4.shr_u(word, 5), low, to + <usize>i);
  }
}

/** Makes the words of the twister's next numbers. Returns how many numbers they are, at most `length`. */
@inline
function ready(length: i32): i32 {
  const some = min(FROM_TWISTER, length);
  // Loads run up to six words past the last that is asked for.
  ensure(2 * some + 8);
  return some;
}

/** Upper 27 bits of four numbers of two words each. */
@inline
function high4(w0: v128, w1: v128): v128 {
  return i32x4.shr_u(v128.shuffle<u32>(w0, w1, 0, 2, 4, 6), 5);
}

@inline
function low4(w0: v128, w1: v128): v128 {
  return i32x4.shr_u(v128.shuffle<u32>(w0, w1, 1, 3, 5, 7), 6);
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
