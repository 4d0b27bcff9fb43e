/** Turns the shared counters into progress that people can read: rates, time left. */
import type { JobCounters } from "../../workers/counters.ts";
import type { DoneCounts } from "../dataset/journal/ledger.ts";

export interface WorkerProgress {
  images: number;
  imagesPerSecond: number;
}

export interface JobProgress {
  /** Of the part asked for, images of earlier runs included. */
  imagesDone: number;
  imagesTotal: number;
  /** Of all that was drawn, earlier runs included. */
  bytes: number;
  blankImages: number;
  /** Over the last seconds. */
  imagesPerSecond: number;
  bytesPerSecond: number;
  /** null while there is nothing to judge by. */
  secondsLeft: number | null;
  /** Since the start of this run, pauses included. */
  secondsElapsed: number;
  /** With streams: images that were run past without drawing in this run. */
  imagesSkimmed: number;
  perWorker: WorkerProgress[];
}

interface Sample {
  /** Seconds. */
  time: number;
  images: number;
  bytes: number;
  perWorker: number[];
}

const WINDOW_SECONDS = 10;

export class ProgressMeter {
  private readonly counters: JobCounters;
  private readonly before: DoneCounts;
  private readonly imagesTotal: number;
  private readonly imagesBefore: number;
  private readonly now: () => number;
  private readonly start: number;
  private samples: Sample[] = [];

  /**
   * @param before what earlier runs left, of the whole dataset
   * @param imagesBefore what earlier runs left, of the part asked for
   * @param now seconds, from any start
   */
  constructor(
    counters: JobCounters,
    before: DoneCounts,
    imagesBefore: number,
    imagesTotal: number,
    now: () => number,
  ) {
    this.counters = counters;
    this.before = { ...before };
    this.imagesBefore = imagesBefore;
    this.imagesTotal = imagesTotal;
    this.now = now;
    this.start = now();
  }

  /** To be called several times a second. */
  sample(): JobProgress {
    const time = this.now();
    const total = this.counters.total();
    const perWorker = this.counters.perWorker().map((worker) => worker.images);
    this.samples.push({ time, images: total.images, bytes: total.bytes, perWorker });
    while (this.samples.length > 2 && this.samples[1].time <= time - WINDOW_SECONDS) this.samples.shift();
    const oldest = this.samples[0];
    const seconds = time - oldest.time;
    const rate = (from: number, to: number): number => (seconds > 0 ? (to - from) / seconds : 0);
    const imagesPerSecond = rate(oldest.images, total.images);
    const imagesDone = Math.min(this.imagesTotal, this.imagesBefore + total.images);
    return {
      imagesDone,
      imagesTotal: this.imagesTotal,
      bytes: this.before.bytes + total.bytes,
      blankImages: this.before.blankImages + total.blankImages,
      imagesPerSecond,
      bytesPerSecond: rate(oldest.bytes, total.bytes),
      secondsLeft: imagesPerSecond > 0 ? (this.imagesTotal - imagesDone) / imagesPerSecond : null,
      secondsElapsed: time - this.start,
      imagesSkimmed: total.skimmed,
      perWorker: perWorker.map((images, i) => ({
        images,
        imagesPerSecond: rate(oldest.perWorker[i] ?? 0, images),
      })),
    };
  }

  /** After a pause the time that nothing was drawn in must not count. */
  forgetRates(): void {
    this.samples = [];
  }
}
