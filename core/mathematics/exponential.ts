/**
 * The exponential in double-double arithmetic: rounded correctly in all but the rarest cases, and the same on every engine.
 *
 * Written in the common subset of TypeScript and AssemblyScript, so that the kernel and its twin share it.
 */
import { add, divide, low, multiply, twoProduct } from "./doubleDouble";

/** What Math.LN2 lacks of ln 2. */
const LN_2_LOW: number = 2.3190468138462996e-17;
/** 1/3! */
const FACTORIAL_3: number = 0.16666666666666666;
const FACTORIAL_3_LOW: number = 9.25185853854297e-18;
/** 1/4! */
const FACTORIAL_4: number = 0.041666666666666664;
const FACTORIAL_4_LOW: number = 2.3129646346357427e-18;
/** 1/5! */
const FACTORIAL_5: number = 0.008333333333333333;
/** Terms of the full series beyond the first: with |r| ≤ 0.347 the first that is left out is below 2⁻¹¹⁰. */
const TERMS: number = 24;
/** What the shortcut returns where its error could change the rounding; no exponential of what is reduced. */
const UNSURE: number = 0;
/** Relative error that the shortcut may have, with room to spare. */
const ERROR: number = 1.0842021724855044e-19;

/** x = power · ln 2 + r + rLow, |r| ≤ ½ ln 2. */
let power: number = 0;
let rLow: number = 0;

function reduce(x: number): number {
  power = Math.floor(x / Math.LN2 + 0.5);
  const product: number = twoProduct(-power, Math.LN2);
  const r: number = add(x, 0, product, low - power * LN_2_LOW);
  rLow = low;
  return r;
}

/** eˣ for |x| ≤ 690. */
export function expAccurate(x: number): number {
  const r: number = reduce(x);
  const quick: number = quickExp(r, rLow);
  return scaled(quick !== UNSURE ? quick : expSeries(r, rLow));
}

/** eˣ without the shortcut, to compare with. */
export function expBySeries(x: number): number {
  const r: number = reduce(x);
  return scaled(expSeries(r, rLow));
}

/** value · 2^power, which is exact. */
function scaled(value: number): number {
  let result: number = value;
  for (let k: number = power; k > 0; k--) result *= 2;
  for (let k: number = power; k < 0; k++) result /= 2;
  return result;
}

/** eʳ with the terms from r⁵ on in double precision; UNSURE once in some hundred times. */
function quickExp(r: number, rest: number): number {
  let tail: number = 1;
  for (let n: number = 16; n > 5; n--) tail = (tail * r) / n + 1;
  tail *= FACTORIAL_5 * r * r * (r * r * r);
  let sum: number = multiply(r, rest, FACTORIAL_4, FACTORIAL_4_LOW);
  sum = add(FACTORIAL_3, FACTORIAL_3_LOW, sum, low);
  sum = multiply(sum, low, r, rest);
  sum = add(0.5, 0, sum, low);
  sum = multiply(sum, low, r, rest);
  sum = add(1, 0, sum, low);
  sum = multiply(sum, low, r, rest);
  sum = add(sum, low, tail, 0);
  sum = add(1, 0, sum, low);
  const above: number = sum + (low + ERROR * sum);
  return above === sum + (low - ERROR * sum) ? above : UNSURE;
}

/** eʳ = 1 + r(1 + r/2 (1 + r/3 (…))). */
function expSeries(r: number, rest: number): number {
  let sum: number = 1;
  let sumLow: number = 0;
  for (let n: number = TERMS; n > 0; n--) {
    sum = multiply(sum, sumLow, r, rest);
    const product: number = sum;
    const productLow: number = low;
    const reciprocal: number = divide(1, n, 0);
    sum = multiply(product, productLow, reciprocal, low);
    sum = add(1, 0, sum, low);
    sumLow = low;
  }
  return sum;
}
