/**
 * Draws units once more and compares them with their files and with all that the journal says of them. Shards are mended
 * only once it is known from the drawing how long each of their units is: a wrong length in the journal would otherwise
 * shift everything behind it.
 */
import { isDeepStrictEqual } from "node:util";
import { JobCounters } from "../../../workers/counters.ts";
import type { FileFault, UnitResult } from "../../../workers/messages.ts";
import { JobError } from "../../common/errors.ts";
import { journalName } from "../../dataset/journal/journal.ts";
import type { JournalEntry } from "../../dataset/journal/journalLines.ts";
import { usesCanvas } from "../../dataset/manifest.ts";
import type { Unit } from "../../dataset/plan.ts";
import { WorkerPool } from "../../generate/pool.ts";
import { type JobProgress, ProgressMeter } from "../../generate/progress.ts";
import { describeFailure } from "../../generate/unitFailure.ts";
import type { FaultList } from "../faults.ts";
import { type Mending, onlyLooking } from "../places.ts";
import { placeUnits, type ReadDataset } from "../readDataset.ts";
import { drawAndCompare } from "./drawAndCompare.ts";
import type { ShardMender } from "./shardMender.ts";

export interface CompareOptions {
  mending: Mending;
  /** Whether files of the same pixels in other bytes are as they should be. */
  samePixels: boolean;
  workers?: number | undefined;
  niceness?: number | undefined;
  signal?: AbortSignal | undefined;
  progress?(progress: JobProgress): void;
}

const PROGRESS_MS = 100;
/** How long a thread may take to see that it is to stop. */
const PATIENCE_MS = 500;

interface Found {
  faults: FileFault[];
  asWritten: boolean;
}

export class UnitComparison {
  imagesDrawn = 0;
  /** Journal lines as they should be, by unit, where they are not. */
  readonly corrections = new Map<number, JournalEntry>();
  /** Bytes of each unit's samples in a shard, as drawn. */
  private readonly lengths = new Map<number, number>();
  private readonly dataset: ReadDataset;
  private readonly faults: FaultList;
  private readonly options: CompareOptions;
  private readonly mender: ShardMender;

  constructor(dataset: ReadDataset, faults: FaultList, mender: ShardMender, options: CompareOptions) {
    this.dataset = dataset;
    this.faults = faults;
    this.options = options;
    this.mender = mender;
  }

  /** @param entries journal lines, one for each unit, in the order of the units */
  async compare(entries: readonly JournalEntry[]): Promise<void> {
    const { dataset, options } = this;
    if (dataset.places.size === 0) {
      const { mending } = options;
      await this.draw(entries, mending, (entry, result) => this.tell(this.take(entry, result)));
      return;
    }
    const found = new Map<JournalEntry, Found>();
    await this.draw(entries, onlyLooking, (entry, result) => {
      found.set(entry, this.take(entry, result));
    });
    const { moved, bytes } = placeUnits(dataset, this.lengths, this.corrections);
    for (const [entry, added] of bytes) this.wrong(entry, { bytes: added });
    const again = entries.filter((entry) => {
      const { faults, asWritten } = found.get(entry)!;
      const isMended = options.mending.repair && faults.length > 0 && !asWritten;
      return moved.has(entry.unit) || isMended;
    });
    const anew = new Set(again);
    for (const [entry, what] of found) if (!anew.has(entry)) this.tell(what);
    const drawn = this.imagesDrawn;
    await this.draw(again, options.mending, (entry, { faults = [], asWritten = false, wanted }) => {
      const left = wanted === undefined ? null : this.mend(entry, wanted);
      if (left !== null) for (const fault of faults) fault.left = left;
      this.tell({ faults, asWritten });
    });
    this.imagesDrawn = drawn;
  }

  /** Returns why it cannot be mended, or null. */
  private mend(entry: JournalEntry, wanted: Uint8Array): string | null {
    const { path, at } = this.dataset.places.get(entry.unit)!;
    const left = this.mender.inTheWay(path);
    if (left === null) this.mender.put(path, at, wanted);
    return left;
  }

  private async draw(
    entries: readonly JournalEntry[],
    mending: Mending,
    drawn: (entry: JournalEntry, result: UnitResult) => void,
  ): Promise<void> {
    if (entries.length === 0) return;
    const { dataset, options } = this;
    const pool = new WorkerPool(options.workers, options.niceness, entries.length);
    const counters = new JobCounters(pool.workers);
    // A thread that waits for a disk does not see the counters; it is ended with what it is doing.
    const stop = (): void => {
      counters.stop();
      setTimeout(() => void pool.close(), PATIENCE_MS).unref();
    };
    options.signal?.addEventListener("abort", stop);
    const images = entries.reduce((sum, { count }) => sum + count, 0);
    const nothing = { images: 0, bytes: 0, blankImages: 0, ink: 0, grey: 0, redrawn: 0, diverging: 0 };
    const meter = new ProgressMeter(counters, nothing, 0, images, () => performance.now() / 1000);
    const report = (): void => options.progress?.(meter.sample());
    const timer = setInterval(report, PROGRESS_MS);
    const byUnit = new Map(entries.map((entry) => [entry.unit, entry]));
    try {
      options.signal?.throwIfAborted();
      await drawAndCompare({
        ...{ dataset, entries: [...entries], mending, pool, counters },
        compared: ({ unit, count }: Unit, result) => {
          this.imagesDrawn += count;
          drawn(byUnit.get(unit)!, result);
        },
        failed: (failure) => {
          throw new JobError(describeFailure(dataset.config, failure));
        },
      });
      report();
    } catch (error) {
      options.signal?.throwIfAborted();
      throw error;
    } finally {
      clearInterval(timer);
      options.signal?.removeEventListener("abort", stop);
      await pool.close();
    }
    options.signal?.throwIfAborted();
  }

  /** What the journal says of a unit against what was drawn. */
  private take(entry: JournalEntry, result: UnitResult): Found {
    const { faults = [], asWritten = false } = result;
    if (this.dataset.picturesAlone) return { faults: this.ofPictures(entry, result), asWritten: false };
    // What was written is not what is drawn here: it is not for the drawing to say what the journal should.
    if (!asWritten) this.correct(entry, result);
    return { faults, asWritten };
  }

  /** Nothing says how pictures without a journal were encoded: those that look the same are the same. */
  private ofPictures(
    { class: classIndex }: JournalEntry,
    { faults = [], parameters }: UnitResult,
  ): FileFault[] {
    if (parameters !== null) this.dataset.ledger.classes.set(classIndex, parameters);
    return withoutOtherBytes(faults);
  }

  private correct(entry: JournalEntry, result: UnitResult): void {
    const { dataset } = this;
    const { bytes, digest, tones, classTones, columns, parameters } = result;
    const wanted: Partial<JournalEntry> = { digest, blank: tones.blank };
    // Of a shard's units it is known only from all of them.
    if (dataset.places.has(entry.unit)) this.lengths.set(entry.unit, bytes);
    else wanted.bytes = bytes;
    // Lines of the first version were not measured.
    if (entry.ink !== undefined) wanted.ink = tones.ink;
    if (entry.grey !== undefined) wanted.grey = tones.grey;
    // Left out where there is none.
    if (tones.redrawn > 0) wanted.redrawn = tones.redrawn;
    else if (entry.redrawn !== undefined) Object.assign(wanted, { redrawn: undefined });
    if (tones.diverging > 0) wanted.diverging = tones.diverging;
    else if (entry.diverging !== undefined) Object.assign(wanted, { diverging: undefined });
    if (entry.classTones !== undefined && classTones !== undefined) wanted.classTones = classTones;
    if (columns !== undefined && (columns.length > 0 || entry.columns !== undefined))
      wanted.columns = columns;
    if (parameters !== null) {
      // One line tells each class.
      const isTold = dataset.ledger.classes.has(entry.class);
      if (entry.parameters !== undefined || !isTold) wanted.parameters = parameters;
      dataset.ledger.classes.set(entry.class, parameters);
    }
    this.wrong(entry, wanted);
  }

  /** Takes note of what a line should say where that is something else. */
  private wrong(entry: JournalEntry, wanted: Partial<JournalEntry>): void {
    const fields = (Object.keys(wanted) as (keyof JournalEntry)[]).filter(
      (field) => !isDeepStrictEqual(entry[field], wanted[field]),
    );
    if (fields.length === 0) return;
    const known = this.corrections.get(entry.unit) ?? entry;
    this.corrections.set(entry.unit, { ...known, ...wanted });
    const detail = `unit ${entry.unit}: ${fields.map((field) => difference(field, entry, wanted)).join("; ")}`;
    this.faults.add({ path: journalName, kind: "damaged", detail, repaired: this.options.mending.repair });
  }

  private tell({ faults, asWritten }: Found): void {
    // On another processor the canvas library may encode otherwise; the files are what was written.
    if (asWritten && usesCanvas(this.dataset.config)) return;
    const told = this.options.samePixels ? withoutOtherBytes(faults) : faults;
    for (const fault of told) this.faults.addFile(fault, this.options.mending.repair && !asWritten);
  }
}

const withoutOtherBytes = (faults: FileFault[]): FileFault[] =>
  faults.filter(({ kind }) => kind !== "other bytes");

function difference(field: keyof JournalEntry, entry: JournalEntry, wanted: Partial<JournalEntry>): string {
  const plain = typeof entry[field] === "number" && typeof wanted[field] === "number";
  if (entry[field] === undefined) return `${field} is missing`;
  return plain
    ? `${field} is ${entry[field]}, its images have ${wanted[field]}`
    : `its images have another ${field === "parameters" ? "class" : field}`;
}
