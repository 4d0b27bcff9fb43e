/** Checks of opened datasets, one at a time, and what they found. */
import { basename } from "node:path";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import type { DatasetCheck } from "../../../core/studio/datasetCheck.ts";
import { verify } from "../../verify/verify.ts";
import { plainError, StudioError } from "../errors.ts";
import { JOB_NICENESS } from "../jobs/jobs.ts";
import { Throttle } from "../throttle.ts";

export interface ChecksOptions {
  /** Threads that draw. */
  workers(): number;
  onCheck(check: DatasetCheck): void;
  /** Time of the day, ms. */
  now(): number;
}

export interface CheckInput {
  datasetId: string;
  repair: boolean;
  deleteForeign?: boolean | undefined;
  /** Where the folder does not say it itself. */
  config?: DatasetConfig;
}

const EVENT_MILLISECONDS = 100;
const MOST_SENT = 1000;

interface Running {
  check: DatasetCheck;
  abort: AbortController;
  ended: Promise<void>;
}

export class Checks {
  private readonly options: ChecksOptions;
  private readonly events = new Throttle(EVENT_MILLISECONDS);
  /** The last of each dataset, the latest last. */
  private readonly checks = new Map<string, DatasetCheck>();
  private running: Running | null = null;

  constructor(options: ChecksOptions) {
    this.options = options;
  }

  get(datasetId: string): DatasetCheck | null {
    return this.checks.get(datasetId) ?? null;
  }

  /** The latest first. */
  list(): DatasetCheck[] {
    return [...this.checks.values()].reverse();
  }

  /** @param folder canonical */
  start(folder: string, input: CheckInput): DatasetCheck {
    const { datasetId, repair } = input;
    if (this.running !== null) {
      const { title } = this.running.check;
      throw new StudioError("NotPossible", `${title} is being checked; wait for it or cancel it`);
    }
    const check: DatasetCheck = {
      ...{ datasetId, path: folder, title: basename(folder), repair, state: "running" },
      ...{ imagesDone: 0, imagesTotal: 0, imagesPerSecond: 0, secondsLeft: null, secondsElapsed: 0 },
      ...{ faults: [], faultsTotal: 0, faultsRepaired: 0, complete: false, error: null },
      ...{ startedAt: this.time(), endedAt: null },
    };
    this.checks.delete(datasetId);
    this.checks.set(datasetId, check);
    const running: Running = { check, abort: new AbortController(), ended: Promise.resolve() };
    this.running = running;
    running.ended = this.run(folder, running, input);
    this.events.flush(() => this.options.onCheck({ ...check }));
    return check;
  }

  /** What has been put right stays so. */
  async cancel(datasetId: string): Promise<void> {
    const { running } = this;
    if (running?.check.datasetId !== datasetId) return;
    running.abort.abort();
    await running.ended;
  }

  async close(): Promise<void> {
    this.running?.abort.abort();
    await this.running?.ended;
    this.events.cancel();
  }

  private async run(folder: string, { check, abort }: Running, input: CheckInput): Promise<void> {
    const { deleteForeign = false, config } = input;
    const start = performance.now();
    const elapsed = (): number => (performance.now() - start) / 1000;
    try {
      const report = await verify({
        ...{ folder, config, repair: check.repair, deleteForeign, signal: abort.signal },
        ...{ workers: this.options.workers(), niceness: JOB_NICENESS },
        progress: ({ imagesDone, imagesTotal, imagesPerSecond, secondsLeft }) => {
          const secondsElapsed = elapsed();
          Object.assign(check, { imagesDone, imagesTotal, imagesPerSecond, secondsLeft, secondsElapsed });
          this.events.call(() => this.options.onCheck({ ...check }));
        },
      });
      const { faultsTotal, faultsRepaired, complete, images } = report;
      const faults = report.faults.slice(0, MOST_SENT);
      const state = "finished";
      Object.assign(check, { state, faults, faultsTotal, faultsRepaired, complete, imagesDone: images });
    } catch (error) {
      check.state = abort.signal.aborted ? "cancelled" : "failed";
      if (check.state === "failed") check.error = plainError(error).message;
    }
    Object.assign(check, { secondsElapsed: elapsed(), secondsLeft: null, endedAt: this.time() });
    this.running = null;
    this.events.flush(() => this.options.onCheck({ ...check }));
  }

  private time(): string {
    return new Date(this.options.now()).toISOString();
  }
}
