/**
 * Arithmetic on unevaluated sums of two doubles: about 106 bits, and the same on every engine.
 *
 * Written in the common subset of TypeScript and AssemblyScript, so that the kernel and its twin share it.
 */

/** Low word of the last double-double result; its high word is what the function returned. */
export let low: number = 0;

/** a + b exactly (Knuth). */
export function twoSum(a: number, b: number): number {
  const sum: number = a + b;
  const part: number = sum - a;
  low = a - (sum - part) + (b - part);
  return sum;
}

/** a · b exactly (Dekker, Veltkamp split). */
export function twoProduct(a: number, b: number): number {
  const product: number = a * b;
  const splitA: number = 134217729 * a;
  const highA: number = splitA - (splitA - a);
  const lowA: number = a - highA;
  const splitB: number = 134217729 * b;
  const highB: number = splitB - (splitB - b);
  const lowB: number = b - highB;
  low = lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
  return product;
}

/** (a + aLow)(b + bLow). */
export function multiply(a: number, aLow: number, b: number, bLow: number): number {
  const product: number = twoProduct(a, b);
  return twoSum(product, low + (a * bLow + aLow * b));
}

/** (a + aLow) + (b + bLow). */
export function add(a: number, aLow: number, b: number, bLow: number): number {
  const sum: number = twoSum(a, b);
  return twoSum(sum, low + (aLow + bLow));
}

/** a / (b + bLow). */
export function divide(a: number, b: number, bLow: number): number {
  const quotient: number = a / b;
  const product: number = multiply(quotient, 0, b, bLow);
  const rest: number = add(a, 0, -product, -low);
  return twoSum(quotient, rest / b);
}
