/**
 * Sine and cosine in double-double arithmetic: rounded correctly in all but the rarest cases, and the same on every engine.
 *
 * Written in the common subset of TypeScript and AssemblyScript, so that the kernel and its twin share it.
 */
import { add, low, multiply, twoProduct, twoSum } from "./doubleDouble";

/** π/2 in four parts; the first three have 33 bits, so that their products with a quadrant number below 2²⁰ are exact. */
const HALF_PI_1: number = 1.5707963267341256;
const HALF_PI_2: number = 6.077100506303966e-11;
const HALF_PI_3: number = 2.0222662487111665e-21;
const HALF_PI_4: number = 8.4784276603689e-32;
const TWO_OVER_PI: number = 0.6366197723675814;
/** 1/3! */
const FACTORIAL_3: number = 0.16666666666666666;
const FACTORIAL_3_LOW: number = 9.25185853854297e-18;
/** 1/4! */
const FACTORIAL_4: number = 0.041666666666666664;
const FACTORIAL_4_LOW: number = 2.3129646346357427e-18;
/** 1/5! */
const FACTORIAL_5: number = 0.008333333333333333;
const FACTORIAL_5_LOW: number = 1.1564823173178714e-19;
/** 1/6! */
const FACTORIAL_6: number = 0.001388888888888889;
const FACTORIAL_6_LOW: number = -5.300543954373577e-20;
/** 1/7! */
const FACTORIAL_7: number = 0.0001984126984126984;
const FACTORIAL_7_LOW: number = 1.7209558293420705e-22;
/** 1/8! */
const FACTORIAL_8: number = 2.48015873015873e-5;
const FACTORIAL_8_LOW: number = 2.1511947866775882e-23;
/** 1/9! */
const FACTORIAL_9: number = 2.7557319223985893e-6;
const FACTORIAL_9_LOW: number = -1.858393274046472e-22;
const FACTORIAL_10: number = 2.755731922398589e-7;
const FACTORIAL_11: number = 2.505210838544172e-8;
const FACTORIAL_12: number = 2.08767569878681e-9;
const FACTORIAL_13: number = 1.6059043836821613e-10;
const FACTORIAL_14: number = 1.1470745597729725e-11;
const FACTORIAL_15: number = 7.647163731819816e-13;
const FACTORIAL_16: number = 4.779477332387385e-14;
const FACTORIAL_17: number = 2.8114572543455206e-15;
const FACTORIAL_18: number = 1.5619206968586225e-16;
const FACTORIAL_19: number = 8.22063524662433e-18;
const FACTORIAL_20: number = 4.110317623312165e-19;
const FACTORIAL_21: number = 1.9572941063391263e-20;
const FACTORIAL_22: number = 8.896791392450574e-22;
const FACTORIAL_23: number = 3.868170170630684e-23;

/** rad; below it the reduction is done with double-double arithmetic. */
const SMALL_ANGLE: number = 1e-6;

/** Quadrant of the last reduced angle, 0 … 3. */
let quadrant: number = 0;

/** Reduces |x| < 10⁶ to [−π/4, π/4]; sets `quadrant` and `low`. */
function reduce(x: number): number {
  const k: number = Math.floor(x * TWO_OVER_PI + 0.5);
  quadrant = k - 4 * Math.floor(k / 4);
  // Exact: the two are within a factor of 2 of each other.
  const near: number = x - k * HALF_PI_1;
  let high: number = twoSum(near, -k * HALF_PI_2);
  let rest: number = low;
  // Next to all but the smallest angles the remaining parts of π/2 need no more than double precision.
  if (Math.abs(high) > SMALL_ANGLE) return twoSum(high, rest - k * HALF_PI_3 - k * HALF_PI_4);
  high = add(high, rest, -k * HALF_PI_3, 0);
  rest = low;
  const product: number = twoProduct(-k, HALF_PI_4);
  return add(high, rest, product, low);
}

/** Taylor series of sin r, |r| ≤ π/4; terms from r¹¹ on need only double precision. */
function sineSeries(r: number, rLow: number): number {
  const square: number = multiply(r, rLow, r, rLow);
  const squareLow: number = low;
  let tail: number = FACTORIAL_23 * -square + FACTORIAL_21;
  tail = tail * -square + FACTORIAL_19;
  tail = tail * -square + FACTORIAL_17;
  tail = tail * -square + FACTORIAL_15;
  tail = tail * -square + FACTORIAL_13;
  tail = tail * -square + FACTORIAL_11;
  let sum: number = add(FACTORIAL_9, FACTORIAL_9_LOW, tail * -square, 0);
  sum = multiply(sum, low, -square, -squareLow);
  sum = add(FACTORIAL_7, FACTORIAL_7_LOW, sum, low);
  sum = multiply(sum, low, -square, -squareLow);
  sum = add(FACTORIAL_5, FACTORIAL_5_LOW, sum, low);
  sum = multiply(sum, low, -square, -squareLow);
  sum = add(FACTORIAL_3, FACTORIAL_3_LOW, sum, low);
  sum = multiply(sum, low, -square, -squareLow);
  sum = multiply(sum, low, r, rLow);
  return add(r, rLow, sum, low);
}

/** Taylor series of cos r, |r| ≤ π/4; terms from r¹⁰ on need only double precision. */
function cosineSeries(r: number, rLow: number): number {
  const square: number = multiply(r, rLow, r, rLow);
  const squareLow: number = low;
  let tail: number = FACTORIAL_22 * -square + FACTORIAL_20;
  tail = tail * -square + FACTORIAL_18;
  tail = tail * -square + FACTORIAL_16;
  tail = tail * -square + FACTORIAL_14;
  tail = tail * -square + FACTORIAL_12;
  tail = tail * -square + FACTORIAL_10;
  let sum: number = add(FACTORIAL_8, FACTORIAL_8_LOW, tail * -square, 0);
  sum = multiply(sum, low, -square, -squareLow);
  sum = add(FACTORIAL_6, FACTORIAL_6_LOW, sum, low);
  sum = multiply(sum, low, -square, -squareLow);
  sum = add(FACTORIAL_4, FACTORIAL_4_LOW, sum, low);
  sum = multiply(sum, low, -square, -squareLow);
  sum = add(0.5, 0, sum, low);
  sum = multiply(sum, low, -square, -squareLow);
  return add(1, 0, sum, low);
}

/** What a shortcut returns where its error could change the rounding; no sine. */
const UNSURE: number = 2;
/** Relative error that the shortcuts below may have, with room to spare. */
const SINE_ERROR: number = 3.469446951953614e-18;
const COSINE_ERROR: number = 8.673617379884035e-19;

/**
 * sin r, |r| ≤ π/4, with terms from r⁵ on in double precision; UNSURE less than one time in ten.
 */
function quickSine(r: number, rLow: number): number {
  const square: number = multiply(r, rLow, r, rLow);
  const squareLow: number = low;
  let tail: number = FACTORIAL_17 * -square + FACTORIAL_15;
  tail = tail * -square + FACTORIAL_13;
  tail = tail * -square + FACTORIAL_11;
  tail = tail * -square + FACTORIAL_9;
  tail = tail * -square + FACTORIAL_7;
  tail = (FACTORIAL_5 - tail * square) * (square * square * r);
  let sum: number = multiply(r, rLow, square, squareLow);
  sum = multiply(sum, low, FACTORIAL_3, FACTORIAL_3_LOW);
  sum = add(r, rLow, -sum, -low);
  return roundedSurely(sum, low + tail, SINE_ERROR);
}

/** cos r, |r| ≤ π/4, with terms from r⁶ on in double precision; UNSURE seldom. */
function quickCosine(r: number, rLow: number): number {
  const square: number = multiply(r, rLow, r, rLow);
  const squareLow: number = low;
  let tail: number = FACTORIAL_18 * -square + FACTORIAL_16;
  tail = tail * -square + FACTORIAL_14;
  tail = tail * -square + FACTORIAL_12;
  tail = tail * -square + FACTORIAL_10;
  tail = tail * -square + FACTORIAL_8;
  tail = (FACTORIAL_6 - tail * square) * -(square * square * square);
  let sum: number = multiply(square, squareLow, square, squareLow);
  sum = multiply(sum, low, FACTORIAL_4, FACTORIAL_4_LOW);
  sum = add(-0.5 * square, -0.5 * squareLow, sum, low);
  sum = add(1, 0, sum, low);
  return roundedSurely(sum, low + tail, COSINE_ERROR);
}

/** value + rest rounded, or UNSURE where another result is possible within the relative error. */
function roundedSurely(value: number, rest: number, relativeError: number): number {
  const error: number = Math.abs(value) * relativeError;
  const above: number = value + (rest + error);
  return above === value + (rest - error) ? above : UNSURE;
}

function sine(r: number, rLow: number): number {
  const quick: number = quickSine(r, rLow);
  return quick !== UNSURE ? quick : sineSeries(r, rLow);
}

function cosine(r: number, rLow: number): number {
  const quick: number = quickCosine(r, rLow);
  return quick !== UNSURE ? quick : cosineSeries(r, rLow);
}

/** sin x for |x| < 10⁶ rad. */
export function sinAccurate(x: number): number {
  const r: number = reduce(x);
  if (quadrant === 0) return sine(r, low);
  if (quadrant === 1) return cosine(r, low);
  if (quadrant === 2) return -sine(r, low);
  return -cosine(r, low);
}

/** cos x for |x| < 10⁶ rad. */
export function cosAccurate(x: number): number {
  const r: number = reduce(x);
  if (quadrant === 0) return cosine(r, low);
  if (quadrant === 1) return -sine(r, low);
  if (quadrant === 2) return -cosine(r, low);
  return sine(r, low);
}

/** sin x without the shortcut, to compare with. */
export function sinBySeries(x: number): number {
  const r: number = reduce(x);
  if (quadrant === 0) return sineSeries(r, low);
  if (quadrant === 1) return cosineSeries(r, low);
  if (quadrant === 2) return -sineSeries(r, low);
  return -cosineSeries(r, low);
}
