/**
 * Checks a dataset on the disk against what it says of itself, and against the formulas: every image can be drawn once
 * more. Puts right what is wrong where that is asked for.
 */
import { randomInt } from "node:crypto";
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { Permutation } from "../../core/random/permutation.ts";
import type { Fault, FaultKind } from "../../core/studio/datasetCheck.ts";
import { JobCounters } from "../../workers/counters.ts";
import type { UnitResult } from "../../workers/messages.ts";
import { JobError } from "../common/errors.ts";
import { canvasVersion } from "../common/version.ts";
import { Journal, type JournalEntry, journalName } from "../dataset/journal/journal.ts";
import { lockName, requireUnlocked } from "../dataset/lock/lock.ts";
import { lockShared } from "../dataset/lock/shareLock.ts";
import { usesCanvas } from "../dataset/manifest.ts";
import type { Unit } from "../dataset/plan.ts";
import { forEachAtOnce } from "../dataset/writtenFiles.ts";
import { WorkerPool } from "../generate/pool.ts";
import { type JobProgress, ProgressMeter } from "../generate/progress.ts";
import { runJob } from "../generate/runJob.ts";
import { describeFailure } from "../generate/unitFailure.ts";
import { checkShardEnds, compareBytes } from "./compareBytes.ts";
import { drawAndCompare } from "./drawAndCompare.ts";
import { FaultList } from "./faults.ts";
import { foreignFiles } from "./foreignFiles.ts";
import { type ReadDataset, readDataset } from "./readDataset.ts";
import { checkTables } from "./tables.ts";

export interface VerifyOptions {
  folder: string;
  /** For a dataset whose description is lost. */
  config?: DatasetConfig | undefined;
  /** Draw only about this many images, chosen at random; all others are compared by their digests. */
  sample?: number | undefined;
  /** Put right what is wrong. */
  repair?: boolean;
  /** Remove what does not belong to the dataset. */
  deleteForeign?: boolean;
  workers?: number | undefined;
  niceness?: number | undefined;
  signal?: AbortSignal;
  progress?(progress: JobProgress): void;
}

export interface VerifyReport {
  /** Absolute. */
  folder: string;
  /** Images that the journal has, of how many; those of them that were drawn again. */
  images: number;
  imagesTotal: number;
  imagesDrawn: number;
  seconds: number;
  /** null where the journal's images are not all of the dataset's. */
  fingerprint: string | null;
  complete: boolean;
  /** Version of the canvas library that the images belong to, where it is not the one here: they were not drawn. */
  otherCanvas: string | null;
  /** The first 10,000, by name. */
  faults: Fault[];
  faultCounts: Partial<Record<FaultKind, number>>;
  faultsTotal: number;
  faultsRepaired: number;
}

const PROGRESS_MS = 100;

/**
 * @throws InputError where there is no dataset, JobError where a run is writing to it, the signal's reason, and what ends
 * a job
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const folder = resolve(options.folder);
  const start = performance.now();
  // Before the lock, which would be a trace in a folder that is no dataset.
  readDataset(folder, options.config);
  const unlock = options.repair ? await lockShared(folder, lockName) : requireUnlocked(folder);
  const faults = new FaultList();
  let check: Check;
  try {
    check = new Check(readDataset(folder, options.config), faults, options);
    await check.run();
  } finally {
    unlock?.();
  }
  const dataset = await check.drawAnew();
  faults.finish();
  return {
    folder,
    images: dataset.ledger.counts.images,
    imagesTotal: dataset.plan.images,
    imagesDrawn: check.imagesDrawn,
    seconds: (performance.now() - start) / 1000,
    fingerprint: dataset.ledger.fingerprint(),
    complete: dataset.ledger.complete,
    otherCanvas: check.otherCanvas,
    faults: faults.faults,
    faultCounts: faults.counts,
    faultsTotal: faults.total,
    faultsRepaired: faults.repaired,
  };
}

class Check {
  imagesDrawn = 0;
  readonly otherCanvas: string | null;
  private readonly dataset: ReadDataset;
  private readonly faults: FaultList;
  private readonly options: VerifyOptions;
  /** Units whose journal line, or whose images, are not to be believed. */
  private readonly struck = new Map<number, Fault[]>();

  constructor(dataset: ReadDataset, faults: FaultList, options: VerifyOptions) {
    this.dataset = dataset;
    this.faults = faults;
    this.options = options;
    const { config, manifest } = dataset;
    const canvas = usesCanvas(config) ? (manifest?.canvas ?? canvasVersion()) : canvasVersion();
    this.otherCanvas = canvas === canvasVersion() ? null : canvas;
  }

  async run(): Promise<void> {
    const { dataset, faults, options } = this;
    const repair = options.repair === true;
    this.checkJournal();
    const drawn = this.otherCanvas === null ? sampleOf(dataset, options.sample) : [];
    const differing = await this.compareDigests(without(dataset.entries, drawn));
    await this.compareDrawn([...drawn, ...differing].sort((a, b) => a.unit - b.unit));
    checkShardEnds(dataset, faults, repair);
    for (const path of foreignFiles(dataset)) {
      const isDeleted = repair && options.deleteForeign === true;
      if (isDeleted) rmSync(join(dataset.folder, path), { recursive: true });
      faults.add({ path, kind: "foreign", repaired: isDeleted });
    }
    checkTables(dataset, faults, repair);
    if (repair && this.otherCanvas === null) this.strike();
  }

  /**
   * After a repair: draws what could not be put right in its place, as images of lost journal lines. Only of a dataset
   * that was complete; of another, `generate` draws the rest.
   */
  async drawAnew(): Promise<ReadDataset> {
    const { options, dataset } = this;
    const { folder, config, manifest } = dataset;
    if (!options.repair || !this.needsDrawing || this.otherCanvas !== null) return dataset;
    if (manifest !== null && !manifest.complete) return dataset;
    const { workers, niceness } = options;
    const { job, done } = runJob({ config, out: folder, workers, niceness, force: true });
    const cancel = (): void => job.cancel();
    options.signal?.addEventListener("abort", cancel);
    try {
      await done;
      options.signal?.throwIfAborted();
    } finally {
      options.signal?.removeEventListener("abort", cancel);
    }
    for (const faults of this.struck.values()) for (const fault of faults) this.repaired(fault);
    return readDataset(folder, options.config);
  }

  private get needsDrawing(): boolean {
    const { manifest, ledger, journalDamaged } = this.dataset;
    const isWhole = manifest === null || manifest.complete;
    return this.struck.size > 0 || journalDamaged || (isWhole && !ledger.complete);
  }

  private repaired(fault: Fault): void {
    if (fault.repaired) return;
    fault.repaired = true;
    this.faults.repaired += 1;
  }

  private checkJournal(): void {
    const { manifest, ledger, journalDamaged } = this.dataset;
    if (!journalDamaged && (manifest?.complete !== true || ledger.complete)) return;
    const detail = `it lacks what it says of ${missingImages(this.dataset)} images`;
    const fault: Fault = { path: journalName, kind: "damaged", detail, repaired: false };
    this.faults.add(fault);
    this.struck.set(-1, [fault]);
  }

  /** Returns what differs and can be drawn, which tells each image by its name. */
  private async compareDigests(entries: JournalEntry[]): Promise<JournalEntry[]> {
    const { options, dataset, otherCanvas } = this;
    const differing: JournalEntry[] = [];
    const compare = async (entry: JournalEntry): Promise<void> => {
      const wrong = await compareBytes(dataset, entry);
      if (wrong === null) return;
      if (otherCanvas === null) differing.push(entry);
      else this.strikeUnit(entry.unit, { ...wrong, repaired: false });
    };
    await forEachAtOnce(entries, compare, options.signal);
    return differing;
  }

  private async compareDrawn(entries: JournalEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const { dataset, options } = this;
    const pool = new WorkerPool(options.workers, options.niceness, entries.length);
    const counters = new JobCounters(pool.workers);
    const stop = (): void => counters.stop();
    options.signal?.addEventListener("abort", stop);
    const images = entries.reduce((sum, { count }) => sum + count, 0);
    const nothing = { images: 0, bytes: 0, blankImages: 0, ink: 0, grey: 0, redrawn: 0 };
    const meter = new ProgressMeter(counters, nothing, 0, images, () => performance.now() / 1000);
    const report = (): void => options.progress?.(meter.sample());
    const timer = setInterval(report, PROGRESS_MS);
    const byUnit = new Map(entries.map((entry) => [entry.unit, entry]));
    try {
      await drawAndCompare({
        ...{ dataset, entries, repair: options.repair === true, pool, counters },
        compared: (unit, result) => this.take(byUnit.get(unit.unit)!, unit, result),
        failed: (failure) => {
          throw new JobError(describeFailure(dataset.config, failure));
        },
      });
      options.signal?.throwIfAborted();
      report();
    } finally {
      clearInterval(timer);
      options.signal?.removeEventListener("abort", stop);
      await pool.close();
    }
  }

  private take(entry: JournalEntry, unit: Unit, { faults = [], asWritten, digest }: UnitResult): void {
    this.imagesDrawn += unit.count;
    // On another processor the canvas library may encode otherwise; the files are what was written.
    if (asWritten && usesCanvas(this.dataset.config)) return;
    for (const fault of faults) this.faults.addFile(fault, this.options.repair === true && !asWritten);
    if (asWritten || digest === entry.digest || unit.count !== entry.count) return;
    const detail = `unit ${unit.unit} has another digest than its images`;
    this.strikeUnit(unit.unit, { path: journalName, kind: "damaged", detail, repaired: false });
  }

  private strikeUnit(unit: number, fault: Fault): void {
    this.faults.add(fault);
    this.struck.set(unit, [...(this.struck.get(unit) ?? []), fault]);
  }

  /** Takes lines out of the journal, so that their images are drawn again. */
  private strike(): void {
    if (!this.needsDrawing) return;
    const ends = new Set<number>();
    const read = (entry: JournalEntry, end: number): void => {
      if (this.struck.has(entry.unit)) ends.add(end);
    };
    const journal = Journal.open(join(this.dataset.folder, journalName), read);
    try {
      journal.remove(ends, journal.length, () => {});
    } finally {
      journal.close();
    }
    // Of an unfinished dataset this is all: what is not in the journal is drawn by `generate`.
    if (this.dataset.manifest?.complete === false) {
      for (const fault of this.struck.get(-1) ?? []) this.repaired(fault);
    }
  }
}

function missingImages({ plan, ledger }: ReadDataset): number {
  return plan.images - ledger.counts.images;
}

/** Whole units until there are as many images, others each time. */
function sampleOf({ entries }: ReadDataset, images: number | undefined): JournalEntry[] {
  if (images === undefined || entries.length === 0) return entries;
  const order = new Permutation(entries.length, randomInt(2 ** 32), 0);
  const chosen: JournalEntry[] = [];
  for (let i = 0, count = 0; count < images && i < entries.length; i++) {
    const entry = entries[order.at(i)];
    chosen.push(entry);
    count += entry.count;
  }
  return chosen.sort((a, b) => a.unit - b.unit);
}

function without(entries: JournalEntry[], others: JournalEntry[]): JournalEntry[] {
  const set = new Set(others);
  return entries.filter((entry) => !set.has(entry));
}
