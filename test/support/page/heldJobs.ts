/** Jobs that draw nothing and end when a test says so. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { journalName } from "../../../main/dataset/journal/journal.ts";
import { headerOf, lineOf } from "../../../main/dataset/journal/journalLines.ts";
import type { JobEvents, JobOptions, JobState, JobSummary } from "../../../main/generate/job.ts";
import type { DrawingJob } from "../../../main/studio/jobs/jobsOptions.ts";

export interface HeldJob extends DrawingJob {
  finish(imagesDrawn?: number): void;
  fail(error: Error): void;
  /** @param seconds since the start of the run */
  progress(imagesDone: number, seconds?: number): void;
  /** Makes the folder, with what tells that it holds this dataset. */
  writeJournal(): void;
}

export interface HeldJobs {
  createJob(options: JobOptions, events: JobEvents): DrawingJob;
  /** In the order in which they began. */
  begun: HeldJob[];
  /** The one that began last. */
  current(): HeldJob;
}

export function heldJobs(): HeldJobs {
  const begun: HeldJob[] = [];
  return {
    begun,
    current: () => begun.at(-1)!,
    createJob(options, events) {
      const job = heldJob(options, events);
      begun.push(job);
      return job;
    },
  };
}

function heldJob({ config, out }: JobOptions, events: JobEvents): HeldJob {
  const imagesTotal = config.classes * config.instances;
  let current: JobState = "new";
  let resolve: (summary: JobSummary) => void;
  let reject: (error: Error) => void;
  const done = new Promise<JobSummary>((...both) => {
    [resolve, reject] = both;
  });
  let images = 0;
  const enter = (state: JobState): void => {
    current = state;
    events.state?.(state);
  };
  const end = (state: JobState, imagesDrawn: number): void => {
    enter(state);
    const nothing = { statistics: null, nearDuplicates: null, fingerprint: null };
    const sums = { bytes: images, blankImages: 0, seconds: 1, imagesPerSecond: 1 };
    const cancelled = state === "cancelled";
    resolve({ out, images, imagesTotal, imagesDrawn, complete: !cancelled, cancelled, ...sums, ...nothing });
  };
  return {
    get state() {
      return current;
    },
    start() {
      enter("starting");
      enter("running");
      return done;
    },
    pause: () => enter("paused"),
    resume: () => enter("running"),
    cancel: () => end("cancelled", images),
    finish(imagesDrawn = imagesTotal) {
      images = imagesTotal;
      end("finished", imagesDrawn);
    },
    fail(error) {
      enter("failed");
      reject(error);
    },
    progress(imagesDone, seconds = 1) {
      images = imagesDone;
      const rates = { imagesPerSecond: 1, bytesPerSecond: 1, secondsLeft: imagesTotal - imagesDone };
      const counts = { imagesDone, imagesTotal, bytes: imagesDone, blankImages: 0, imagesSkimmed: 0 };
      events.progress?.({ ...counts, ...rates, secondsElapsed: seconds, perWorker: [] });
    },
    writeJournal() {
      mkdirSync(out);
      writeFileSync(join(out, journalName), lineOf(headerOf(config)));
    },
  };
}
