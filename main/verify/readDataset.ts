/** Reads what a dataset says of itself, without changing it. */
import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { sameConfig } from "../../core/config/schema.ts";
import type { Fault } from "../../core/studio/datasetCheck.ts";
import { readOwnRange } from "../../workers/disk/ownFile.ts";
import type { ShardPlace } from "../../workers/messages.ts";
import { InputError, JobError } from "../common/errors.ts";
import { journalName, readHeader, readJournal } from "../dataset/journal/journal.ts";
import type { JournalEntry } from "../dataset/journal/journalLines.ts";
import { Ledger } from "../dataset/journal/ledger.ts";
import type { ClassByFormula } from "../dataset/journal/plausible.ts";
import {
  DamagedManifest,
  isJournalOf,
  isJournalOfOther,
  type Manifest,
  manifestName,
  readManifest,
} from "../dataset/manifest.ts";
import { namesIn } from "../dataset/outputFolder.ts";
import { PackedPlan, planOf } from "../dataset/packed/packedPlan.ts";
import { endOfShard, shardName } from "../dataset/packed/packFiles.ts";
import type { Plan } from "../dataset/plan.ts";
import { shareOfManifestName } from "../dataset/share.ts";
import { whyUnread } from "../dataset/writtenFiles.ts";
import { formulaClasses } from "../generate/classes/formulaClasses.ts";
import { configOfPictures, unitsOfPictures } from "./picturesAlone.ts";

export interface ReadDataset {
  folder: string;
  config: DatasetConfig;
  /** null where it is lost, and the configuration was given. */
  manifest: Manifest | null;
  plan: Plan;
  ledger: Ledger;
  /** What is done, by the journal, in its order; one line for each unit or part of one. */
  entries: JournalEntry[];
  /** In the packed layouts: where each unit's bytes are, and what is known of each shard. */
  places: Map<number, ShardPlace>;
  shards: Map<number, ShardState>;
  /** Whether the journal has lines that cannot be read, or is missing or no file. */
  journalDamaged: boolean;
  /** Why the journal cannot be read at all, or null. */
  journalUnread: Pick<Fault, "kind" | "detail"> | null;
  /** Whether there is neither description nor journal, only pictures and the configuration that was given. */
  picturesAlone: boolean;
  /** Classes of which the journal tells other parameters than the formula; by the formula is what counts. */
  wrongClasses: number[];
}

export interface ShardState {
  samples: number;
  bytes: number;
  groups: { rows: number; columns: number[] }[];
}

/**
 * @param given the configuration, for a dataset whose description is lost
 * @throws InputError when there is no dataset, or none of this configuration
 */
export function readDataset(folder: string, given?: DatasetConfig): ReadDataset {
  requireReadable(folder);
  const { manifest, config, picturesAlone } = descriptionOf(folder, given);
  const plan = planOf(config);
  const ledger = new Ledger(plan);
  const dataset: ReadDataset = {
    ...{ folder, config, manifest, plan, ledger },
    ...{ entries: [], places: new Map(), shards: new Map(), journalDamaged: false },
    ...{ journalUnread: null, wrongClasses: [], picturesAlone },
  };
  if (picturesAlone) {
    for (const entry of unitsOfPictures(folder, plan)) take(dataset, entry, () => null);
    return dataset;
  }
  const path = join(folder, journalName);
  const byFormula = formulaClasses(config);
  try {
    dataset.journalDamaged =
      readJournal(path, (entry) => take(dataset, entry, byFormula)) || hasLostHeader(path);
  } catch (error) {
    if (error instanceof JobError) throw error;
    dataset.journalDamaged = true;
    dataset.journalUnread = whyUnread(error);
  }
  return dataset;
}

/** Only journals of the first version begin without one, and with a line that has no checksum. */
function hasLostHeader(path: string): boolean {
  if (readHeader(path) !== null) return false;
  const start = readOwnRange(path, 0, 1 << 16).toString("utf8");
  return start.slice(0, start.indexOf("\n")).includes('"crc"');
}

function requireReadable(folder: string): void {
  let isFolder: boolean | undefined;
  try {
    isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory();
    if (isFolder) accessSync(folder, constants.R_OK | constants.X_OK);
  } catch {
    throw new InputError(`${folder}: no permission to read it; change its permissions`);
  }
  if (!isFolder) throw new InputError(`${folder}: there is no such folder; give the folder of a dataset`);
}

function take(dataset: ReadDataset, entry: JournalEntry, byFormula: ClassByFormula): void {
  const { plan, ledger, entries, places, shards } = dataset;
  if (plan instanceof PackedPlan) {
    const shard = shards.get(entry.class) ?? { samples: 0, bytes: 0, groups: [] };
    // Where a line is lost, the places of those after it are not known.
    if (entry.first !== shard.samples || !ledger.record(entry)) return;
    places.set(entry.unit, append(plan, shard, entry));
    shards.set(entry.class, shard);
  } else {
    const told = entry.parameters;
    if (told !== undefined && isClass(plan, entry.class)) {
      entry.parameters = byFormula(entry.class) ?? told;
      if (!isDeepStrictEqual(told, entry.parameters)) dataset.wrongClasses.push(entry.class);
    }
    if (!ledger.record(entry)) return;
  }
  entries.push(entry);
}

/** The place of a run behind those before it in its shard, by the journal. */
function append(
  plan: PackedPlan,
  shard: ShardState,
  { class: number, count, bytes, columns = [] }: JournalEntry,
): ShardPlace {
  const at = shard.bytes;
  shard.samples += count;
  shard.groups.push({ rows: count, columns });
  const isLast = shard.samples === plan.samplesOf(number);
  const end = isLast ? endOfShard(plan.config, shard.groups).length : 0;
  shard.bytes += bytes;
  return { path: shardName(plan, number), at, length: bytes - end };
}

/**
 * Places the units of shards anew by how long they are when drawn.
 * @param drawn bytes of each unit's samples
 * @param corrected lines that have been put right, by unit
 * @returns the units whose places are others now, and what each unit added to its shard where the journal says otherwise
 */
export function placeUnits(
  dataset: ReadDataset,
  drawn: ReadonlyMap<number, number>,
  corrected: ReadonlyMap<number, JournalEntry>,
): { moved: Set<number>; bytes: Map<JournalEntry, number> } {
  const { plan, entries, places, shards } = dataset;
  const moved = new Set<number>();
  const bytes = new Map<JournalEntry, number>();
  if (!(plan instanceof PackedPlan)) return { moved, bytes };
  shards.clear();
  for (const entry of entries) {
    const shard = shards.get(entry.class) ?? { samples: 0, bytes: 0, groups: [] };
    shards.set(entry.class, shard);
    const before = places.get(entry.unit)!;
    const at = shard.bytes;
    const length = drawn.get(entry.unit) ?? before.length;
    shard.samples += entry.count;
    shard.groups.push({
      rows: entry.count,
      columns: corrected.get(entry.unit)?.columns ?? entry.columns ?? [],
    });
    const isLast = shard.samples === plan.samplesOf(entry.class);
    const added = length + (isLast ? endOfShard(plan.config, shard.groups).length : 0);
    shard.bytes += added;
    if (added !== entry.bytes) bytes.set(entry, added);
    places.set(entry.unit, { path: before.path, at, length });
    if (before.at !== at || before.length !== length) moved.add(entry.unit);
  }
  return { moved, bytes };
}

function isClass({ config }: Plan, classIndex: number): boolean {
  return classIndex >= config.startClass && classIndex < config.startClass + config.classes;
}

/** What is known of the dataset before its journal is read. @throws InputError where that is not enough */
function descriptionOf(
  folder: string,
  given: DatasetConfig | undefined,
): { manifest: Manifest | null; config: DatasetConfig; picturesAlone: boolean } {
  const names = namesIn(folder);
  const { manifest, config, unread } = readable(folder);
  if (config !== null) {
    if (given !== undefined && !sameConfig(config, given)) {
      throw new InputError(`${folder} holds a dataset of another configuration; leave the configuration out`);
    }
    return { manifest, config, picturesAlone: false };
  }
  if (names.some((name) => shareOfManifestName(name) !== null)) {
    throw new InputError(
      `${folder} holds shares of a dataset; visualatom merge checks every byte of them while it joins them`,
    );
  }
  const isJournalThere = names.includes(journalName);
  if (given === undefined) {
    const what = names.includes(manifestName) ? unread : "is missing";
    throw new InputError(
      isJournalThere
        ? `${folder}: ${manifestName} ${what}; give the configuration that the dataset was made with: --config <file> or --preset <name>`
        : `${folder} holds no dataset of this program (${manifestName} ${what}); to check a folder of pictures alone, as the released script leaves it, give what they should be: --config <file> or --preset <name>`,
    );
  }
  const pictures = isJournalThere ? null : configOfPictures(folder, given);
  if (pictures !== null) return { manifest: null, config: pictures, picturesAlone: true };
  if (!isJournalThere) {
    throw new InputError(
      `${folder} holds no dataset of this program, and no pictures of this configuration: none of its classes has a folder there (what a link leads to is not looked at)`,
    );
  }
  if (!isJournalOf(join(folder, journalName), given)) {
    throw new InputError(
      `${folder} holds no dataset of this configuration: its journal was begun with another one. Every field has to be as it was, classes, instances and output among them (the whole of it as --config <file>)`,
    );
  }
  return { manifest: null, config: given, picturesAlone: false };
}

/** Whether the configuration is not the one that the journal was begun with. */
function isChanged(folder: string, config: DatasetConfig): boolean {
  return isJournalOfOther(join(folder, journalName), config);
}

interface Described {
  manifest: Manifest | null;
  config: DatasetConfig | null;
  /** Where nothing of it can be used: why, after its name. */
  unread: string;
}

/** As much of the description as can be read and is not of another dataset. @throws JobError for one of a newer version */
function readable(folder: string): Described {
  const nothing: Described = { manifest: null, config: null, unread: "is damaged" };
  try {
    const manifest = readManifest(folder);
    if (manifest === null || isChanged(folder, manifest.config)) return nothing;
    return { ...nothing, manifest, config: manifest.config };
  } catch (error) {
    if (error instanceof DamagedManifest) {
      const { described } = error;
      if (described === null || isChanged(folder, described.config)) return nothing;
      return { ...nothing, manifest: described, config: described.config };
    }
    // A link, a folder or something unreadable in its place is as good as none.
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EACCES") return { ...nothing, unread: "may not be read by you" };
    if (code !== undefined) return nothing;
    throw error;
  }
}
