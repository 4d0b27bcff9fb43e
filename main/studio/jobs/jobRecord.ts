/** One job as the page sees it: its summary, its latest pictures and its throughput over time. */
import type { JobProgress } from "../../../core/studio/api.ts";
import type { StoredJob } from "../../common/settings.ts";
import type { JobProgress as EngineProgress } from "../../generate/progress.ts";
import { continueCommand } from "../commandLine.ts";

const LATEST = 12;
const MOST_POINTS = 600;

export class JobRecord {
  readonly configId: string;
  /** What is kept between starts. */
  readonly stored: StoredJob;
  bytesPerSecond = 0;
  secondsLeft: number | null = null;
  perWorker: number[] = [];
  private latest: JobProgress["latest"] = [];
  private readonly history = new History();
  /** Seconds of earlier runs. */
  private secondsBefore: number;

  constructor(stored: StoredJob, configId: string) {
    this.stored = stored;
    this.configId = configId;
    this.secondsBefore = stored.secondsElapsed;
  }

  /** A new run of the same job. */
  restart(): void {
    this.secondsBefore = this.stored.secondsElapsed;
    this.stored.error = null;
    this.stored.endedAt = null;
    this.perWorker = [];
    this.rest();
    this.history.nextRun();
  }

  /** Nothing is drawn at the moment. */
  rest(): void {
    this.bytesPerSecond = 0;
    this.secondsLeft = null;
  }

  take(progress: EngineProgress): void {
    const { stored } = this;
    stored.imagesDone = progress.imagesDone;
    stored.imagesTotal = progress.imagesTotal;
    stored.bytes = progress.bytes;
    stored.blankImages = progress.blankImages;
    stored.imagesPerSecond = progress.imagesPerSecond;
    stored.secondsElapsed = this.secondsBefore + progress.secondsElapsed;
    this.bytesPerSecond = progress.bytesPerSecond;
    this.secondsLeft = progress.secondsLeft;
    this.perWorker = progress.perWorker.map((worker) => worker.images);
    this.history.add(stored.secondsElapsed, progress.imagesDone, progress.bytes);
  }

  drawn(classIndex: number, instance: number): void {
    this.latest = [{ classIndex, instance }, ...this.latest].slice(0, LATEST);
  }

  progress(): JobProgress {
    const { stored } = this;
    return {
      ...stored,
      configId: this.configId,
      bytesPerSecond: this.bytesPerSecond,
      secondsLeft: this.secondsLeft,
      // Units are taken class by class, so that the last class or, with streams, a few are not whole.
      classesDone: Math.floor(stored.imagesDone / stored.config.instances),
      perWorker: this.perWorker,
      command: continueCommand(stored.out),
      latest: this.latest,
      history: this.history.points,
    };
  }
}

/** Throughput over time, at most 600 points: when they are full, every two become one. */
class History {
  points: JobProgress["history"] = [];
  private interval = 0.5;
  private last: { seconds: number; images: number; bytes: number } | null = null;

  /** @param images done, and their bytes, `seconds` after the start */
  add(seconds: number, images: number, bytes: number): void {
    this.last ??= { seconds, images, bytes };
    const { last } = this;
    const passed = seconds - last.seconds;
    if (passed < this.interval) return;
    const rate = (amount: number): number => Math.max(0, amount) / passed;
    this.points.push({
      seconds,
      imagesPerSecond: rate(images - last.images),
      bytesPerSecond: rate(bytes - last.bytes),
    });
    this.last = { seconds, images, bytes };
    if (this.points.length > MOST_POINTS) this.thinOut();
  }

  /** Between two runs nothing was drawn, which is not a rate. */
  nextRun(): void {
    this.last = null;
  }

  private thinOut(): void {
    const pairs: JobProgress["history"] = [];
    for (let i = 0; i + 1 < this.points.length; i += 2) {
      const [a, b] = [this.points[i], this.points[i + 1]];
      pairs.push({
        seconds: b.seconds,
        imagesPerSecond: (a.imagesPerSecond + b.imagesPerSecond) / 2,
        bytesPerSecond: (a.bytesPerSecond + b.bytesPerSecond) / 2,
      });
    }
    this.points = pairs;
    this.interval *= 2;
  }
}
