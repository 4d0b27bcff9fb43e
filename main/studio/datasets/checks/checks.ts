/** Checks of opened datasets, one at a time, and what they found. */
import { basename } from "node:path";
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import type { DatasetCheck } from "../../../../core/studio/datasetCheck.ts";
import { Throttle } from "../../../common/async/throttle.ts";
import type { SettingsStore } from "../../../common/settings.ts";
import type { StoredCheck } from "../../../common/storedCheck.ts";
import { type VerifyReport, verify } from "../../../verify/verify.ts";
import { plainError, StudioError } from "../../errors.ts";
import { JOB_NICENESS } from "../../jobs/jobs.ts";
import { CheckList } from "./checkList.ts";
import { stampsOf } from "./faultStamps.ts";

export interface ChecksOptions {
  store: SettingsStore;
  /** Threads that draw. */
  workers(): number;
  onCheck(check: DatasetCheck): void;
  /** Changes whenever images of a dataset come, go or change places; "" where that is not to be told. */
  stampOf(folder: string): Promise<string>;
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

const STANDSTILL = { imagesPerSecond: 0, secondsLeft: null } as const;
const EVENT_MILLISECONDS = 100;
const SAVE_MILLISECONDS = 5000;
const MOST_SENT = 1000;

interface Running {
  record: StoredCheck;
  now: Pick<DatasetCheck, "search" | "imagesPerSecond" | "secondsLeft">;
  abort: AbortController;
  /** By the end of the program rather than cancelled by the user. */
  interrupted: boolean;
  ended: Promise<void>;
}

export class Checks {
  private readonly options: ChecksOptions;
  private readonly events = new Throttle(EVENT_MILLISECONDS);
  private readonly saving = new Throttle(SAVE_MILLISECONDS);
  private readonly checks: CheckList;
  private running: Running | null = null;

  constructor(options: ChecksOptions) {
    this.options = options;
    this.checks = new CheckList(options.store);
  }

  get(datasetId: string): DatasetCheck | null {
    const record = this.checks.get(datasetId);
    return record ? this.told(record) : null;
  }

  /** The latest first. */
  list(): DatasetCheck[] {
    return this.checks.all().map((record) => this.told(record));
  }

  /** @param folder canonical */
  start(folder: string, input: CheckInput): DatasetCheck {
    const { datasetId, repair } = input;
    if (this.running !== null) {
      const { title } = this.running.record;
      throw new StudioError("NotPossible", `${title} is being checked; wait for it or cancel it`);
    }
    const record = newCheck(folder, input, this.time(), this.checks.get(datasetId));
    const running: Running = {
      record,
      now: STANDSTILL,
      abort: new AbortController(),
      interrupted: false,
      ended: Promise.resolve(),
    };
    this.running = running;
    this.checks.put(record);
    running.ended = this.run(folder, repair, running, input);
    this.events.flush(() => this.tell(record));
    return this.told(record);
  }

  /** What has been put right stays so. */
  async cancel(datasetId: string): Promise<void> {
    const { running } = this;
    if (running?.record.datasetId !== datasetId) return;
    running.abort.abort();
    await running.ended;
  }

  /** Takes it off the list; what it found stays known. */
  remove(datasetId: string): void {
    const record = this.checks.get(datasetId);
    if (record === undefined) return;
    if (record === this.running?.record) {
      throw new StudioError("NotPossible", "This verification is at work; cancel it first");
    }
    record.listed = false;
    this.checks.save();
    this.tell(record);
  }

  /** Forgets what does not hold any more. @param stamp of the dataset as it has just been looked at */
  async review(datasetId: string, stamp: string): Promise<void> {
    const record = this.checks.get(datasetId);
    if (record === undefined || record === this.running?.record) return;
    if (await this.checks.review(record, stamp)) this.tell(record);
  }

  async close(): Promise<void> {
    const { running } = this;
    if (running) {
      running.interrupted = true;
      running.abort.abort();
      await running.ended;
    }
    this.events.cancel();
    this.saving.cancel();
  }

  private async run(folder: string, repair: boolean, running: Running, input: CheckInput): Promise<void> {
    const { deleteForeign = false, config } = input;
    const { record, abort } = running;
    const start = performance.now();
    const elapsed = (): number => (performance.now() - start) / 1000;
    try {
      const report = await verify({
        ...{ folder, config, repair, deleteForeign, signal: abort.signal },
        ...{ workers: this.options.workers(), niceness: JOB_NICENESS },
        classesFound: (known, wanted) => {
          running.now = { ...STANDSTILL, search: { known, wanted } };
          this.events.call(() => this.tell(record));
        },
        progress: ({ imagesDone, imagesTotal, imagesPerSecond, secondsLeft }) => {
          running.now = { imagesPerSecond, secondsLeft };
          Object.assign(record, { imagesDone, imagesTotal, secondsElapsed: elapsed() });
          this.events.call(() => this.tell(record));
          this.saving.call(() => this.save(record));
        },
      });
      await this.found(record, report);
      record.state = "finished";
    } catch (error) {
      const stopped = running.interrupted ? "interrupted" : "cancelled";
      record.state = abort.signal.aborted ? stopped : "failed";
      if (record.state === "failed") record.error = plainError(error).message;
    }
    Object.assign(record, { secondsElapsed: elapsed(), endedAt: this.time() });
    this.running = null;
    this.saving.cancel();
    this.save(record);
    this.events.flush(() => this.tell(record));
  }

  private async found(record: StoredCheck, report: VerifyReport): Promise<void> {
    const { faultsTotal, faultsRepaired, complete, images } = report;
    const faults = report.faults.slice(0, MOST_SENT);
    const stamps = await stampsOf(record.path, faults);
    const stamp = await this.options.stampOf(record.path);
    const faultsOpen = faultsTotal - faultsRepaired;
    Object.assign(record, { faults, faultsTotal, faultsRepaired, faultsOpen, complete, imagesDone: images });
    Object.assign(record, { stamps, stamp, changed: false, faultsSince: this.time() });
  }

  private save(record: StoredCheck): void {
    record.heardAt = this.time();
    this.checks.save();
  }

  private tell(record: StoredCheck): void {
    this.options.onCheck(this.told(record));
  }

  private told(record: StoredCheck): DatasetCheck {
    const { stamp: _, stamps: __, heardAt: ___, ...check } = record;
    return { ...check, ...(this.running?.record === record ? this.running.now : STANDSTILL) };
  }

  private time(): string {
    return new Date(this.options.now()).toISOString();
  }
}

/** What the last one found is known until this one has come to its end. */
function newCheck(
  path: string,
  { datasetId, repair }: CheckInput,
  now: string,
  before: StoredCheck | undefined,
): StoredCheck {
  return {
    ...{ datasetId, path, title: basename(path), repair, state: "running" },
    ...{ imagesDone: 0, imagesTotal: 0, secondsElapsed: 0, complete: false, error: null },
    faults: before?.faults ?? [],
    faultsTotal: before?.faultsTotal ?? 0,
    faultsRepaired: before?.faultsRepaired ?? 0,
    faultsOpen: before?.faultsOpen ?? 0,
    faultsSince: before?.faultsSince ?? null,
    changed: before?.changed ?? false,
    stamp: before?.stamp ?? "",
    stamps: before?.stamps ?? [],
    ...{ startedAt: now, endedAt: null, heardAt: now, listed: true },
  };
}
