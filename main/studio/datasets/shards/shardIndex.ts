/** What a journal tells of a dataset's shards: which runs of samples are in them, and where. */
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { sizeOfOwnFile, statsOf } from "../../../../workers/disk/ownFile.ts";
import { notOwnFolder } from "../../../../workers/disk/ownFolder.ts";
import { unpackToneSums } from "../../../../workers/toneSums.ts";
import { journalName, readJournal } from "../../../dataset/journal/journal.ts";
import type { JournalEntry } from "../../../dataset/journal/journalLines.ts";
import { isPlausible } from "../../../dataset/journal/plausible.ts";
import type { PackedPlan } from "../../../dataset/packed/packedPlan.ts";
import { shardCalled, shardName } from "../../../dataset/packed/packFiles.ts";
import { stampOf } from "../imageStore.ts";
import type { BytesPlace } from "./tarSamples.ts";

export interface RunPlace extends BytesPlace {
  /** Parquet: bytes of each column chunk. */
  columns: number[];
}

export interface ShardState {
  /** Samples that are in the file, from the first on. */
  samples: number;
  /** Changes with the file. */
  stamp: string;
}

export interface ShardIndex {
  /** Those that have a file, by number and in order: a description can tell of more shards than could be listed. */
  shards: Map<number, ShardState>;
  /** Of each run, by its unit's number; only those that are in the file. */
  runs: Map<number, RunPlace>;
  /** Sum of the shards' files. */
  bytes: number;
  /** Images of each class that are in the shards, in the order of the labels. */
  classImages: number[];
}

/** Believes of the journal what follows on what it said before, and what the files are long enough for. */
export function readShards(folder: string, plan: PackedPlan): ShardIndex {
  const { config } = plan;
  const shards = new Map<number, ShardState & { size: number; end: number }>();
  for (const number of shardsIn(folder, plan)) {
    const path = join(folder, shardName(plan, number));
    shards.set(number, { samples: 0, stamp: stampOf(statsOf(path)), size: sizeOfOwnFile(path), end: 0 });
  }
  const runs = new Map<number, RunPlace>();
  const counted: (JournalEntry["classTones"] | null)[] = [];
  readEntries(folder, (entry) => {
    if (entry.unit >= plan.unitCount) return;
    const { classIndex: number, first, count } = plan.unitAt(entry.unit);
    const shard = shards.get(number);
    if (shard === undefined || entry.class !== number) return;
    const isNext = entry.first === first && first === shard.samples && entry.count === count;
    const end = shard.end + entry.bytes;
    if (!isNext || !isPlausible(config, entry) || end > shard.size) return;
    runs.set(entry.unit, { at: shard.end, length: entry.bytes, columns: entry.columns ?? [] });
    shard.samples += count;
    shard.end = end;
    counted.push(entry.classTones);
  });
  const whole = runs.size === plan.unitCount;
  const classImages = new Array<number>(config.classes).fill(whole ? config.instances : 0);
  if (!whole) for (const tones of counted) addImages(classImages, tones ?? "");
  const bytes = [...shards.values()].reduce((sum, { size }) => sum + size, 0);
  return { shards, runs, bytes, classImages };
}

/** Changes with what the index is made from. */
export function shardsStamp(folder: string, plan: PackedPlan): string {
  const stamp = (name: string): string => stampOf(statsOf(join(folder, name)));
  const shards = shardsIn(folder, plan).map((number) => `${number} ${stamp(shardName(plan, number))}`);
  return [stamp(journalName), ...shards].join(" ");
}

/** The numbers of the shards that have a file, in order. */
function shardsIn(folder: string, plan: PackedPlan): number[] {
  const inside = dirname(shardName(plan, 0));
  // Behind a link are shards that nobody opened.
  if (notOwnFolder(folder, inside) !== null) return [];
  let names: string[];
  try {
    names = readdirSync(join(folder, inside));
  } catch {
    return [];
  }
  const numbers = names.map((name) => shardCalled(plan, name)).filter((number) => number !== null);
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** Without a journal, or with something else in its place, nothing is known to be there. */
function readEntries(folder: string, read: (entry: JournalEntry) => void): void {
  try {
    readJournal(join(folder, journalName), read);
  } catch {}
}

function addImages(classImages: number[], tones: string): void {
  try {
    for (const [label, { images }] of unpackToneSums(tones)) {
      if (label < classImages.length) classImages[label] += images;
    }
  } catch {
    // A line that does not say of which classes its images are.
  }
}
