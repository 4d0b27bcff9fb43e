/** The share of a sample that something holds for, where what is drawn together is alike. */
import { jackknife, type Measured, NORMAL_QUANTILE } from "./interval.ts";

/** One unit that is drawn together: how many there are in it, and of how many it holds. */
export interface Count {
  of: number;
  holds: number;
}

/**
 * With Wilson's interval (JASA 1927) for as many independent ones as the sample is worth: by the jackknife over the units, at
 * least one a unit (Kish's design effect, 1965). Where it holds for none or all, nothing tells how alike a unit's are, and
 * each counts as one: of none in 64 units, "at most 5.7 %".
 */
export function shareOf(counts: readonly Count[]): Measured | null {
  const all = counts.reduce((sum, { of }) => sum + of, 0);
  const holding = counts.reduce((sum, { holds }) => sum + holds, 0);
  const share = jackknife(counts.length, (without) => {
    const left = without === null ? { of: 0, holds: 0 } : counts[without];
    return (holding - left.holds) / (all - left.of);
  });
  if (share === null) return null;
  const { value, standardError } = share;
  const units = counts.filter(({ of }) => of > 0).length;
  const worth = standardError
    ? Math.min(all, Math.max(units, (value * (1 - value)) / standardError ** 2))
    : units;
  return { value, standardError, ...wilson(value, worth) };
}

/** Of a share found in so many independent ones. */
export function wilson(share: number, count: number): { low: number; high: number } {
  const z2 = NORMAL_QUANTILE ** 2 / count;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (NORMAL_QUANTILE / (1 + z2)) * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count));
  return {
    low: share === 0 ? 0 : Math.max(0, middle - half),
    high: share === 1 ? 1 : Math.min(1, middle + half),
  };
}
