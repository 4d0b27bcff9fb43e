/** How far something is, on stderr: a bar on a terminal, a line now and then elsewhere. */
import { SingleBar } from "cli-progress";
import { visible } from "../../../common/format.ts";
import { note } from "../output.ts";

export interface ProgressBar {
  /** @param text says in words how far it is */
  show(done: number, total: number, text: string): void;
  /** May be called more than once. */
  end(): void;
}

const barOptions = {
  format: "{bar} {percentage}%  {done}",
  barsize: 24,
  barCompleteChar: "█",
  barIncompleteChar: "░",
  hideCursor: true,
  stream: process.stderr,
  stopOnComplete: false,
  // Ctrl-C is handled by the command, which then stops the bar.
  gracefulExit: false,
};

/** @param seconds between two lines where there is no terminal */
export function progressBar(seconds: number): ProgressBar {
  return process.stderr.isTTY ? bar() : lines(seconds);
}

function bar(): ProgressBar {
  const single = new SingleBar(barOptions);
  let started = false;
  return {
    show(done, total, text) {
      const shown = { done: visible(text) };
      if (!started) single.start(total, done, shown);
      // What follows may be another number of things.
      single.setTotal(total);
      single.update(done, shown);
      started = true;
    },
    end() {
      if (started) single.stop();
      started = false;
    },
  };
}

function lines(seconds: number): ProgressBar {
  let last: number | null = null;
  return {
    show(done, total, text) {
      const now = performance.now();
      last ??= now;
      // What ends it is told by what comes next.
      if (done === total || now - last < 1000 * seconds) return;
      last = now;
      note(text);
    },
    end() {},
  };
}
