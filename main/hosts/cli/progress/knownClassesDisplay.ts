/** Progress of a class table that is being built. */
import { countText, durationText } from "../../../common/format.ts";
import { progressBar } from "./progressBar.ts";

export interface KnownClassesDisplay {
  /** Ends by itself once all are known. */
  show(known: number, total: number): void;
  /** Of one that does not get so far. */
  end(): void;
}

const NOTE_SECONDS = 10;

/** @param silent where the rows themselves are seen as they come */
export function knownClassesDisplay(silent: boolean): KnownClassesDisplay {
  if (silent) return { show() {}, end() {} };
  const start = performance.now();
  const bar = progressBar(NOTE_SECONDS);
  const text = (known: number, total: number): string => {
    const classes = `${countText(known)} of ${countText(total)} classes known`;
    // Nothing tells yet how long one takes.
    if (known === 0) return classes;
    const left = ((performance.now() - start) / 1000) * (total / known - 1);
    return `${classes}, ${durationText(left)} left`;
  };
  return {
    show(known, total) {
      bar.show(known, total, text(known, total));
      if (known === total) bar.end();
    },
    end: bar.end,
  };
}
