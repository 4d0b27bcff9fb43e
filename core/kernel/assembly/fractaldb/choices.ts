/** Which map each step of a walk takes, and the random numbers that decide it. */
import { STRETCH, stretchHigh, stretchLow } from "./buffers";
import { choose8, chooseOne } from "../mapChoice";
import { advance, ensure, next, temper4 } from "../random/twister";

/** Chooses for `length` numbers, whose upper 27 and lower 26 bits lie at `high` and `low`; may write up to seven bytes more. */
export function choose(count: i32, high: usize, low: usize, length: i32, to: usize): void {
  const sign = i16x8.splat(-0x8000);
  for (let i = 0; i < length; i += 8) {
    const at = (<usize>i) << 2;
    const tops = i16x8.narrow_i32x4_u(i32x4.shr_u(v128.load(high + at), 11), i32x4.shr_u(v128.load(high + at, 16), 11));
    const maps = choose8(count, v128.xor(tops, sign));
    v128.store64_lane(to + <usize>i, i8x16.narrow_i16x8_s(maps, maps), 0);
    for (let left = i16x8.bitmask(maps); left != 0; left &= left - 1) {
      const lane = <usize>ctz(left);
      const number = (<i64>load<u32>(high + at + (lane << 2)) << 26) | <i64>load<u32>(low + at + (lane << 2));
      store<u8>(to + <usize>i + lane, <u8>chooseOne(count, number));
    }
  }
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
