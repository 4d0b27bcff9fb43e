/** Progress of a comparison on stderr: a bar on a terminal, a line every few seconds elsewhere. */
import { SingleBar } from "cli-progress";
import { type ComparisonProgress, stepWords } from "../../../core/compare/comparison.ts";
import { countText } from "../../common/format.ts";
import { barOptions, note } from "./output.ts";

export interface ComparisonDisplay {
  show(progress: ComparisonProgress): void;
  end(): void;
}

const NOTE_SECONDS = 5;
/** Of the bar. */
const STEPS = 1000;

/** @param names of the configurations */
export function comparisonDisplay(names: readonly string[]): ComparisonDisplay {
  const text = ({ at, step, done, total }: ComparisonProgress): string =>
    `${names[at]}: ${countText(done)} of ${countText(total)} ${stepWords[step]}`;
  return process.stderr.isTTY ? bar(text) : notes(text);
}

function bar(text: (progress: ComparisonProgress) => string): ComparisonDisplay {
  const progressBar = new SingleBar(barOptions);
  let started = false;
  return {
    show(progress) {
      const values = { done: text(progress) };
      const done = Math.floor(STEPS * progress.part);
      if (!started) progressBar.start(STEPS, done, values);
      else progressBar.update(done, values);
      started = true;
    },
    end() {
      if (started) progressBar.stop();
      started = false;
    },
  };
}

function notes(text: (progress: ComparisonProgress) => string): ComparisonDisplay {
  let last = performance.now();
  return {
    show(progress) {
      const now = performance.now();
      if (now - last < 1000 * NOTE_SECONDS) return;
      last = now;
      note(text(progress));
    },
    end() {},
  };
}
