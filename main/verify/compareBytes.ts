/** Compares what is on the disk with the journal's digests, without drawing. */
import { createHash } from "node:crypto";
import { statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { readRange, writeRange } from "../../workers/fileRange.ts";
import { type JournalEntry, journalName } from "../dataset/journal/journal.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import { endOfShard, shardName } from "../dataset/packed/packFiles.ts";
import { checkUnit, filesOfUnit, type UnitDamage } from "../dataset/writtenFiles.ts";
import type { FaultList } from "./faults.ts";
import type { ReadDataset } from "./readDataset.ts";

/** What is wrong with the images of a journal line, or null. */
export async function compareBytes(dataset: ReadDataset, entry: JournalEntry): Promise<UnitDamage | null> {
  const { config, folder, ledger, places } = dataset;
  const place = places.get(entry.unit);
  if (place === undefined) {
    const parameters = ledger.classes.get(entry.class);
    if (parameters === undefined) {
      const detail = `without the parameters of class ${entry.class} the names of its images are not known`;
      return { path: journalName, kind: "damaged", detail };
    }
    const files = filesOfUnit(config, entry, parameters);
    return checkUnit(files, entry, { folder, out: folder, digests: true });
  }
  const digest = digestOf(join(folder, place.path), place.at, place.length);
  if (digest === entry.digest) return null;
  const path = `${place.path}: samples ${entry.first} … ${entry.first + entry.count - 1}`;
  return { path, kind: digest === null ? "unreadable" : "other bytes" };
}

/** The ends of finished shards, and what lies behind them. */
export function checkShardEnds(dataset: ReadDataset, faults: FaultList, repair: boolean): void {
  const { plan, shards, folder } = dataset;
  if (!(plan instanceof PackedPlan)) return;
  for (const [number, shard] of shards) {
    if (shard.samples !== plan.samplesOf(number)) continue;
    const path = shardName(plan, number);
    const file = join(folder, path);
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    // A missing shard is told by its samples; mended ones lack the end.
    if (size === undefined) continue;
    const end = endOfShard(dataset.config, shard.groups);
    const wanted = createHash("sha256").update(end).digest("hex");
    if (digestOf(file, shard.bytes - end.length, end.length) !== wanted) {
      if (repair) writeRange(file, shard.bytes - end.length, end);
      faults.add({
        path: `${path}: end`,
        kind: size < shard.bytes ? "cut off" : "other bytes",
        repaired: repair,
      });
    }
    if (size > shard.bytes) {
      if (repair) truncateSync(file, shard.bytes);
      faults.add({ path, kind: "other bytes", detail: "it goes on behind its end", repaired: repair });
    }
  }
}

/** null where nothing can be read. */
function digestOf(path: string, at: number, length: number): string | null {
  try {
    return createHash("sha256")
      .update(readRange(path, at, length))
      .digest("hex");
  } catch {
    return null;
  }
}
