/**
 * Which map each step of a walk takes: the first with r ≤ p₁ + … + pⱼ, or none (the number of maps) where there is no such.
 * r is a whole number of 53 bits over 2⁵³, so that it is above a bound where that number is above the whole part of
 * bound · 2⁵³; they are compared by their upper 16 bits, eight at a time, and by all in the rare case that those are equal.
 */

const TOP_SHIFT: i64 = 37;
/** Largest N. */
export const MOST_MAPS: i32 = 7;

/** The bounds p₁ + … + pⱼ in units of 2⁻⁵³, i64. */
const bounds: usize = memory.data(MOST_MAPS * 8, 16);
/** Their upper 16 bits less 2¹⁵, eight times each, i16. */
const boundTops: usize = memory.data(MOST_MAPS * 16, 16);

/** Takes the bounds of a system's maps. @param system rows of `numbers` f64 each, the last of which is p */
export function setBounds(system: usize, count: i32, numbers: i32): void {
  if (count > MOST_MAPS) unreachable();
  let sum: f64 = 0;
  for (let map = 0; map < count; map++) {
    sum += load<f64>(system + ((<usize>(map * numbers + numbers - 1)) << 3));
    // A system of flat maps has no probabilities: no number is at most NaN, and each is above −1.
    const bound = sum == sum ? <i64>Math.floor(sum * 9007199254740992.0) : -1;
    store<i64>(bounds + ((<usize>map) << 3), bound);
    // Bounds beyond the numbers' range stand with its ends, where all bits are compared.
    const top = min<i64>(max<i64>(bound >> TOP_SHIFT, 0), 0xffff);
    v128.store(boundTops + ((<usize>map) << 4), i16x8.splat(<i16>(top - 0x8000)));
  }
}

/** The maps for eight numbers whose upper 16 bits less 2¹⁵ are these, i16; −1 where `chooseOne` has to be asked. */
@inline
export function choose8(count: i32, tops: v128): v128 {
  let map = i16x8.splat(0);
  let equal = i16x8.splat(0);
  const end = boundTops + ((<usize>count) << 4);
  for (let at = boundTops; at < end; at += 16) {
    const bound = v128.load(at);
    // A comparison that holds is −1.
    map = i16x8.sub(map, i16x8.gt_s(tops, bound));
    equal = v128.or(equal, i16x8.eq(tops, bound));
  }
  return v128.or(map, equal);
}

/** The upper 16 bits less 2¹⁵ of eight numbers whose upper 32 bits are these, i32. */
@inline
export function tops8(low: v128, high: v128): v128 {
  return v128.xor(
    i16x8.narrow_i32x4_s(i32x4.shr_s(low, 16), i32x4.shr_s(high, 16)),
    i16x8.splat(-0x8000),
  );
}

/** The map for one number, by all its 53 bits. */
export function chooseOne(count: i32, number: i64): i32 {
  let map = 0;
  while (map < count && number > load<i64>(bounds + ((<usize>map) << 3))) map += 1;
  return map;
}
