/** Progress of a job. */
import { bytesText, countText, durationText, rateText } from "../../../common/format.ts";
import type { JobProgress } from "../../../generate/progress.ts";
import { progressBar } from "./progressBar.ts";

export interface JobDisplay {
  show(progress: JobProgress): void;
  end(): void;
}

const LINE_SECONDS = 5;

export function jobDisplay(quiet: boolean): JobDisplay {
  if (quiet) return { show() {}, end() {} };
  const bar = progressBar(LINE_SECONDS);
  return {
    show: (progress) => bar.show(progress.imagesDone, progress.imagesTotal, progressText(progress)),
    end: bar.end,
  };
}

/** `1,200 of 10,000 images  35.1 images/s  1.9 MB/s  4 min 10 s left` */
function progressText(progress: JobProgress): string {
  const { imagesDone, imagesTotal, imagesPerSecond, bytesPerSecond, secondsLeft, imagesSkimmed } = progress;
  const done = `${countText(imagesDone)} of ${countText(imagesTotal)} images`;
  if (imagesPerSecond === 0 && imagesSkimmed > 0) {
    return `${done}  running through the stream: ${countText(imagesSkimmed)} images passed`;
  }
  const left = secondsLeft === null ? "" : `  ${durationText(secondsLeft)} left`;
  return `${done}  ${rateText(imagesPerSecond)} images/s  ${bytesText(bytesPerSecond)}/s${left}`;
}
