/** Progress of a job on stderr: a bar on a terminal, a line every few seconds elsewhere. */
import { SingleBar } from "cli-progress";
import { bytesText, countText, durationText, rateText } from "../../common/format.ts";
import type { JobProgress } from "../../generate/progress.ts";
import { barOptions, note } from "./output.ts";

export interface ProgressDisplay {
  show(progress: JobProgress): void;
  end(): void;
}

const LINE_SECONDS = 5;

export function progressDisplay(quiet: boolean): ProgressDisplay {
  if (quiet) return { show() {}, end() {} };
  return process.stderr.isTTY ? bar() : lines();
}

function bar(): ProgressDisplay {
  const progressBar = new SingleBar(barOptions);
  let started = false;
  return {
    show(progress) {
      const values = { done: progressText(progress) };
      if (!started) progressBar.start(progress.imagesTotal, progress.imagesDone, values);
      else progressBar.update(progress.imagesDone, values);
      started = true;
    },
    end() {
      if (started) progressBar.stop();
    },
  };
}

function lines(): ProgressDisplay {
  let last = Number.NEGATIVE_INFINITY;
  return {
    show(progress) {
      if (progress.secondsElapsed - last < LINE_SECONDS) return;
      last = progress.secondsElapsed;
      if (progress.secondsElapsed > 1) note(progressText(progress));
    },
    end() {},
  };
}

/** `1,200 of 10,000 images  35.1 images/s  1.9 MB/s  4 min 10 s left` */
export function progressText(progress: JobProgress): string {
  const { imagesDone, imagesTotal, imagesPerSecond, bytesPerSecond, secondsLeft, imagesSkimmed } = progress;
  const done = `${countText(imagesDone)} of ${countText(imagesTotal)} images`;
  if (imagesPerSecond === 0 && imagesSkimmed > 0) {
    return `${done}  running through the stream: ${countText(imagesSkimmed)} images passed`;
  }
  const left = secondsLeft === null ? "" : `  ${durationText(secondsLeft)} left`;
  return `${done}  ${rateText(imagesPerSecond)} images/s  ${bytesText(bytesPerSecond)}/s${left}`;
}
