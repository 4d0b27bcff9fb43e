/** What is typed for the two ends of a range, read and checked together. */
import { formatTick } from "./scale.ts";

/** The lower end, the upper end. */
export type End = 0 | 1;
export type Range = readonly [number, number];

export interface Bounds {
  /** The range as it is. */
  now: Range;
  /** What there is; nothing outside of it can be chosen. */
  limits: Range;
  integer: boolean;
}

export interface Ends {
  values: Range;
  /** What is wrong with each end, in a sentence; null where nothing is. */
  problems: readonly [string | null, string | null];
  /** The first of them. */
  problem: string | null;
}

/** @param typed null at an end that is left as it is */
export function readEnds(typed: readonly [string | null, string | null], bounds: Bounds): Ends {
  const [low, high] = [readEnd(typed[0], 0, bounds), readEnd(typed[1], 1, bounds)];
  const values = [low.value, high.value] as const;
  const isCrossed = low.problem === null && high.problem === null && low.value > high.value;
  const crossed = isCrossed ? `From ${formatTick(low.value)} to ${formatTick(high.value)} is nothing.` : null;
  // Said of what was typed, not of what stands beside it.
  const problems = [
    low.problem ?? (typed[0] !== null ? crossed : null),
    high.problem ?? (typed[1] !== null ? crossed : null),
  ] as const;
  return { values, problems, problem: problems[0] ?? problems[1] };
}

function readEnd(typed: string | null, end: End, { now, limits, integer }: Bounds) {
  if (typed === null) return { value: now[end], problem: null };
  const text = typed.trim().replace("−", "-").replaceAll(",", "");
  const value = Number(text);
  const [from, to] = limits;
  const allowed = `Values go from ${formatTick(shortened(from))} to ${formatTick(shortened(to))}.`;
  if (text === "") return { value: now[end], problem: allowed };
  if (!Number.isFinite(value)) return { value: now[end], problem: `“${typed.trim()}” is no number.` };
  if (integer && !Number.isInteger(value))
    return { value: now[end], problem: `${formatTick(value)} is no whole number.` };
  // A limit as it is shown, in three figures, is meant as the limit itself.
  if (value < Math.min(from, shortened(from)) || value > Math.max(to, shortened(to)))
    return { value: now[end], problem: allowed };
  return { value: Math.min(to, Math.max(from, value)), problem: null };
}

const shortened = (value: number): number => Number(value.toPrecision(3));
