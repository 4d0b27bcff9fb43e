/** The 25 variants of a class: its six coefficients multiplied, one at a time, by each of four factors, and not at all. */
import { unchangedRow, weightTable } from "../../systems/weights.ts";
import { COEFFICIENTS } from "./system.ts";

/** Multiples of the step by which a factor lies from 1, below and above. */
const STEPS = [-2, -1, 1, 2];

/** Rows of six factors: those of a, the unchanged ones third among them, then those of b … f. @param step 0.4 in the paper */
export function weightRows(step: number): number[][] {
  return weightTable(
    COEFFICIENTS,
    STEPS.map((multiple) => factorOf(multiple, step)),
  );
}

/** The row in which nothing is changed. */
export const UNCHANGED_ROW = unchangedRow(STEPS);

/** Rows of `weightRows`. */
export const WEIGHTS = COEFFICIENTS * STEPS.length + 1;

/** Decimal, as it is written in a table of factors: 0.6 is not 1 − 0.4 in binary. */
function factorOf(multiple: number, step: number): number {
  return Math.round((1 + multiple * step) * 1e12) / 1e12;
}
