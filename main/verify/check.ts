/** One look at a dataset: what is wrong with it, and putting it right. */
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { Permutation } from "../../core/random/permutation.ts";
import type { Fault } from "../../core/studio/datasetCheck.ts";
import { kindAt } from "../../workers/disk/ownFile.ts";
import { removeLeftover } from "../../workers/disk/removeTree.ts";
import { forEachAtOnce } from "../common/async/forEachAtOnce.ts";
import { countText } from "../common/format.ts";
import { canvasOf, pngBytesOf, pngOf } from "../common/version.ts";
import { markName } from "../dataset/durability/mark.ts";
import { Journal, journalName } from "../dataset/journal/journal.ts";
import { headerOf, type JournalEntry } from "../dataset/journal/journalLines.ts";
import { Ledger } from "../dataset/journal/ledger.ts";
import { lockName } from "../dataset/lock/lock.ts";
import { type Manifest, usesCanvas } from "../dataset/manifest.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import { shardName } from "../dataset/packed/packFiles.ts";
import { runJob } from "../generate/runJob.ts";
import { checkShardEnds, compareBytes } from "./compare/compareBytes.ts";
import { UnitComparison } from "./compare/compareUnits.ts";
import { ShardMender } from "./compare/shardMender.ts";
import type { FaultList } from "./faults.ts";
import { checkForeign, checkNames } from "./foreign.ts";
import { checkClassFolders } from "./picturesAlone.ts";
import {
  checkFolders,
  checkOwnFiles,
  type Mending,
  makeRoom,
  mendingOf,
  onlyLooking,
  standsInTheWay,
} from "./places.ts";
import { type ReadDataset, readDataset } from "./readDataset.ts";
import { checkTables } from "./tables.ts";
import type { VerifyOptions } from "./verifyOptions.ts";

/** Looks at a dataset in the order in which one thing rests on another: folders, journal, images, then what follows from them. */
export class Check {
  imagesDrawn = 0;
  readonly otherCanvas: string | null;
  /** Version that wrote the PNG files, where theirs are other bytes than here: their pixels are compared, and they are left alone. */
  readonly otherPng: string | null;
  private dataset: ReadDataset;
  private readonly faults: FaultList;
  private readonly options: VerifyOptions;
  private readonly mending: Mending;
  /** Put right only once the images that it lacks are drawn. */
  private readonly ofJournal: Fault[] = [];

  constructor(dataset: ReadDataset, faults: FaultList, options: VerifyOptions) {
    this.dataset = dataset;
    this.faults = faults;
    this.options = options;
    this.mending = mendingOf(options, faults);
    const { config, manifest } = dataset;
    const said: unknown = manifest?.canvas;
    const canvas = usesCanvas(config) && typeof said === "string" ? said : null;
    this.otherCanvas = canvas === null || canvas === canvasOf(config) ? null : canvas;
    this.otherPng = manifest === null ? null : earlierPng(manifest);
  }

  /** Whether nothing that is drawn here can stand in for what is missing. */
  private get drawsOtherBytes(): boolean {
    return this.otherCanvas !== null || this.otherPng !== null;
  }

  async run(): Promise<void> {
    const { dataset, faults, options, mending } = this;
    checkFolders(dataset, faults, mending);
    checkNames(dataset, faults, mending);
    checkOwnFiles(dataset.folder, [lockName, markName, ...this.foldersForShards()], faults, mending);
    if (dataset.picturesAlone) checkClassFolders(dataset.folder, dataset.config, faults);
    else this.checkJournal();
    const mender = new ShardMender(dataset.folder, (path) => bytesOfShard(dataset, path));
    const units = new UnitComparison(dataset, faults, mender, {
      ...options,
      mending: this.drawsOtherBytes ? onlyLooking : mending,
      samePixels: this.otherPng !== null,
    });
    try {
      const drawn = this.toDraw();
      const differing = await this.compareDigests(this.toRead(drawn));
      // What somebody else must put right is only told; of the rest the pixels can be compared.
      const again = this.drawsOtherBytes ? without(drawn, differing) : [...drawn, ...differing];
      await units.compare(again.sort((a, b) => a.unit - b.unit));
      checkShardEnds(dataset, faults, mending.repair ? mender : null);
      mender.finish();
    } finally {
      mender.giveUp();
      this.imagesDrawn = units.imagesDrawn;
    }
    if (mending.repair && !this.drawsOtherBytes) this.mendJournal(units.corrections);
    else this.believe(units.corrections);
    if (!dataset.picturesAlone) checkTables(this.dataset, faults, mending);
    checkForeign(this.dataset, faults, mending);
    if (mending.repair && this.dataset.manifest?.complete) removeLeftover(join(dataset.folder, markName));
  }

  /**
   * After a repair: draws what could not be put right in its place, as images of lost journal lines. Only of a dataset
   * that was complete; of another, `generate` draws the rest.
   */
  async drawAnew(): Promise<ReadDataset> {
    const { options, dataset } = this;
    const { folder, config } = dataset;
    if (!this.mending.repair || this.drawsOtherBytes || !wasWhole(dataset)) return dataset;
    if (dataset.ledger.complete || kindAt(join(folder, journalName)) === "folder") return dataset;
    const { workers, niceness } = options;
    const { job, done } = runJob(
      { config, out: folder, workers, niceness, force: true, repairing: true },
      { progress: (progress) => options.progress?.(progress) },
    );
    const cancel = (): void => job.cancel();
    options.signal?.addEventListener("abort", cancel);
    try {
      await done;
      options.signal?.throwIfAborted();
    } finally {
      options.signal?.removeEventListener("abort", cancel);
    }
    for (const fault of this.ofJournal) this.faults.mended(fault);
    return readDataset(folder, options.config);
  }

  private checkJournal(): void {
    const { dataset, faults, mending } = this;
    const { ledger, journalDamaged, journalUnread, wrongClasses } = dataset;
    for (const classIndex of wrongClasses) {
      const detail = `the parameters of class ${classIndex} are not those of the formula`;
      faults.add({ path: journalName, kind: "damaged", detail, repaired: mending.repair });
    }
    if (!journalDamaged && (!wasWhole(dataset) || ledger.complete)) return;
    const missing = dataset.plan.images - ledger.counts.images;
    const lacks = `it lacks what it says of ${countText(missing)} images`;
    const damaged = missing === 0 ? "some of it cannot be read" : lacks;
    const fault: Fault = { path: journalName, kind: "damaged", detail: damaged, repaired: false };
    if (journalUnread !== null && journalUnread.kind !== "missing") {
      Object.assign(fault, journalUnread, { detail: `${journalUnread.detail}, and ${lacks}` });
    }
    faults.add(fault);
    this.ofJournal.push(fault);
  }

  /** Folders of somebody's in the place of shards, where they are to go before the shards are made again. */
  private foldersForShards(): string[] {
    const { plan, shards, folder } = this.dataset;
    const { repair, deleteForeign } = this.mending;
    if (!(plan instanceof PackedPlan) || !repair || !deleteForeign || this.drawsOtherBytes) return [];
    const written = [...shards.keys()].map((shard) => shardName(plan, shard));
    return written.filter((path) => standsInTheWay(join(folder, path)) !== null);
  }

  /** What is drawn again whatever its digests say. */
  private toDraw(): JournalEntry[] {
    const { dataset, options, otherCanvas, otherPng } = this;
    // In a shard bytes can be compared, but no pixels.
    const isUnlike = otherCanvas !== null || (otherPng !== null && dataset.plan instanceof PackedPlan);
    return isUnlike ? [] : sampleOf(dataset, options.sample);
  }

  /** What is compared by its digests. */
  private toRead(drawn: JournalEntry[]): JournalEntry[] {
    const { entries, picturesAlone } = this.dataset;
    if (picturesAlone) return [];
    return this.drawsOtherBytes ? entries : without(entries, drawn);
  }

  /** Returns what differs, which drawing tells of each image by its name; what drawing cannot tell is told here. */
  private async compareDigests(entries: JournalEntry[]): Promise<JournalEntry[]> {
    const { options, dataset } = this;
    const differing: JournalEntry[] = [];
    const compare = async (entry: JournalEntry): Promise<void> => {
      const wrong = await compareBytes(dataset, entry, options.signal);
      if (wrong === null) return;
      differing.push(entry);
      if (this.drawsOtherBytes) this.faults.add({ ...wrong, repaired: false });
    };
    await forEachAtOnce(entries, compare, { signal: options.signal });
    return differing;
  }

  /** Writes the journal anew where it is wrong, and reads the dataset by what it says now. */
  private mendJournal(corrections: ReadonlyMap<number, JournalEntry>): void {
    const { dataset, options, mending } = this;
    const { folder, config, journalDamaged, wrongClasses } = dataset;
    if (corrections.size === 0 && !journalDamaged && wrongClasses.length === 0) return;
    const path = join(folder, journalName);
    const inTheWay = makeRoom(path, mending);
    if (inTheWay !== null) {
      for (const fault of this.ofJournal) fault.detail = inTheWay;
      return;
    }
    const classes = dataset.ledger.classes;
    const journal = Journal.open(path, () => {}, headerOf(config));
    try {
      journal.rewrite({
        header: headerOf(config),
        change(entry) {
          const corrected = corrections.get(entry.unit) ?? entry;
          const parameters = corrected.parameters && classes.get(corrected.class);
          if (parameters === undefined || isDeepStrictEqual(parameters, corrected.parameters))
            return corrected;
          return { ...corrected, parameters };
        },
      });
    } finally {
      journal.close();
    }
    this.dataset = readDataset(folder, options.config);
    // Of an unfinished dataset this is all: what is not in the journal is drawn by `generate`.
    if (!wasWhole(dataset) || this.dataset.ledger.complete) {
      for (const fault of this.ofJournal) this.faults.mended(fault);
    }
  }

  /** Without a repair, what follows from the journal is judged by what the journal should say. */
  private believe(corrections: ReadonlyMap<number, JournalEntry>): void {
    if (corrections.size === 0) return;
    const { dataset } = this;
    const ledger = new Ledger(dataset.plan);
    for (const entry of dataset.entries) ledger.record(corrections.get(entry.unit) ?? entry);
    for (const [classIndex, parameters] of dataset.ledger.classes) ledger.classes.set(classIndex, parameters);
    this.dataset = { ...dataset, ledger };
  }
}

/** Version that wrote PNG files of other bytes, by a description of which only the configuration has been looked at. */
function earlierPng(manifest: Manifest): string | null {
  const wrote: unknown = pngBytesOf(manifest);
  const writes = pngOf(manifest.config);
  if (typeof wrote !== "number" || writes === null || wrote >= writes) return null;
  const said: unknown = (manifest.generator as Partial<Manifest["generator"]> | null)?.version;
  return typeof said === "string" ? said : "unknown";
}

/** Whether all images of the dataset were there once, so that what is missing is a fault. */
function wasWhole({ manifest }: ReadDataset): boolean {
  return manifest === null || manifest.complete || manifest.repairing === true;
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

function bytesOfShard({ plan, shards }: ReadDataset, path: string): number {
  if (!(plan instanceof PackedPlan)) return 0;
  for (const [number, { bytes }] of shards) if (shardName(plan, number) === path) return bytes;
  return 0;
}
