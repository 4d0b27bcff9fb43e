/** Checks of opened datasets, one at a time, and what they found. */
import type { DatasetCheck } from "../../../core/studio/datasetCheck.ts";
import { verify } from "../../verify/verify.ts";
import { plainError, StudioError } from "../errors.ts";
import { JOB_NICENESS } from "../jobs/jobs.ts";
import { Throttle } from "../throttle.ts";

export interface ChecksOptions {
  /** Threads that draw. */
  workers(): number;
  onCheck(check: DatasetCheck): void;
}

export interface CheckInput {
  datasetId: string;
  repair: boolean;
  deleteForeign?: boolean;
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
  /** The last of each dataset. */
  private readonly checks = new Map<string, DatasetCheck>();
  private running: Running | null = null;

  constructor(options: ChecksOptions) {
    this.options = options;
  }

  get(datasetId: string): DatasetCheck | null {
    return this.checks.get(datasetId) ?? null;
  }

  start(folder: string, { datasetId, repair, deleteForeign = false }: CheckInput): DatasetCheck {
    if (this.running !== null) {
      throw new StudioError("NotPossible", "Another dataset is being checked; wait for it or cancel it");
    }
    const check: DatasetCheck = {
      ...{ datasetId, repair, state: "running", imagesDone: 0, imagesTotal: 0, imagesPerSecond: 0 },
      ...{ secondsLeft: null, faults: [], faultsTotal: 0, faultsRepaired: 0, complete: false, error: null },
    };
    this.checks.set(datasetId, check);
    const running: Running = { check, abort: new AbortController(), ended: Promise.resolve() };
    this.running = running;
    running.ended = this.run(folder, running, deleteForeign);
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

  private async run(folder: string, { check, abort }: Running, deleteForeign: boolean): Promise<void> {
    try {
      const report = await verify({
        ...{ folder, repair: check.repair, deleteForeign, signal: abort.signal },
        ...{ workers: this.options.workers(), niceness: JOB_NICENESS },
        progress: ({ imagesDone, imagesTotal, imagesPerSecond, secondsLeft }) => {
          Object.assign(check, { imagesDone, imagesTotal, imagesPerSecond, secondsLeft });
          this.events.call(() => this.options.onCheck({ ...check }));
        },
      });
      const { faultsTotal, faultsRepaired, complete } = report;
      const faults = report.faults.slice(0, MOST_SENT);
      Object.assign(check, { state: "finished", faults, faultsTotal, faultsRepaired, complete });
    } catch (error) {
      check.state = abort.signal.aborted ? "cancelled" : "failed";
      if (check.state === "failed") check.error = plainError(error).message;
    }
    this.running = null;
    this.events.flush(() => this.options.onCheck({ ...check }));
  }
}
