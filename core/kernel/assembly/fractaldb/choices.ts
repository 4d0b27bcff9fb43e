/**
 * Which map each step of a walk takes: the first with r ≤ p₁ + … + pⱼ, or none (the number of maps) where there is no such.
 * r is a whole number R of 53 bits over 2⁵³, and so r > bound where R is above the whole part of bound · 2⁵³: compared
 * by the upper 27 bits, and by the lower 26 too in the rare case that the upper ones are equal.
 */
import { MAP_NUMBERS, MOST_MAPS, STRETCH, stretchHigh, stretchLow } from "./buffers";
import { advance, ensure, next, temper4 } from "../random/twister";

const LOW_BITS: i64 = 26;
const LOW_MASK: i64 = (1 << 26) - 1;

const boundHigh: usize = memory.data(8 * 4, 16);
const boundLow: usize = memory.data(8 * 4, 16);

/** Takes the bounds of a system's maps, whose rows of seven numbers lie at `system`. */
export function setBounds(system: usize, count: i32): void {
  if (count > MOST_MAPS) unreachable();
  let sum: f64 = 0;
  for (let map = 0; map < count; map++) {
    sum += load<f64>(system + ((<usize>(map * MAP_NUMBERS + MAP_NUMBERS - 1)) << 3));
    // A system without any extent has no probabilities: no number is at most NaN, and none is above 2⁵³ − 1.
    const bound = sum == sum ? <i64>Math.floor(sum * 9007199254740992.0) : -1;
    store<i32>(boundHigh + ((<usize>map) << 2), <i32>(bound >> LOW_BITS));
    store<i32>(boundLow + ((<usize>map) << 2), <i32>(bound & LOW_MASK));
  }
}

/** Chooses for `length` numbers, whose upper and lower bits lie at `high` and `low`; may write up to three bytes more. */
export function choose(count: i32, high: usize, low: usize, length: i32, to: usize): void {
  for (let i = 0; i < length; i += 4) {
    const at = (<usize>i) << 2;
    const upper = v128.load(high + at);
    let map = i32x4.splat(0);
    let equal = i32x4.splat(0);
    for (let j: usize = 0; j < (<usize>count) << 2; j += 4) {
      const bound = v128.load32_splat(boundHigh + j);
      // A comparison that holds is −1.
      map = i32x4.sub(map, i32x4.gt_s(upper, bound));
      equal = v128.or(equal, i32x4.eq(upper, bound));
    }
    if (v128.any_true(equal)) map = exactly(count, upper, v128.load(low + at));
    const bytes = v128.shuffle<u8>(map, map, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12);
    store<u32>(to + <usize>i, i32x4.extract_lane(bytes, 0));
  }
}

function exactly(count: i32, upper: v128, lower: v128): v128 {
  let map = i32x4.splat(0);
  for (let j: usize = 0; j < (<usize>count) << 2; j += 4) {
    const bound = v128.load32_splat(boundHigh + j);
    const lowerAbove = i32x4.gt_s(lower, v128.load32_splat(boundLow + j));
    const above = v128.or(i32x4.gt_s(upper, bound), v128.and(i32x4.eq(upper, bound), lowerAbove));
    map = i32x4.sub(map, above);
  }
  return map;
}

/** The next `length` random() of the twister as upper and lower bits. */
export function takeRandom(high: usize, low: usize, length: i32): void {
  for (let done = 0; done < length; done += STRETCH) {
    const count = min(STRETCH, length - done);
    // Loads run up to eight words past the last that is asked for.
    ensure(2 * count + 8);
    const first = next();
    for (let i = 0; i < count; i += 4) {
      const at = first + ((<usize>i) << 3);
      const w0 = temper4(v128.load(at));
      const w1 = temper4(v128.load(at, 16));
      const to = (<usize>(done + i)) << 2;
      v128.store(high + to, i32x4.shr_u(v128.shuffle<u32>(w0, w1, 0, 2, 4, 6), 5));
      v128.store(low + to, i32x4.shr_u(v128.shuffle<u32>(w0, w1, 1, 3, 5, 7), 6));
    }
    advance(2 * count);
  }
}

/** Chooses for the next `length` random() of the twister. */
export function chooseFromTwister(count: i32, length: i32, to: usize): void {
  for (let done = 0; done < length; done += STRETCH) {
    const some = min(STRETCH, length - done);
    takeRandom(stretchHigh, stretchLow, some);
    choose(count, stretchHigh, stretchLow, some, to + <usize>done);
  }
}

/** Chooses for words w at `words`, each the number w / 2³². */
export function chooseFromWords(count: i32, words: usize, length: i32, to: usize): void {
  for (let i = 0; i < length; i += 4) {
    const at = (<usize>i) << 2;
    const word = v128.load(words + at);
    v128.store(stretchHigh + at, i32x4.shr_u(word, 5));
    v128.store(stretchLow + at, i32x4.shl(v128.and(word, i32x4.splat(31)), 21));
  }
  choose(count, stretchHigh, stretchLow, length, to);
}
