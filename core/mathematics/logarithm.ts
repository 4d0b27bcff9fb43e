/** The natural logarithm in double-double arithmetic: rounded correctly in all but the rarest cases, and the same on every engine. */
import { add, low, multiply, twoProduct, twoSum } from "./doubleDouble";

/** What Math.LN2 lacks of ln 2. */
const LN_2_LOW = 2.3190468138462996e-17;
/** Terms of the series beyond the first: with |s| ≤ 0.172 the first that is left out is below 2⁻¹⁰⁰. */
const TERMS = 20;

/** ln x for 2⁻¹⁰⁰⁰ ≤ x < 2¹⁰⁰⁰; RangeError for any other. */
export function lnAccurate(x: number): number {
  if (!(x >= 2 ** -1000 && x < 2 ** 1000))
    throw new RangeError(`lnAccurate: ${x} is not from 2⁻¹⁰⁰⁰ to 2¹⁰⁰⁰`);
  let exponent = 0;
  let m = x;
  for (; m < Math.SQRT1_2; m *= 2) exponent -= 1;
  for (; m >= Math.SQRT2; m /= 2) exponent += 1;
  const mantissa = lnNearOne(m);
  const mantissaLow = low;
  const power = twoProduct(exponent, Math.LN2);
  return add(power, low + exponent * LN_2_LOW, mantissa, mantissaLow);
}

/** ln m = 2 artanh s = 2 (s + s³/3 + s⁵/5 + …) with s = (m − 1)/(m + 1), for √½ ≤ m < √2. */
function lnNearOne(m: number): number {
  const denominator = twoSum(m, 1);
  // m − 1 is exact: the two are within a factor of 2 of each other.
  const s = divide(m - 1, denominator, low);
  const sLow = low;
  const square = multiply(s, sLow, s, sLow);
  const squareLow = low;
  let sum = divide(1, 2 * TERMS + 1, 0);
  for (let k = TERMS - 1; k >= 0; k--) {
    sum = multiply(sum, low, square, squareLow);
    const tail = sum;
    const tailLow = low;
    sum = divide(1, 2 * k + 1, 0);
    sum = add(sum, low, tail, tailLow);
  }
  sum = multiply(sum, low, s, sLow);
  return add(sum, low, sum, low);
}

/** a / (b + bLow). */
function divide(a: number, b: number, bLow: number): number {
  const quotient = a / b;
  const product = multiply(quotient, 0, b, bLow);
  const rest = add(a, 0, -product, -low);
  return twoSum(quotient, rest / b);
}
