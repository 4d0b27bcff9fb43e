/** The comparison that this tab has shown last, so that one can leave it for the presets and come back. */
import { comparedAtATime } from "../../../core/studio/comparing.ts";
import { comparisonAddress, isComparison, nothingChosen, parseComparison, presetChoice } from "./address.ts";

const KEY = "visualatom.comparison";

export function lastComparison(): string {
  const kept = window.sessionStorage.getItem(KEY);
  return kept !== null && isComparison(kept) ? kept : comparisonAddress(nothingChosen);
}

export function keepComparison(address: string): void {
  window.sessionStorage.setItem(KEY, address);
}

/** The same with a preset more, where it is not there yet and there is room. */
export function comparisonWith(preset: string): string {
  const { view } = parseComparison(lastComparison());
  const isThere = view.choices.some(({ kind, name }) => kind === "preset" && name === preset);
  if (isThere || view.choices.length === comparedAtATime.most) return comparisonAddress(view);
  return comparisonAddress({ ...view, choices: [...view.choices, presetChoice(preset)] });
}
