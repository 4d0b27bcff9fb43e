/** The comparison that this tab has shown last, so that one can leave it for the presets and come back. */
import { sameConfig } from "../../../core/config/schema.ts";
import { comparisonAddress, isComparison, nothingChosen, parseComparison, presetChoice } from "./address.ts";

const KEY = "visualatom.comparison";

export function lastComparison(): string {
  const kept = window.sessionStorage.getItem(KEY);
  return kept !== null && isComparison(kept) ? kept : comparisonAddress(nothingChosen);
}

export function keepComparison(address: string): void {
  window.sessionStorage.setItem(KEY, address);
}

/** The same with a preset more, where its configuration is not there yet. */
export function comparisonWith(preset: string): string {
  const { view } = parseComparison(lastComparison());
  const choice = presetChoice(preset);
  const isThere = view.choices.some(({ config }) => sameConfig(config, choice.config));
  return comparisonAddress(isThere ? view : { ...view, choices: [...view.choices, choice] });
}
