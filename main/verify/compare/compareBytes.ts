/** Compares what is on the disk with the journal's digests, without drawing. */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { readOwnRange, sizeOfOwnFile } from "../../../workers/disk/ownFile.ts";
import { requireOwnFolder } from "../../../workers/disk/ownFolder.ts";
import { journalName } from "../../dataset/journal/journal.ts";
import type { JournalEntry } from "../../dataset/journal/journalLines.ts";
import { PackedPlan } from "../../dataset/packed/packedPlan.ts";
import { endOfShard, shardName } from "../../dataset/packed/packFiles.ts";
import { digestOfRange } from "../../dataset/packed/shardBytes.ts";
import { checkUnit, type UnitDamage, whyUnread } from "../../dataset/writtenFiles.ts";
import type { FaultList } from "../faults.ts";
import type { ReadDataset } from "../readDataset.ts";
import type { ShardMender } from "./shardMender.ts";

/** What is wrong with the images of a journal line, or null. @throws the signal's reason */
export async function compareBytes(
  dataset: ReadDataset,
  entry: JournalEntry,
  signal?: AbortSignal,
): Promise<UnitDamage | null> {
  const { config, folder, ledger, places } = dataset;
  const place = places.get(entry.unit);
  if (place === undefined) {
    const parameters = ledger.classes.get(entry.class);
    if (parameters === undefined) {
      const detail = `without the parameters of class ${entry.class} the names of its images are not known`;
      return { path: journalName, kind: "damaged", detail };
    }
    return checkUnit(config, entry, parameters, { folder, out: folder, digests: true, signal });
  }
  const path = `${place.path}: samples ${entry.first} … ${entry.first + entry.count - 1}`;
  try {
    requireOwnFolder(folder, dirname(place.path));
    const digest = await digestOfRange(join(folder, place.path), place, signal);
    return digest === entry.digest ? null : { path, kind: "other bytes" };
  } catch (error) {
    signal?.throwIfAborted();
    return { path, ...whyUnread(error) };
  }
}

/** The ends of finished shards, and what lies behind them. @param mender null where nothing is to be changed */
export function checkShardEnds(dataset: ReadDataset, faults: FaultList, mender: ShardMender | null): void {
  const { plan, shards, folder } = dataset;
  if (!(plan instanceof PackedPlan)) return;
  for (const [number, shard] of shards) {
    if (shard.samples !== plan.samplesOf(number)) continue;
    const path = shardName(plan, number);
    const file = mender?.pathOf(path) ?? join(folder, path);
    const size = sizeOfOwnFile(file);
    // A missing shard is told by its samples; mended ones lack the end.
    if (size === 0) continue;
    const end = endOfShard(dataset.config, shard.groups);
    const wanted = createHash("sha256").update(end).digest("hex");
    if (foundAt(file, shard.bytes - end.length, end.length) !== wanted) {
      mender?.put(path, shard.bytes - end.length, end);
      const kind = size < shard.bytes ? "cut off" : "other bytes";
      faults.add({ path: `${path}: end`, kind, repaired: mender !== null });
    }
    if (size > shard.bytes) {
      mender?.cutOff(path, shard.bytes);
      faults.add({
        path,
        kind: "other bytes",
        detail: "it goes on behind its end",
        repaired: mender !== null,
      });
    }
  }
}

/** null where nothing can be read. */
function foundAt(path: string, at: number, length: number): string | null {
  try {
    return createHash("sha256")
      .update(readOwnRange(path, at, length))
      .digest("hex");
  } catch {
    return null;
  }
}
