/** The 145 variants of a class: its twelve coefficients multiplied, one at a time, by each of twelve factors, and not at all. */
import { unchangedRow, weightTable } from "../../systems/weights.ts";
import { COEFFICIENTS } from "./system.ts";

const FACTORS = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6];
/** The row of unchanged coefficients, among those of a: between 0.9 and 1.1. */
export const UNCHANGED_ROW = unchangedRow(FACTORS);

/** Rows of `weightRows`. */
export const WEIGHTS = COEFFICIENTS * FACTORS.length + 1;

/** The released table has 0.6 once more in place of the last factor of the ninth coefficient, i. */
const SLIP = { coefficient: 8, of: 1.6, factor: 0.6 };

/**
 * Rows of twelve factors: those of a, the unchanged ones among them, then those of b … l.
 * @param isReleased whether the slip of the released table is in it
 */
export function weightRows(isReleased = true): number[][] {
  const rows = weightTable(COEFFICIENTS, FACTORS);
  if (!isReleased) return rows;
  return rows.map((row) =>
    row[SLIP.coefficient] === SLIP.of ? row.with(SLIP.coefficient, SLIP.factor) : row,
  );
}
