/** The natural logarithm of what a caller gives, checked; `logarithmSeries.ts` computes it. */
import { lnBySeries } from "./logarithmSeries.ts";

/** ln x for 2⁻¹⁰⁰⁰ ≤ x < 2¹⁰⁰⁰; RangeError for any other. */
export function lnAccurate(x: number): number {
  if (!(x >= 2 ** -1000 && x < 2 ** 1000))
    throw new RangeError(`lnAccurate: ${x} is not from 2⁻¹⁰⁰⁰ to 2¹⁰⁰⁰`);
  return lnBySeries(x);
}
