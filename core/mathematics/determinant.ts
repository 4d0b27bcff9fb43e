/**
 * |det| of a 3 × 3 matrix as NumPy's `linalg.det` has it: LU with partial pivoting by LAPACK's `getrf`, then the
 * exponential of the sum of the logarithms of the pivots, and not their product.
 *
 * Written in the common subset of TypeScript and AssemblyScript, so that the kernel and its twin share it.
 */
import { expAccurate } from "./exponential";
import { ln } from "./logarithmSeries";

/** |det| of the rows abc, def, ghi; 0 where a pivot is 0. Entries are 0 or of magnitude 10⁻⁶⁰ … 10⁶⁰. */
export function absoluteDeterminant(
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
  i: number,
): number {
  if (Math.abs(g) > Math.max(Math.abs(a), Math.abs(d))) return eliminate(g, h, i, d, e, f, a, b, c);
  if (Math.abs(d) > Math.abs(a)) return eliminate(d, e, f, a, b, c, g, h, i);
  return eliminate(a, b, c, d, e, f, g, h, i);
}

/** The same where a is the first pivot: rows are scaled by a pivot's reciprocal, as `getrf` does. */
function eliminate(
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
  i: number,
): number {
  if (a === 0) return 0;
  const reciprocal: number = 1 / a;
  const second: number = d * reciprocal;
  const third: number = g * reciprocal;
  const e2: number = e - second * b;
  const f2: number = f - second * c;
  const h2: number = h - third * b;
  const i2: number = i - third * c;
  const isSwapped: boolean = Math.abs(h2) > Math.abs(e2);
  const pivot: number = isSwapped ? h2 : e2;
  if (pivot === 0) return 0;
  const last: number = isSwapped ? f2 - e2 * (1 / pivot) * i2 : i2 - h2 * (1 / pivot) * f2;
  if (last === 0) return 0;
  return expAccurate(ln(Math.abs(a)) + ln(Math.abs(pivot)) + ln(Math.abs(last)));
}
