/** Progress of a comparison. */
import { type ComparisonProgress, stepWords } from "../../../../core/compare/comparison.ts";
import { countText } from "../../../common/format.ts";
import { progressBar } from "./progressBar.ts";

export interface ComparisonDisplay {
  show(progress: ComparisonProgress): void;
  end(): void;
}

const NOTE_SECONDS = 5;
/** Of the bar. */
const STEPS = 1000;

/** @param names of the configurations */
export function comparisonDisplay(names: readonly string[]): ComparisonDisplay {
  const bar = progressBar(NOTE_SECONDS);
  return {
    show({ at, step, done, total, part }) {
      const text = `${names[at]}: ${countText(done)} of ${countText(total)} ${stepWords[step]}`;
      bar.show(Math.floor(STEPS * part), STEPS, text);
    },
    end: bar.end,
  };
}
