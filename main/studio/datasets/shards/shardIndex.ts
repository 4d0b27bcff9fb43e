/** What a journal tells of a dataset's shards: which runs of samples are in them, and where. */
import type { Stats } from "node:fs";
import { dirname, join } from "node:path";
import { statsOf } from "../../../../workers/disk/ownFile.ts";
import { notOwnFolder } from "../../../../workers/disk/ownFolder.ts";
import { unpackToneSums } from "../../../../workers/toneSums.ts";
import { journalName, readJournal } from "../../../dataset/journal/journal.ts";
import type { JournalEntry } from "../../../dataset/journal/journalLines.ts";
import { isPlausible } from "../../../dataset/journal/plausible.ts";
import type { PackedPlan } from "../../../dataset/packed/packedPlan.ts";
import { shardName } from "../../../dataset/packed/packFiles.ts";
import { stampOf } from "../imageStore.ts";
import type { BytesPlace } from "./tarSamples.ts";

export interface RunPlace extends BytesPlace {
  /** Parquet: bytes of each column chunk. */
  columns: number[];
}

export interface ShardState {
  name: string;
  /** Samples that are in the file, from the first on. */
  samples: number;
  /** Changes with the file; "" where there is none. */
  stamp: string;
}

export interface ShardIndex {
  shards: ShardState[];
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
  const names = shardNames(plan);
  const found = statsOfShards(folder, names);
  const shards = names.map((name, i): ShardState => ({ name, samples: 0, stamp: stampOf(found[i]) }));
  const sizes = found.map((stats) => (stats?.isFile() ? stats.size : 0));
  const ends = shards.map(() => 0);
  const runs = new Map<number, RunPlace>();
  const counted: (JournalEntry["classTones"] | null)[] = [];
  readEntries(folder, (entry) => {
    if (entry.unit >= plan.unitCount) return;
    const { classIndex: number, first, count } = plan.unitAt(entry.unit);
    const isNext = entry.class === number && entry.first === first && first === shards[number].samples;
    const end = ends[number] + entry.bytes;
    if (!isNext || entry.count !== count || !isPlausible(config, entry) || end > sizes[number]) return;
    runs.set(entry.unit, { at: ends[number], length: entry.bytes, columns: entry.columns ?? [] });
    shards[number].samples += count;
    ends[number] = end;
    counted.push(entry.classTones);
  });
  const whole = runs.size === plan.unitCount;
  const classImages = new Array<number>(config.classes).fill(whole ? config.instances : 0);
  if (!whole) for (const tones of counted) addImages(classImages, tones ?? "");
  return { shards, runs, bytes: sizes.reduce((sum, size) => sum + size, 0), classImages };
}

/** Changes with what the index is made from. */
export function shardsStamp(folder: string, plan: PackedPlan): string {
  const journal = statsOf(join(folder, journalName));
  return [journal, ...statsOfShards(folder, shardNames(plan))].map(stampOf).join(" ");
}

function shardNames(plan: PackedPlan): string[] {
  return Array.from({ length: plan.shards }, (_, number) => shardName(plan, number));
}

/** Of files that lie in one folder; nothing where that is a link, which would lead to shards that nobody opened. */
function statsOfShards(folder: string, names: readonly string[]): (Stats | undefined)[] {
  const isOwn = notOwnFolder(folder, dirname(names[0])) === null;
  return names.map((name) => (isOwn ? statsOf(join(folder, name)) : undefined));
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
