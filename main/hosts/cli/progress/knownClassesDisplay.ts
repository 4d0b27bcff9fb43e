/** Progress of a class table that is being built, on stderr: a bar on a terminal, a line now and then elsewhere. */
import { SingleBar } from "cli-progress";
import { countText, durationText } from "../../common/format.ts";
import { barOptions, note } from "./output.ts";

export interface KnownClassesDisplay {
  /** Ends by itself once all are known. */
  show(known: number, total: number): void;
  /** Of one that does not get so far. */
  end(): void;
}

const NOTE_SECONDS = 10;

/** @param silent where the rows themselves are seen as they come */
export function knownClassesDisplay(silent: boolean): KnownClassesDisplay {
  const start = performance.now();
  const text = (known: number, total: number): string => {
    const classes = `${countText(known)} of ${countText(total)} classes known`;
    // Nothing tells yet how long one takes.
    if (known === 0) return classes;
    const left = ((performance.now() - start) / 1000) * (total / known - 1);
    return `${classes}, ${durationText(left)} left`;
  };
  if (silent) return { show() {}, end() {} };
  return process.stderr.isTTY ? bar(text) : notes(text);
}

function bar(text: (known: number, total: number) => string): KnownClassesDisplay {
  const progressBar = new SingleBar(barOptions);
  let started = false;
  const end = (): void => {
    if (started) progressBar.stop();
    started = false;
  };
  return {
    show(known, total) {
      const values = { done: text(known, total) };
      if (!started) progressBar.start(total, known, values);
      else progressBar.update(known, values);
      started = true;
      if (known === total) end();
    },
    end,
  };
}

function notes(text: (known: number, total: number) => string): KnownClassesDisplay {
  let last = performance.now();
  return {
    show(known, total) {
      const now = performance.now();
      if (now - last < 1000 * NOTE_SECONDS || known === total) return;
      last = now;
      note(text(known, total));
    },
    end() {},
  };
}
