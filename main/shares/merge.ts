/**
 * Joins the shares of a dataset: checks them, brings their files together, then finishes the description as a run on one
 * machine does. The shares' own descriptions and journals go last, so that a merge that was cut off can be repeated.
 */
import { existsSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { findNearDuplicates, type NearDuplicates } from "../../core/likeness/nearDuplicates.ts";
import { removeLeftover } from "../../workers/disk/removeTree.ts";
import { forEachAtOnce } from "../common/async/forEachAtOnce.ts";
import { InputError } from "../common/errors.ts";
import { visible } from "../common/format.ts";
import { makeFolders } from "../common/makeFolders.ts";
import { markName } from "../dataset/durability/mark.ts";
import { journalName } from "../dataset/journal/journal.ts";
import type { JournalEntry } from "../dataset/journal/journalLines.ts";
import { Ledger } from "../dataset/journal/ledger.ts";
import type { ClassByFormula } from "../dataset/journal/plausible.ts";
import { requireFolder } from "../dataset/lock/folderGone.ts";
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
import { type Finished, finishedDataset, leftLocks } from "./finished.ts";
import { ofEachShare, writeJournal } from "./joinedJournal.ts";
import { isMarkerOfOther, markerName, writeMarker } from "./marker.ts";
import { checkShard } from "./shards.ts";
import { removeIfEmpty, tidyUp } from "./tidyUp.ts";

/** Classes whose tables are written before others are shown that the lock is held. */
const CLASSES_AT_ONCE = 256;

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
  /** Folders that were named and are empty or not there, of a dataset that was finished already. */
  gone: string[];
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
  requireRoom(out, set);
  // Journals of files tell their classes; those of shards do not.
  if (set.plan instanceof PackedPlan) await options.findClasses?.(set.config, set.shares[0].folder);
  const isNew = makeFolders(out);
  const since = (): Finished | null => finishedDataset(folders, out, true);
  const unlock = await lockAll(out, set.shares).catch((refusal) => {
    if (since() === null) throw refusal;
    return () => {};
  });
  let finished: Finished | null;
  try {
    // Another merge may have finished between the first look and the lock.
    finished = since();
    if (finished === null) return await joinLocked(set, out, options);
  } finally {
    unlock();
    // Only now that the locks are gone may folders be empty: those of shares that were moved, or that of a refused merge.
    for (const { folder } of set.shares) if (folder !== out) removeIfEmpty(folder);
    if (isNew) removeIfEmpty(out);
  }
  return tidyUpAgain(finished, out);
}

async function joinLocked(set: ShareSet, out: string, options: MergeOptions): Promise<MergeSummary> {
  const ledger = await check(set, out, options);
  const inPlace = set.shares.every(({ folder }) => folder === out);
  if (!inPlace) writeMarker(out, set.config);
  const copied = await bringTogether(set, ledger, out, options);
  return finish(set, ledger, out, copied);
}

/** After a merge that was cut off once its dataset was finished. */
async function tidyUpAgain({ manifest, left, gone }: Finished, out: string): Promise<MergeSummary> {
  const places = [...new Set([out, ...left])];
  // Taken as any, a lock that was left is another's that lives, or goes.
  const unlock = await lockEach(
    places.flatMap((folder) => leftLocks(folder).map((name) => ({ folder, name }))),
  );
  try {
    return { ...conclude(manifest, left, out, false), gone };
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

function requireRoom(out: string, { config, shares }: ShareSet): void {
  const names = namesIn(out);
  if (names.includes(markerName) && isMarkerOfOther(out, config)) {
    throw new InputError(
      `--out: ${out} holds a merge that was cut off, of shares of another configuration; repeat that one first, or choose another folder`,
    );
  }
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
async function finish(set: ShareSet, ledger: Ledger, out: string, copied: boolean): Promise<MergeSummary> {
  const { config, plan, shares } = set;
  writeJournal(join(out, journalName), ledger, ofEachShare(set));
  let written = 0;
  for (const [classIndex, parameters] of ledger.classes) {
    writeClassParameters(out, config, classIndex, parameters);
    written += 1;
    if (written % CLASSES_AT_ONCE === 0) await setImmediate();
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
  requireFolder(out, lockName);
  writeManifest(out, manifest);
  const folders = shares.map(({ folder }) => folder);
  return conclude(manifest, folders, out, copied);
}

/** Also where nothing but the tidying up was left to do. */
function conclude(manifest: Manifest, folders: string[], out: string, copied: boolean): MergeSummary {
  let isLeft = copied;
  for (const folder of new Set(folders)) {
    if (!tidyUp(folder, manifest.config, folder === out)) isLeft = true;
  }
  removeLeftover(join(out, markName));
  const { counts, statistics, nearDuplicates } = manifest;
  const { images, bytes, blankImages } = counts;
  const fingerprint = manifest.fingerprint!;
  return {
    ...{ out, images, bytes, blankImages, statistics, nearDuplicates, fingerprint },
    ...{ complete: true, copied: isLeft, gone: [] },
  };
}
