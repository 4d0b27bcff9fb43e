/** Reads what a dataset says of itself, without changing it. */
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { sameConfig } from "../../core/config/schema.ts";
import type { ShardPlace } from "../../workers/messages.ts";
import { InputError } from "../common/errors.ts";
import { type JournalEntry, journalName, readHeader, readJournal } from "../dataset/journal/journal.ts";
import { headerOf } from "../dataset/journal/journalLines.ts";
import { Ledger } from "../dataset/journal/ledger.ts";
import {
  DamagedManifest,
  isJournalOf,
  type Manifest,
  manifestName,
  readManifest,
} from "../dataset/manifest.ts";
import { namesIn } from "../dataset/outputFolder.ts";
import { PackedPlan, planOf } from "../dataset/packed/packedPlan.ts";
import { endOfShard, shardName } from "../dataset/packed/packFiles.ts";
import type { Plan } from "../dataset/plan.ts";
import { shareOfManifestName } from "../dataset/share.ts";

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
  /** Whether the journal has lines that cannot be read, or is missing. */
  journalDamaged: boolean;
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
  const manifest = manifestOf(folder, given);
  const config = manifest?.config ?? given!;
  const plan = planOf(config);
  const ledger = new Ledger(plan);
  const dataset: ReadDataset = {
    ...{ folder, config, manifest, plan, ledger },
    ...{ entries: [], places: new Map(), shards: new Map(), journalDamaged: false },
  };
  const path = join(folder, journalName);
  if (!existsSync(path)) dataset.journalDamaged = true;
  else dataset.journalDamaged = readJournal(path, (entry) => take(dataset, entry));
  return dataset;
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

function take(dataset: ReadDataset, entry: JournalEntry): void {
  const { plan, ledger, entries, places, shards } = dataset;
  if (plan instanceof PackedPlan) {
    const shard = shards.get(entry.class) ?? { samples: 0, bytes: 0, groups: [] };
    // Where a line is lost, the places of those after it are not known.
    if (entry.first !== shard.samples || !ledger.record(entry)) return;
    const at = shard.bytes;
    shard.samples += entry.count;
    shard.bytes += entry.bytes;
    shard.groups.push({ rows: entry.count, columns: entry.columns ?? [] });
    const isLast = shard.samples === plan.samplesOf(entry.class);
    const end = isLast ? endOfShard(plan.config, shard.groups).length : 0;
    places.set(entry.unit, { path: shardName(plan, entry.class), at, length: entry.bytes - end });
    shards.set(entry.class, shard);
  } else if (!ledger.record(entry)) return;
  entries.push(entry);
}

function manifestOf(folder: string, given: DatasetConfig | undefined): Manifest | null {
  const names = namesIn(folder);
  const manifest = readable(folder);
  if (manifest !== null) {
    if (given !== undefined && !sameConfig(manifest.config, given)) {
      throw new InputError(`${folder} holds a dataset of another configuration; leave the configuration out`);
    }
    return manifest;
  }
  if (names.some((name) => shareOfManifestName(name) !== null)) {
    throw new InputError(
      `${folder} holds shares of a dataset; visualatom merge checks every byte of them while it joins them`,
    );
  }
  const isJournalThere = names.includes(journalName);
  if (given === undefined) {
    const what = names.includes(manifestName) ? "is damaged" : "is missing";
    throw new InputError(
      isJournalThere
        ? `${folder}: ${manifestName} ${what}; give the configuration that the dataset was made with: --config <file> or --preset <name>`
        : `${folder} holds no dataset of this program (${manifestName} ${what}); a folder of pictures alone, as the released script leaves it, cannot be checked`,
    );
  }
  if (!isJournalThere || !isJournalOf(join(folder, journalName), given)) {
    throw new InputError(`${folder} holds no dataset of this configuration; check the options`);
  }
  return null;
}

/** Whether the configuration is not the one that the journal was begun with: by it every image would be another. */
function isChanged(folder: string, { config }: Manifest): boolean {
  const path = join(folder, journalName);
  if (!existsSync(path)) return false;
  const header = readHeader(path);
  return header !== null && header !== "none" && header.config !== headerOf(config).config;
}

/** null where there is none that can be read. @throws JobError for one of a newer version */
function readable(folder: string): Manifest | null {
  try {
    const manifest = readManifest(folder);
    return manifest !== null && isChanged(folder, manifest) ? null : manifest;
  } catch (error) {
    if (error instanceof DamagedManifest) return null;
    throw error;
  }
}
