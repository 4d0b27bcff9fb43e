/** How much of a picture is drawn on, and how bright it is. */
import { background, palette } from "./layout";

/** Pixels that differ from the background, of the last picture measured. */
export let ink: i32 = 0;
/** Sum of its greys. */
export let greySum: i64 = 0;

/** Rounds of 16 bytes after which a lane of 8 bits (ink) or 16 bits (two greys a round) might overflow. */
const ROUNDS: usize = 128;

/** @param length at most 2²⁶ bytes, so that a lane's sum stays within 32 bits */
export function measure(at: usize, length: i32): void {
  const empty = i8x16.splat(background);
  let blank = i32x4.splat(0);
  let sums = i32x4.splat(0);
  const whole = <usize>(length & ~15);
  for (let start: usize = 0; start < whole; start += 16 * ROUNDS) {
    const end = min(start + 16 * ROUNDS, whole);
    let same = i8x16.splat(0);
    let greys = i16x8.splat(0);
    for (let i = start; i < end; i += 16) {
      const bytes = v128.load(at + i);
      // A comparison that holds is −1.
      same = i8x16.sub(same, i8x16.eq(bytes, empty));
      greys = i16x8.add(greys, i16x8.extadd_pairwise_i8x16_u(bytes));
    }
    blank = i32x4.add(blank, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(same)));
    sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(greys));
  }
  let inked = <i32>whole - <i32>sumOfLanes(blank);
  let sum = sumOfLanes(sums);
  for (let i: usize = whole; i < <usize>length; i++) {
    const grey = load<u8>(at + i);
    if (grey != background) inked += 1;
    sum += <i64>grey;
  }
  ink = inked;
  greySum = sum;
}

/** The same of samples that stand for colours: the grey of one is the mean of its channels. */
export function measureColours(at: usize, length: i32): void {
  let inked = 0;
  let sum: i64 = 0;
  for (let i: usize = 0; i < <usize>length; i++) {
    const sample = load<u8>(at + i);
    inked += <i32>(sample != background);
    sum += <i64>load<u8>(palette + ((<usize>sample) << 2), 3);
  }
  ink = inked;
  greySum = sum;
}

@inline
function sumOfLanes(lanes: v128): i64 {
  return (
    <i64>i32x4.extract_lane(lanes, 0) +
    <i64>i32x4.extract_lane(lanes, 1) +
    <i64>i32x4.extract_lane(lanes, 2) +
    <i64>i32x4.extract_lane(lanes, 3)
  );
}
