/**
 * The natural logarithm in double-double arithmetic: rounded correctly in all but the rarest cases, and the same on every engine.
 *
 * Written in the common subset of TypeScript and AssemblyScript, so that the kernel and its twin share it.
 */
import { add, divide, low, multiply, twoProduct, twoSum } from "./doubleDouble";

/** What Math.LN2 lacks of ln 2. */
const LN_2_LOW: number = 2.3190468138462996e-17;
const THIRD: number = 0.3333333333333333;
const THIRD_LOW: number = 1.850371707708594e-17;
/** Terms of the full series beyond the first: with |s| ≤ 0.172 the first that is left out is below 2⁻¹⁰⁰. */
const TERMS: number = 20;
/** What the shortcut returns where its error could change the rounding; no logarithm. */
const UNSURE: number = 1e300;
/** Relative error that the shortcut may have, with room to spare. */
const ERROR: number = 2.168404344971009e-19;

/** x = m · 2^exponent with √½ ≤ m < √2. */
let exponent: number = 0;

function reduce(x: number): number {
  exponent = 0;
  let m: number = x;
  for (; m < Math.SQRT1_2; m *= 2) exponent -= 1;
  for (; m >= Math.SQRT2; m /= 2) exponent += 1;
  return m;
}

/** ln x for 2⁻¹⁰⁰⁰ ≤ x < 2¹⁰⁰⁰. */
export function ln(x: number): number {
  const quick: number = quickLn(x);
  return quick !== UNSURE ? quick : lnBySeries(x);
}

/** ln x with the terms from s⁵ on in double precision; UNSURE once in some hundred times. */
function quickLn(x: number): number {
  const m: number = reduce(x);
  const denominator: number = twoSum(m, 1);
  // m − 1 is exact: the two are within a factor of 2 of each other.
  const s: number = divide(m - 1, denominator, low);
  const sLow: number = low;
  const square: number = multiply(s, sLow, s, sLow);
  const squareLow: number = low;
  let tail: number = 1 / 27;
  for (let k: number = 25; k >= 5; k -= 2) tail = tail * square + 1 / k;
  tail *= square * square;
  let sum: number = multiply(square, squareLow, THIRD, THIRD_LOW);
  sum = add(sum, low, tail, 0);
  sum = multiply(sum, low, s, sLow);
  sum = add(s, sLow, sum, low);
  const mantissa: number = 2 * sum;
  const mantissaLow: number = 2 * low;
  const power: number = twoProduct(exponent, Math.LN2);
  const value: number = add(power, low + exponent * LN_2_LOW, mantissa, mantissaLow);
  const rest: number = low;
  const error: number = Math.abs(value) * ERROR;
  const above: number = value + (rest + error);
  return above === value + (rest - error) ? above : UNSURE;
}

/** ln x without the shortcut. */
export function lnBySeries(x: number): number {
  const mantissa: number = lnNearOne(reduce(x));
  const mantissaLow: number = low;
  const power: number = twoProduct(exponent, Math.LN2);
  return add(power, low + exponent * LN_2_LOW, mantissa, mantissaLow);
}

/** ln m = 2 artanh s = 2 (s + s³/3 + s⁵/5 + …) with s = (m − 1)/(m + 1), for √½ ≤ m < √2. */
function lnNearOne(m: number): number {
  const denominator: number = twoSum(m, 1);
  const s: number = divide(m - 1, denominator, low);
  const sLow: number = low;
  const square: number = multiply(s, sLow, s, sLow);
  const squareLow: number = low;
  let sum: number = divide(1, 2 * TERMS + 1, 0);
  for (let k: number = TERMS - 1; k >= 0; k--) {
    sum = multiply(sum, low, square, squareLow);
    const tail: number = sum;
    const tailLow: number = low;
    sum = divide(1, 2 * k + 1, 0);
    sum = add(sum, low, tail, tailLow);
  }
  sum = multiply(sum, low, s, sLow);
  return add(sum, low, sum, low);
}
