/** Which map each step of a walk takes, and the random numbers that decide it. */
import { STRETCH, stretchHigh, stretchLow } from "./buffers";
import { choose4 } from "../mapChoice";
import { advance, ensure, next, temper4 } from "../random/twister";

/** Chooses for `length` numbers, whose upper and lower bits lie at `high` and `low`; may write up to three bytes more. */
export function choose(count: i32, high: usize, low: usize, length: i32, to: usize): void {
  for (let i = 0; i < length; i += 4) {
    const at = (<usize>i) << 2;
    choose4(count, v128.load(high + at), v128.load(low + at), to + <usize>i);
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
