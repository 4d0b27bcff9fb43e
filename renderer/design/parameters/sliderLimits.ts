/** How far a slider reaches: where people work, not the whole of what a field allows. */
import type { NumericField } from "../../../core/config/fields/field.ts";
import { niceStep } from "../../plots/scale.ts";

/**
 * The slider goes to about twice the best practice, and to any value already typed beyond that; the fields beside it take everything the schema allows.
 */
export function sliderLimits(field: NumericField, value: readonly number[]): [number, number] {
  const usual = [field.default ?? field.min].flat();
  const largest = Math.max(...usual.map(Math.abs), field.step);
  const wide = field.max - field.min <= 1000 * field.step && field.max - field.min <= 2;
  const high = wide ? field.max : Math.min(field.max, reach(field, largest));
  const low = wide || field.min >= 0 ? field.min : Math.max(field.min, -reach(field, largest));
  return [Math.min(low, ...value), Math.max(high, ...value)];
}

/** Twice the usual value, or twenty steps where that is next to nothing, rounded up. */
function reach(field: NumericField, usual: number): number {
  const wanted = Math.max(2 * usual, 20 * field.step);
  const step = niceStep(wanted / 10);
  return Number((Math.ceil(wanted / step - 1e-9) * step).toPrecision(12));
}
