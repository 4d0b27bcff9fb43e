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
  /** While its classes are searched. */
  search: JobProgress["search"];
  private latest: JobProgress["latest"] = [];
  private readonly history = new History();
  /** Of this run, pauses included. */
  private runSeconds = 0;

  constructor(stored: StoredJob, configId: string) {
    this.stored = stored;
    this.configId = configId;
  }

  /** Whether it was ever at work. */
  get begun(): boolean {
    return this.stored.imagesDone > 0 || this.stored.secondsElapsed > 0;
  }

  /** From here on it is open again: what was said of its end does not hold any more. */
  reopen(state: "queued" | "starting"): void {
    Object.assign(this.stored, { state, error: null, endedAt: null, nothingLeft: false });
    this.perWorker = [];
    this.runSeconds = 0;
    this.search = undefined;
    this.rest();
  }

  /** Nothing is drawn at the moment, which is not a rate. */
  rest(): void {
    this.bytesPerSecond = 0;
    this.secondsLeft = null;
    this.history.rest();
  }

  take(progress: EngineProgress): void {
    const { stored } = this;
    const passed = progress.secondsElapsed - this.runSeconds;
    this.runSeconds = progress.secondsElapsed;
    stored.imagesDone = progress.imagesDone;
    stored.imagesTotal = progress.imagesTotal;
    stored.bytes = progress.bytes;
    stored.blankImages = progress.blankImages;
    this.perWorker = progress.perWorker.map((worker) => worker.images);
    // What was under way when it was paused still ends, but its time does not count.
    if (stored.state === "paused") return;
    stored.secondsElapsed += passed;
    stored.imagesPerSecond = progress.imagesPerSecond;
    this.bytesPerSecond = progress.bytesPerSecond;
    this.secondsLeft = progress.secondsLeft;
    this.history.add(stored.secondsElapsed, progress.imagesDone, progress.bytes);
  }

  drawn(classIndex: number, instance: number): void {
    this.latest = [{ classIndex, instance }, ...this.latest].slice(0, LATEST);
  }

  /** @param turn in the queue */
  progress(turn: number | null): JobProgress {
    const { heardAt: _, force: __, expected, ...stored } = this.stored;
    return {
      ...stored,
      turn,
      expected: expected && { seconds: expected.seconds, bytes: expected.bytes },
      configId: this.configId,
      bytesPerSecond: this.bytesPerSecond,
      secondsLeft: this.secondsLeft,
      // Units are taken class by class, so that the last class or, with streams, a few are not whole.
      classesDone: Math.floor(stored.imagesDone / stored.config.instances),
      ...(stored.state === "starting" && this.search && { search: this.search }),
      perWorker: this.perWorker,
      command: continueCommand(stored.out),
      latest: this.latest,
      history: this.history.points,
    };
  }
}

/** Throughput over the time at work, at most 600 points: when they are full, every two become one. */
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

  /** What comes next is measured from its own beginning. */
  rest(): void {
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
    if (this.points.length % 2 === 1) pairs.push(this.points.at(-1)!);
    this.points = pairs;
    this.interval *= 2;
  }
}
