/** Brings the files of shares to the folder of the dataset that they make up. */
import { mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { imageFolder } from "../../workers/files.ts";
import type { JournalEntry } from "../dataset/journal/journal.ts";
import type { Ledger } from "../dataset/journal/ledger.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import { shardName } from "../dataset/packed/packFiles.ts";
import { filesOfUnit, forEachAtOnce, Mover } from "../dataset/writtenFiles.ts";
import { entriesOf, type FoundShare, type ShareSet } from "./find.ts";
import type { MergeOptions } from "./merge.ts";

/** Returns whether files were copied, since they lie on another disk. */
export async function bringTogether(
  set: ShareSet,
  ledger: Ledger,
  out: string,
  options: MergeOptions,
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
    }
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
  mkdirSync(dirname(join(out, name)), { recursive: true });
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
  // A folder may hold what does not belong to the dataset, or images of another share.
  const isWholeClass =
    entries.length === plan.unitsPerClass && countFiles(join(found.folder, folder)) === config.instances;
  if (isWholeClass && mover.moveFolder(folder)) return;
  mkdirSync(join(out, folder), { recursive: true });
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
