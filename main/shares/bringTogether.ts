/** Brings the files of shares to the folder of the dataset that they make up. */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeSubfolder, requireOwnFolder } from "../../workers/disk/ownFolder.ts";
import { imageFolder } from "../../workers/files.ts";
import { forEachAtOnce } from "../common/async/forEachAtOnce.ts";
import { syncWritten } from "../dataset/durability/makeDurable.ts";
import type { JournalEntry } from "../dataset/journal/journalLines.ts";
import type { Ledger } from "../dataset/journal/ledger.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import { shardName } from "../dataset/packed/packFiles.ts";
import { filesOfUnit } from "../dataset/writtenFiles.ts";
import { entriesOf, type FoundShare, type ShareSet } from "./find.ts";
import { Mover } from "./mover.ts";

/** Copies after which they are brought to the disk, so that the list of them does not grow with the dataset. */
const SYNCED_FILES = 50_000;

export interface BringOptions {
  signal?: AbortSignal;
  /** Images moved so far. */
  progress?(what: "moved", images: number, total: number): void;
}

/**
 * Returns whether files were copied, since they lie on another disk. Such are on the disk itself then: for those that
 * were moved it has been seen to as they were written.
 */
export async function bringTogether(
  set: ShareSet,
  ledger: Ledger,
  out: string,
  options: BringOptions,
): Promise<boolean> {
  const { plan } = set;
  let images = 0;
  let copied = false;
  for (const found of set.shares) {
    if (found.folder === out) continue;
    const mover = new Mover(found.folder, out);
    for (const [number, entries] of byClass(entriesOf(set, found).entries)) {
      options.signal?.throwIfAborted();
      if (plan instanceof PackedPlan) await moveShard(plan, mover, number, out);
      else await moveClass(set, ledger, { mover, found, out }, entries);
      for (const { count } of entries) images += count;
      options.progress?.("moved", images, plan.images);
      if (mover.copied.length >= SYNCED_FILES) await syncWritten(out, mover.copied.splice(0));
    }
    if (mover.copies) await syncWritten(out, mover.copied);
    copied ||= mover.copies;
  }
  return copied;
}

/** Units by their class; in the packed layouts, by their shard. */
export function byClass(entries: readonly JournalEntry[]): Map<number, JournalEntry[]> {
  const classes = new Map<number, JournalEntry[]>();
  for (const entry of entries) {
    const ofClass = classes.get(entry.class);
    if (ofClass === undefined) classes.set(entry.class, [entry]);
    else ofClass.push(entry);
  }
  return classes;
}

async function moveShard(plan: PackedPlan, mover: Mover, shard: number, out: string): Promise<void> {
  const name = shardName(plan, shard);
  requireOwnFolder(out, dirname(name));
  makeSubfolder(out, dirname(join(out, name)));
  await mover.moveFiles([name]);
}

/** @param entries all units of a class that the share has */
async function moveClass(
  { config, plan }: ShareSet,
  ledger: Ledger,
  { mover, found, out }: { mover: Mover; found: FoundShare; out: string },
  entries: readonly JournalEntry[],
): Promise<void> {
  const classIndex = entries[0].class;
  const folder = imageFolder(config, classIndex);
  requireOwnFolder(out, folder);
  // A folder may hold what does not belong to the dataset, or images of another share.
  const isWholeClass =
    entries.length === plan.unitsPerClass && countFiles(join(found.folder, folder)) === config.instances;
  if (isWholeClass && mover.moveFolder(folder)) return;
  makeSubfolder(out, join(out, folder));
  const parameters = ledger.classes.get(classIndex)!;
  await forEachAtOnce(entries, (entry) => mover.moveFiles(filesOfUnit(config, entry, parameters)));
}

function countFiles(folder: string): number {
  try {
    return readdirSync(folder).length;
  } catch {
    return 0;
  }
}
