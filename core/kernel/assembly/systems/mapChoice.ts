/**
 * Which map each step of a walk takes: the first with r ≤ p₁ + … + pⱼ, or none (the number of maps) where there is no such.
 * r is a whole number of 53 bits over 2⁵³, so that it is above a bound where that number is above the whole part of
 * bound · 2⁵³; they are compared by their upper 16 bits, eight at a time, and by all in the rare case that those are equal.
 * Choices are u16: what the map's number times `1 << MAP_SHIFT` is. Up to seven more than are asked for may be written.
 */
import { words } from "../layout";
import { advance, ensure, next, temper, temperTop4 } from "../random/twister";

const TOP_SHIFT: i64 = 37;
/** Largest N. */
export const MOST_MAPS: i32 = 7;
/** A map that a walk reads has as many bytes as 1 shifted by this. */
export const MAP_SHIFT: i32 = 7;
/** Steps of a walk whose random words are at hand together, and share counters of Philox. */
export const STRETCH: i32 = 1024;
/** Numbers that are taken from the twister together, two words each: it holds twice as many at least. */
const FROM_TWISTER: i32 = STRETCH / 2;

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

/** Chooses for the next `length` random() of the twister. @param count of maps */
export function chooseFromTwister(count: i32, length: i32, to: usize): void {
  for (let done = 0; done < length; done += FROM_TWISTER) {
    const some = ready(length - done);
    chooseFromPairs(count, next(), some, to + ((<usize>done) << 1));
    advance(2 * some);
  }
}

/** Takes the next `length` random() of the twister: two words each, as `chooseFromPairs` reads them. */
export function takePairs(length: i32, to: usize): void {
  for (let done = 0; done < length; done += FROM_TWISTER) {
    const some = ready(length - done);
    memory.copy(to + ((<usize>done) << 3), next(), (<usize>some) << 3);
    advance(2 * some);
  }
}

/** Chooses for `length` random(), whose two words each lie at `pairs` as the twister has them, not tempered. */
export function chooseFromPairs(count: i32, pairs: usize, length: i32, to: usize): void {
  const end = pairs + ((<usize>length) << 3);
  for (let from = pairs; from < end; from += 64, to += 16) {
    const maps = choose8(count, tops8(firstWords(from), firstWords(from + 32)));
    v128.store(to, i16x8.shl(maps, MAP_SHIFT));
    for (let left = i16x8.bitmask(maps); left != 0; left &= left - 1) {
      const lane = <usize>ctz(left);
      const high = <i64>(temper(load<u32>(from + (lane << 3))) >> 5);
      const low = <i64>(temper(load<u32>(from + (lane << 3), 4)) >> 6);
      chooseOne(count, (high << 26) | low, to + (lane << 1));
    }
  }
}

/** Chooses for the words w at `words`, each the number w / 2³². */
export function chooseFromWords(count: i32, length: i32, to: usize): void {
  const end = words + ((<usize>length) << 2);
  for (let from = words; from < end; from += 32, to += 16) {
    const maps = choose8(count, tops8(v128.load(from), v128.load(from, 16)));
    v128.store(to, i16x8.shl(maps, MAP_SHIFT));
    for (let left = i16x8.bitmask(maps); left != 0; left &= left - 1) {
      const lane = <usize>ctz(left);
      chooseOne(count, <i64>load<u32>(from + (lane << 2)) << 21, to + (lane << 1));
    }
  }
}

/** Makes the words of the twister's next numbers. Returns how many numbers they are, at most `length`. */
@inline
function ready(length: i32): i32 {
  const some = min(FROM_TWISTER, length);
  // Loads run up to fourteen words past the last that is asked for.
  ensure(2 * some + 16);
  return some;
}

/** The upper 16 bits of the first of two words of four random(). */
@inline
function firstWords(at: usize): v128 {
  return temperTop4(v128.shuffle<u32>(v128.load(at), v128.load(at, 16), 0, 2, 4, 6));
}

/** The upper 16 bits less 2¹⁵ of eight numbers whose upper 32 bits are these, i32. */
@inline
function tops8(low: v128, high: v128): v128 {
  return v128.xor(
    i16x8.narrow_i32x4_s(i32x4.shr_s(low, 16), i32x4.shr_s(high, 16)),
    i16x8.splat(-0x8000),
  );
}

/** The maps for eight numbers whose upper 16 bits less 2¹⁵ are these, i16; −1 where `chooseOne` has to be asked. */
@inline
function choose8(count: i32, tops: v128): v128 {
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

/** Chooses for one number, by all its 53 bits. */
function chooseOne(count: i32, number: i64, to: usize): void {
  let map = 0;
  while (map < count && number > load<i64>(bounds + ((<usize>map) << 3))) map += 1;
  store<u16>(to, <u16>(map << MAP_SHIFT));
}
