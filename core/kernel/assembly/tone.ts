/** How much of a picture is drawn on, and how bright it is. */

/** Pixels that are not black, of the last picture measured. */
export let ink: i32 = 0;
/** Sum of its greys. */
export let greySum: i64 = 0;

/** @param length at most 2²⁶ bytes, so that a lane's sum stays within 32 bits */
export function measure(at: usize, length: i32): void {
  let inked = 0;
  let sums = i32x4.splat(0);
  const whole = <usize>(length & ~15);
  for (let i: usize = 0; i < whole; i += 16) {
    const greys = v128.load(at + i);
    inked += popcnt<i32>(i8x16.bitmask(i8x16.ne(greys, i8x16.splat(0))));
    sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(greys)));
  }
  let sum: i64 =
    <i64>i32x4.extract_lane(sums, 0) +
    <i64>i32x4.extract_lane(sums, 1) +
    <i64>i32x4.extract_lane(sums, 2) +
    <i64>i32x4.extract_lane(sums, 3);
  for (let i: usize = whole; i < <usize>length; i++) {
    const grey = load<u8>(at + i);
    if (grey != 0) inked += 1;
    sum += <i64>grey;
  }
  ink = inked;
  greySum = sum;
}
