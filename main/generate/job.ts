/** One run that makes a dataset or a part of it: an object with a life cycle that any host can drive. */
import { resolve } from "node:path";
import type { DatasetConfig, Range } from "../../core/config/parameters.ts";
import type { NearDuplicates } from "../../core/likeness/nearDuplicates.ts";
import { JobCounters } from "../../workers/counters.ts";
import { makeFolderOfImages } from "../../workers/files.ts";
import { InputError, losesFiles } from "../common/errors.ts";
import { canvasOf, generator, pngBytesOf, pngOf } from "../common/version.ts";
import { folderGone, requireFolder } from "../dataset/lock/folderGone.ts";
import type { Manifest } from "../dataset/manifest.ts";
import {
  closeDataset,
  describeDataset,
  describeQuietly,
  finishDataset,
  type OpenDataset,
  openDataset,
  recordUnit,
} from "../dataset/openDataset.ts";
import { inspectFolder, openFolder } from "../dataset/outputFolder.ts";
import { PackedPlan, planOf } from "../dataset/packed/packedPlan.ts";
import type { Part, Plan, Unit } from "../dataset/plan.ts";
import type { Share } from "../dataset/share.ts";
import { type Statistics, statisticsOf } from "../dataset/tables/statistics.ts";
import { partOfShare } from "../shares/divide.ts";
import { inspectForShare, isWhole, openForShare } from "../shares/folder.ts";
import { findDatasetClasses } from "./classes/datasetClasses.ts";
import { formulaClasses } from "./classes/formulaClasses.ts";
import { checkDiskSpace } from "./estimate.ts";
import { WorkerPool } from "./pool.ts";
import { type JobProgress, ProgressMeter } from "./progress.ts";
import { againAfterCrashes, runUnits } from "./runUnits.ts";
import { RandomAccessScheduler } from "./schedule/randomAccess.ts";
import { StreamScheduler } from "./schedule/streams.ts";
import { type UnitFailure, UnitsFailed } from "./unitFailure.ts";

export type JobState = "new" | "starting" | "running" | "paused" | "finished" | "cancelled" | "failed";

export interface JobOptions {
  config: DatasetConfig;
  /** Folder of the dataset; it is made where needed. */
  out: string;
  /** Threads that draw; all processors by default. */
  workers?: number | undefined;
  /** How far its threads stand back for others, 0 … 19. */
  niceness?: number | undefined;
  /** A part of the dataset: absolute class numbers, instances; both ends included. */
  only?: { classes?: Range | undefined; instances?: Range | undefined };
  /** One of N shares of the dataset; excludes `only`. */
  share?: Share | undefined;
  /** Start even when the disk looks too small. */
  force?: boolean | undefined;
  /** Draws again what a complete dataset has lost: until it is complete again, its description says so. */
  repairing?: boolean | undefined;
}

/** All are called on the main thread and must not throw. */
export interface JobEvents {
  state?(state: JobState): void;
  /** Where a search finds the classes, before anything is drawn. */
  classesFound?(known: number, wanted: number): void;
  /** Ten times a second while images are drawn, and once at the end. */
  progress?(progress: JobProgress): void;
  unitFinished?(unit: Unit): void;
  /** A drawing thread ended unexpectedly; it is replaced, and what it drew is drawn again. */
  threadEnded?(): void;
  /** A unit was given up; the job goes on with the others and fails at its end. */
  unitFailed?(failure: UnitFailure): void;
}

export interface JobSummary {
  /** Absolute. */
  out: string;
  /** Images in the folder, those of earlier runs included; likewise bytes and blank images. */
  images: number;
  /** Of the whole dataset. */
  imagesTotal: number;
  bytes: number;
  blankImages: number;
  /** Of all images in the folder; null where some were not measured. */
  statistics: Statistics | null;
  /** Of the classes in the folder; null where the run did not get to its end, and of a share. */
  nearDuplicates: NearDuplicates | null;
  /** Images that this run drew. */
  imagesDrawn: number;
  /** Of this run, from the first image to the tables. */
  seconds: number;
  imagesPerSecond: number;
  /** null until the whole dataset is there. */
  fingerprint: string | null;
  complete: boolean;
  /** Stopped before all that was asked for was done. */
  cancelled: boolean;
}

const SAMPLE_MS = 100;
const PATIENCE_MS = 800;

export class Job {
  readonly options: JobOptions;
  private readonly events: JobEvents;
  private readonly abort = new AbortController();
  private currentState: JobState = "new";
  private counters: JobCounters | null = null;
  private meter: ProgressMeter | null = null;
  private pool: WorkerPool | null = null;

  constructor(options: JobOptions, events: JobEvents = {}) {
    this.options = { ...options, out: resolve(options.out) };
    this.events = events;
  }

  get state(): JobState {
    return this.currentState;
  }

  /**
   * Runs to the end. A cancelled job resolves too, with `cancelled` set.
   * @throws InputError or ConfigError when nothing can be done as asked, JobError and system errors on failure
   */
  async start(): Promise<JobSummary> {
    this.enter("starting");
    try {
      const summary = await this.run();
      this.enter(summary.cancelled ? "cancelled" : "finished");
      return summary;
    } catch (error) {
      this.enter(this.abort.signal.aborted ? "cancelled" : "failed");
      throw error;
    } finally {
      await this.pool?.close();
    }
  }

  /** Stops before the next image; what is being drawn is kept. */
  pause(): void {
    if (this.currentState !== "running") return;
    this.counters?.pause();
    this.enter("paused");
  }

  resume(): void {
    if (this.currentState !== "paused") return;
    this.meter?.forgetRates();
    this.counters?.resume();
    this.enter("running");
  }

  /** Stops within a second; finished units stay, and the same job started again continues. */
  cancel(): void {
    if (this.abort.signal.aborted) return;
    this.abort.abort();
    this.counters?.stop();
    // A thread in the middle of a very large picture does not see the counters; it is ended with what it is doing.
    setTimeout(() => void this.pool?.close(), PATIENCE_MS).unref();
  }

  private async run(): Promise<JobSummary> {
    const { config, out, only = {} } = this.options;
    const plan = planOf(config);
    // Shares that have been joined are a whole dataset, in which nothing of this one is left to do.
    const share = this.options.share === undefined || isWhole(out) ? null : this.options.share;
    const part = share === null ? plan.part(only) : partOfShare(plan, share);
    const isNew =
      (share === null ? inspectFolder(out, config) : inspectForShare(out, config, share)) === null;
    // A refused job must leave no trace, so a new folder is made only once its classes are known and its disk looked at.
    if (isNew) {
      await this.findClasses(plan, part);
      await this.checkDisk(plan, plan.imagesIn(part));
    }
    const opening = share === null ? openFolder(out, config) : openForShare(out, config, share);
    const { manifest, unlock } = await opening;
    try {
      const dataset = await openDataset({
        ...{ config, out, plan, part, share, manifest, signal: this.abort.signal },
        byFormula: formulaClasses(config),
        repairing: this.options.repairing === true || manifest?.repairing === true,
      });
      try {
        const { ledger } = dataset;
        const pending = ledger.pendingImages(part);
        if (pending === 0 && manifest?.complete && ledger.complete) {
          // A run that ended just before it took its mark away leaves it.
          await dataset.durability.remove();
          return this.summary(dataset, 0, 0);
        }
        if (pending > 0 && manifest !== null) {
          this.checkCanvas(manifest);
          this.checkPng(manifest);
        }
        if (!isNew) {
          // Those of shards are told by no journal, and have tables that may still be missing.
          if (pending > 0 || dataset.packFiles !== null) await this.findClasses(plan, part);
          await this.checkDisk(plan, pending);
        }
        return await this.draw(dataset, pending);
      } finally {
        await closeDataset(dataset);
      }
    } finally {
      unlock();
    }
  }

  /** Another version of the canvas library may draw and encode other bytes: one dataset must not mix them. */
  private checkCanvas({ canvas, config }: Manifest): void {
    if (canvas === null || canvas === canvasOf(config) || this.options.force) return;
    throw new InputError(
      `--out: this dataset was begun with version ${canvas} of the canvas library, here is ${canvasOf(config)}, which may draw other bytes; choose another folder, or continue all the same with --force`,
    );
  }

  /** Nor two ways of writing the same pixels: no other run would have the same fingerprint. */
  private checkPng(manifest: Manifest): void {
    if (pngBytesOf(manifest) === pngOf(manifest.config) || this.options.force) return;
    throw new InputError(
      `--out: this dataset was begun by version ${manifest.generator.version}, whose PNG files have the same pixels in other bytes than those of version ${generator.version}; choose another folder, or continue all the same with --force`,
    );
  }

  private findClasses(plan: Plan, part: Part): Promise<void> {
    const { config, out } = this.options;
    const { signal } = this.abort;
    const classes = plan instanceof PackedPlan ? undefined : part.classes;
    const pool = (): WorkerPool => this.openPool(plan);
    const progress = this.events.classesFound;
    return findDatasetClasses(config, { classes, folder: out, pool, signal, progress });
  }

  private async checkDisk(plan: Plan, images: number): Promise<void> {
    if (this.options.force || images === 0) return;
    const { config, out } = this.options;
    const pool = this.openPool(plan);
    await againAfterCrashes(() => checkDiskSpace(config, { out, images, signal: this.abort.signal, pool }));
  }

  private async draw(dataset: OpenDataset, pending: number): Promise<JobSummary> {
    const { part, ledger } = dataset;
    // One whose images are all there is called complete at the end, with all that belongs to it.
    if (!ledger.complete || dataset.share !== null) describeDataset(dataset);
    const start = performance.now();
    const before = ledger.counts.images;
    if (pending > 0 && !this.abort.signal.aborted) {
      if (dataset.packFiles === null) makeFolderOfImages(this.options.config, this.options.out);
      const imagesTotal = dataset.plan.imagesIn(part);
      const pool = this.openPool(dataset.plan);
      const counters = new JobCounters(pool.workers);
      const now = (): number => performance.now() / 1000;
      this.counters = counters;
      this.meter = new ProgressMeter(counters, ledger.counts, imagesTotal - pending, imagesTotal, now);
      this.enter("running");
      await this.runAndReport(dataset, pool, counters).finally(() => describeQuietly(dataset));
    }
    const cancelled = this.abort.signal.aborted && ledger.pendingImages(part) > 0;
    if (!cancelled) await finishDataset(dataset);
    const drawn = ledger.counts.images - before;
    const summary = { ...this.summary(dataset, drawn, (performance.now() - start) / 1000), cancelled };
    // Even a share that is all of the dataset is joined first.
    return dataset.share === null ? summary : { ...summary, complete: false, fingerprint: null };
  }

  private async runAndReport(dataset: OpenDataset, pool: WorkerPool, counters: JobCounters): Promise<void> {
    const { config, out } = this.options;
    const { part, ledger, packFiles } = dataset;
    const report = (): void => this.events.progress?.(this.meter!.sample());
    const timer = setInterval(report, SAMPLE_MS);
    const scheduler =
      config.streams === null
        ? new RandomAccessScheduler(ledger.pendingOf(part), pool.workers)
        : new StreamScheduler(config, ledger, part, pool.workers);
    const failures: UnitFailure[] = [];
    try {
      await runUnits({
        ...{ config, out, lock: dataset.lock, pool, counters, scheduler, packFiles },
        checkFolder: () => requireFolder(out, dataset.lock),
        unitFinished: (unit, result) => {
          recordUnit(dataset, unit, result);
          this.events.unitFinished?.(unit);
        },
        threadEnded: () => this.events.threadEnded?.(),
        unitFailed: (failure) => {
          failures.push(failure);
          this.events.unitFailed?.(failure);
        },
      });
      if (failures.length > 0) throw new UnitsFailed(config, failures, ledger.pendingImages(part));
    } catch (error) {
      // Threads that were ended by force fail their tasks.
      if (this.abort.signal.aborted) return;
      if (losesFiles(error)) dataset.durability.doubt();
      throw folderGone(error, out, dataset.lock) ?? error;
    } finally {
      clearInterval(timer);
      report();
    }
  }

  private summary(dataset: OpenDataset, imagesDrawn: number, seconds: number): JobSummary {
    const { config, out, plan, ledger, nearDuplicates } = dataset;
    return {
      out,
      images: ledger.counts.images,
      imagesTotal: plan.images,
      bytes: ledger.counts.bytes,
      blankImages: ledger.counts.blankImages,
      statistics: statisticsOf(config, ledger.counts),
      nearDuplicates,
      imagesDrawn,
      seconds,
      imagesPerSecond: seconds > 0 ? imagesDrawn / seconds : 0,
      fingerprint: ledger.fingerprint(),
      complete: ledger.complete,
      cancelled: false,
    };
  }

  private openPool({ unitCount }: Plan): WorkerPool {
    this.pool ??= new WorkerPool(this.options.workers, this.options.niceness, unitCount);
    return this.pool;
  }

  private enter(state: JobState): void {
    this.currentState = state;
    this.events.state?.(state);
  }
}
