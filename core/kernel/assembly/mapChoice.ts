/**
 * Which map each step of a walk takes: the first with r ≤ p₁ + … + pⱼ, or none (the number of maps) where there is no such.
 * r is a whole number of 53 bits over 2⁵³, so that it is above a bound where that number is above the whole part of
 * bound · 2⁵³; they are compared by the upper 27 bits, and by the lower 26 too in the rare case that the upper are equal.
 */

const LOW_BITS: i64 = 26;
const LOW_MASK: i64 = (1 << 26) - 1;
/** Largest N. */
export const MOST_MAPS: i32 = 7;

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

/** The maps for four numbers, a byte each. */
@inline
export function choose4(count: i32, high: v128, low: v128, to: usize): void {
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
