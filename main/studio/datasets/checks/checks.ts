/** Checks of opened datasets, one at a time, and what they found. */
import { basename } from "node:path";
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import type { DatasetCheck } from "../../../../core/studio/datasetCheck.ts";
import { Throttle } from "../../../common/async/throttle.ts";
import type { SettingsStore } from "../../../common/settings.ts";
import type { StoredCheck } from "../../../common/storedCheck.ts";
import { type VerifyReport, verify } from "../../../verify/verify.ts";
import { BackgroundWork } from "../../backgroundWork.ts";
import { StudioError } from "../../errors.ts";
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

export class Checks {
  private readonly options: ChecksOptions;
  private readonly background: BackgroundWork<StoredCheck>;
  private readonly saving = new Throttle(SAVE_MILLISECONDS);
  private readonly checks: CheckList;
  /** Of the one that is at work. */
  private now: Pick<DatasetCheck, "search" | "imagesPerSecond" | "secondsLeft"> = STANDSTILL;

  constructor(options: ChecksOptions) {
    this.options = options;
    this.checks = new CheckList(options.store);
    this.background = new BackgroundWork({
      every: EVENT_MILLISECONDS,
      idOf: ({ datasetId }) => datasetId,
      tell: (record) => this.tell(record),
      stateAtClose: "interrupted",
    });
  }

  get(datasetId: string): DatasetCheck | null {
    const record = this.checks.get(datasetId);
    return record ? this.told(record) : null;
  }

  /** The latest first. */
  list(): DatasetCheck[] {
    return this.checks.all().map((record) => this.told(record));
  }

  get busy(): boolean {
    return this.background.atWork !== null;
  }

  /** @param folder canonical */
  start(folder: string, input: CheckInput): DatasetCheck {
    const { atWork } = this.background;
    if (atWork !== null) {
      throw new StudioError("NotPossible", `${atWork.title} is being checked; wait for it or cancel it`);
    }
    const record = newCheck(folder, input, this.time(), this.checks.get(input.datasetId));
    this.checks.put(record);
    this.now = STANDSTILL;
    const start = performance.now();
    const elapsed = (): number => (performance.now() - start) / 1000;
    const check = (signal: AbortSignal) => this.check(record, input, { signal, elapsed });
    this.background.start(record, check, () => {
      Object.assign(record, { secondsElapsed: elapsed(), endedAt: this.time() });
      this.saving.cancel();
      this.save(record);
    });
    return this.told(record);
  }

  /** What has been put right stays so. */
  cancel(datasetId: string): Promise<void> {
    return this.background.cancel(datasetId);
  }

  /** Takes it off the list; what it found stays known. */
  remove(datasetId: string): void {
    const record = this.checks.get(datasetId);
    if (record === undefined) return;
    if (record === this.background.atWork) {
      throw new StudioError("NotPossible", "This verification is at work; cancel it first");
    }
    record.listed = false;
    this.checks.save();
    this.tell(record);
  }

  /** Forgets what does not hold any more. @param stamp of the dataset as it has just been looked at */
  async review(datasetId: string, stamp: string): Promise<void> {
    const record = this.checks.get(datasetId);
    if (record === undefined || record === this.background.atWork) return;
    if (await this.checks.review(record, stamp)) this.tell(record);
  }

  async close(): Promise<void> {
    await this.background.close();
    this.saving.cancel();
  }

  private async check(
    record: StoredCheck,
    { repair, deleteForeign = false, config }: CheckInput,
    { signal, elapsed }: { signal: AbortSignal; elapsed(): number },
  ): Promise<void> {
    const report = await verify({
      ...{ folder: record.path, config, repair, deleteForeign, signal },
      ...{ workers: this.options.workers(), niceness: JOB_NICENESS },
      classesFound: (known, wanted) => {
        this.now = { ...STANDSTILL, search: { known, wanted } };
        this.background.changed();
      },
      progress: ({ imagesDone, imagesTotal, imagesPerSecond, secondsLeft }) => {
        this.now = { imagesPerSecond, secondsLeft };
        Object.assign(record, { imagesDone, imagesTotal, secondsElapsed: elapsed() });
        this.background.changed();
        this.saving.call(() => this.save(record));
      },
    });
    await this.found(record, report);
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
    return { ...check, ...(this.background.atWork === record ? this.now : STANDSTILL) };
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
