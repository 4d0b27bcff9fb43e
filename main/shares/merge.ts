/**
 * Joins the shares of a dataset: checks them, brings their files together, then finishes the description as a run on one
 * machine does. The shares' own descriptions and journals go last, so that a merge that was cut off can be repeated.
 */
import { existsSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { findNearDuplicates, type NearDuplicates } from "../../core/likeness/nearDuplicates.ts";
import { replaceOwnFile, writeOwnFile, writeWhole } from "../../workers/disk/ownFile.ts";
import { removeLeftover } from "../../workers/disk/removeTree.ts";
import { forEachAtOnce } from "../common/async/forEachAtOnce.ts";
import { InputError } from "../common/errors.ts";
import { visible } from "../common/format.ts";
import { makeFolders } from "../common/makeFolders.ts";
import { markName } from "../dataset/durability/mark.ts";
import { journalName } from "../dataset/journal/journal.ts";
import { headerOf, type JournalEntry, lineOf } from "../dataset/journal/journalLines.ts";
import { Ledger } from "../dataset/journal/ledger.ts";
import type { ClassByFormula } from "../dataset/journal/plausible.ts";
import { lockName } from "../dataset/lock/lock.ts";
import { lockShared } from "../dataset/lock/shareLock.ts";
import { type Manifest, makeManifest, writeManifest } from "../dataset/manifest.ts";
import { namesIn } from "../dataset/outputFolder.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import type { Plan } from "../dataset/plan.ts";
import { shareJournalName, shareLockName, shareText } from "../dataset/share.ts";
import {
  allClasses,
  writeAllParameters,
  writeClassParameters,
  writeClassTable,
} from "../dataset/tables/classTable.ts";
import { writeDatasetCard } from "../dataset/tables/datasetCard.ts";
import { type Statistics, writeClassStatistics } from "../dataset/tables/statistics.ts";
import { type CheckOptions, checkUnit, type Damage, damageText } from "../dataset/writtenFiles.ts";
import { bringTogether, byClass } from "./bringTogether.ts";
import { entriesOf, type FoundShare, findShares, problemsError, type ShareSet } from "./find.ts";
import { type Finished, finishedDataset, leftLocks, markerName } from "./finished.ts";
import { checkShard } from "./shards.ts";
import { removeIfEmpty, tidyUp } from "./tidyUp.ts";

export interface MergeOptions {
  /** Folders that hold shares. */
  folders: string[];
  /** Folder of the whole dataset; by default the only folder, in which the shares become the dataset. */
  out?: string | undefined;
  /** Compare sizes only, not every byte. */
  quick?: boolean | undefined;
  /** Strike units with damaged files from their shares' journals, so that they are drawn again. */
  redo?: boolean | undefined;
  signal?: AbortSignal;
  /** Finds the classes where a search has to, before the tables are written. */
  findClasses?(config: DatasetConfig, folder: string): Promise<void>;
  /** Tells the classes of a configuration that need no journal. */
  formulaOf(config: DatasetConfig): ClassByFormula;
  /** Images checked or moved so far. */
  progress?(what: "checked" | "moved", images: number, total: number): void;
}

export interface MergeSummary {
  out: string;
  images: number;
  bytes: number;
  blankImages: number;
  /** null where some were not measured. */
  statistics: Statistics | null;
  nearDuplicates: NearDuplicates | null;
  fingerprint: string;
  complete: true;
  /** Copied files are still in the shares' folders too. */
  copied: boolean;
}

/**
 * @throws InputError when the shares do not make up a dataset; it says why, and nothing has been changed
 */
export async function mergeShares(options: MergeOptions): Promise<MergeSummary> {
  const folders = [...new Set(options.folders.map(realFolder))];
  const out = realFolder(options.out ?? onlyFolder(folders));
  const finished = finishedDataset(folders, out);
  const summary = await (finished === null ? joinShares(folders, out, options) : tidyUpAgain(finished, out));
  // By it a repeated merge knows that folders of shares may be gone.
  removeLeftover(join(out, markerName));
  return summary;
}

async function joinShares(folders: string[], out: string, options: MergeOptions): Promise<MergeSummary> {
  const set = findShares(folders, options.formulaOf);
  requireRoom(out, set.shares);
  // Journals of files tell their classes; those of shards do not.
  if (set.plan instanceof PackedPlan) await options.findClasses?.(set.config, set.shares[0].folder);
  const isNew = makeFolders(out);
  const unlock = await lockAll(out, set.shares);
  try {
    const ledger = await check(set, out, options);
    const inPlace = set.shares.every(({ folder }) => folder === out);
    if (!inPlace) writeOwnFile(join(out, markerName), new Uint8Array(0));
    const copied = await bringTogether(set, ledger, out, options);
    return finish(set, ledger, out, copied);
  } finally {
    unlock();
    // Only now that the locks are gone may folders be empty: those of shares that were moved, or that of a refused merge.
    for (const { folder } of set.shares) if (folder !== out) removeIfEmpty(folder);
    if (isNew) removeIfEmpty(out);
  }
}

/** After a merge that was cut off once its dataset was finished. */
async function tidyUpAgain({ manifest, left }: Finished, out: string): Promise<MergeSummary> {
  const places = [...new Set([out, ...left])];
  // Taken as any, a lock that was left is another's that lives, or goes.
  const unlock = await lockEach(
    places.flatMap((folder) => leftLocks(folder).map((name) => ({ folder, name }))),
  );
  try {
    return conclude(manifest, left, out, false);
  } finally {
    unlock();
    for (const folder of left) if (folder !== out) removeIfEmpty(folder);
  }
}

/** Two names of one folder become one. */
function realFolder(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : resolve(folder);
}

function onlyFolder(folders: string[]): string {
  if (folders.length === 1) return folders[0];
  throw new InputError("--out: say where the dataset goes that the shares of several folders make up");
}

function requireRoom(out: string, shares: FoundShare[]): void {
  const names = namesIn(out);
  const own = names.includes(markerName) || shares.some(({ folder }) => folder === out);
  const foreign = names.find((name) => !name.startsWith(lockName));
  if (own || foreign === undefined) return;
  throw new InputError(
    `--out: ${out} is not empty (it contains ${visible(foreign)}); choose an empty or new folder, or that of a merge that was cut off`,
  );
}

/** Nobody may write to a share, or join them too, while they are joined. */
function lockAll(out: string, shares: FoundShare[]): Promise<() => void> {
  const ofShares = shares.map(({ share, folder }) => ({ folder, name: shareLockName(share) }));
  return lockEach([{ folder: out, name: lockName }, ...ofShares]);
}

interface LockPlace {
  folder: string;
  name: string;
}

async function lockEach(wanted: LockPlace[]): Promise<() => void> {
  const locks = await Promise.allSettled(wanted.map(({ folder, name }) => lockShared(folder, name)));
  const unlock = (): void => {
    for (const lock of locks) if (lock.status === "fulfilled") lock.value();
  };
  const refused = locks.find((lock) => lock.status === "rejected");
  if (refused === undefined) return unlock;
  unlock();
  throw refused.reason;
}

/** @throws InputError that names what is missing or damaged */
async function check(set: ShareSet, out: string, options: MergeOptions): Promise<Ledger> {
  const { plan } = set;
  const ledger = new Ledger(plan);
  const problems: string[] = [];
  const advice: string[] = [];
  let images = 0;
  for (const found of set.shares) {
    const { share, folder } = found;
    const again = `generate --shard ${shareText(share)} --out ${folder}`;
    const { entries, missing } = entriesOf(set, found);
    if (missing > 0) {
      problems.push(
        `share ${shareText(share)} in ${folder} is not finished: ${missing} of its ${entries.length + missing} units are missing from ${shareJournalName(share)}; go on with ${again}`,
      );
      continue;
    }
    for (const entry of entries) ledger.record(entry);
    const damaged = new Set<number>();
    const where = { folder, out, digests: options.quick !== true, signal: options.signal };
    await forEachAtOnce(
      plan instanceof PackedPlan ? byClass(entries).values() : entries.map((entry) => [entry]),
      async (piece) => {
        const damage = await checkPiece(plan, ledger, piece, where);
        if (damage !== null) problems.push(`share ${shareText(share)} in ${folder}: ${damage.problem}`);
        for (const unit of damage?.units ?? []) damaged.add(unit);
        for (const { count } of piece) images += count;
        options.progress?.("checked", images, plan.images);
      },
      { signal: options.signal },
    );
    if (damaged.size === 0) continue;
    if (options.redo) {
      const path = join(folder, shareJournalName(share));
      writeJournal(path, ledger, [entries.filter((entry) => !damaged.has(entry.unit))]);
    }
    advice.push(
      options.redo
        ? `now draw what was damaged again: ${again}`
        : `merge once with --redo, then ${again} draws what is damaged again`,
    );
  }
  if (problems.length > 0) throw problemsError(problems, advice);
  return ledger;
}

/** @param piece one unit, or in the packed layouts all units of one shard */
async function checkPiece(
  plan: Plan,
  ledger: Ledger,
  piece: JournalEntry[],
  where: CheckOptions,
): Promise<Damage | null> {
  if (plan instanceof PackedPlan) return checkShard(plan, piece, where);
  const [entry] = piece;
  const damage = await checkUnit(plan.config, entry, ledger.classes.get(entry.class)!, where);
  return damage === null ? null : { problem: damageText(damage), units: [entry.unit] };
}

/** As at the end of a run on one machine. A dataset is called complete only when all that belongs to it is written. */
function finish(set: ShareSet, ledger: Ledger, out: string, copied: boolean): MergeSummary {
  const { config, plan, shares } = set;
  writeJournal(join(out, journalName), ledger, ofEachShare(set));
  for (const [classIndex, parameters] of ledger.classes) {
    writeClassParameters(out, config, classIndex, parameters);
  }
  writeAllParameters(out, config);
  const classes = plan instanceof PackedPlan ? allClasses(config) : ledger.classes;
  writeClassTable(out, config, classes);
  writeClassStatistics(out, config, ledger.classCounts);
  const nearDuplicates = findNearDuplicates(config, classes);
  const manifest = {
    ...makeManifest(config, ledger.counts, ledger.fingerprint(), null, nearDuplicates),
    ...set.drawnBy,
  };
  writeDatasetCard(out, manifest);
  writeManifest(out, manifest);
  const folders = shares.map(({ folder }) => folder);
  return conclude(manifest, folders, out, copied);
}

function* ofEachShare(set: ShareSet): Generator<JournalEntry[]> {
  for (const found of set.shares) yield entriesOf(set, found).entries;
}

/** One line for each unit, in order. As in a single run, the first of a class tells it: a class may be cut in shares. */
function writeJournal(path: string, { plan, classes }: Ledger, shares: Iterable<JournalEntry[]>): void {
  const told = new Set<number>();
  replaceOwnFile(path, (file) => {
    let at = 0;
    const write = (line: string): void => {
      const bytes = Buffer.from(line);
      writeWhole(file, bytes, at);
      at += bytes.length;
    };
    write(lineOf(headerOf(plan.config)));
    for (const entries of shares) {
      for (const { parameters: _, ...entry } of entries) {
        const parameters = told.has(entry.class) ? undefined : classes.get(entry.class);
        told.add(entry.class);
        write(lineOf(parameters === undefined ? entry : { ...entry, parameters }));
      }
    }
  });
}

/** Also where nothing but the tidying up was left to do. */
function conclude(manifest: Manifest, folders: string[], out: string, copied: boolean): MergeSummary {
  for (const folder of new Set(folders)) tidyUp(folder, manifest.config, folder === out);
  removeLeftover(join(out, markName));
  const { counts, statistics, nearDuplicates } = manifest;
  const { images, bytes, blankImages } = counts;
  const fingerprint = manifest.fingerprint!;
  return { out, images, bytes, blankImages, statistics, nearDuplicates, fingerprint, complete: true, copied };
}
