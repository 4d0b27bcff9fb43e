/** Decides whether a folder may be written to, before anything in it is touched. */
import { join, parse, resolve } from "node:path";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { sameConfig } from "../../core/config/schema.ts";
import * as disk from "../../workers/disk/names.ts";
import { makeSubfolder } from "../../workers/disk/ownFolder.ts";
import { InputError } from "../common/errors.ts";
import { visible } from "../common/format.ts";
import { shellWord } from "../common/shellWord.ts";
import { differences } from "./configDifferences.ts";
import { journalName, readHeader } from "./journal/journal.ts";
import { lockName } from "./lock/lock.ts";
import { lockShared } from "./lock/shareLock.ts";
import { isJournalOf, type Manifest, manifestName, readOwnManifest } from "./manifest.ts";
import { shareOfManifestName } from "./share.ts";
import { isStray } from "./strayNames.ts";

/**
 * The manifest of a folder that holds a dataset of this configuration, or null where a new one can begin.
 * @throws InputError when the folder holds anything else
 */
export function inspectFolder(folder: string, config: DatasetConfig): Manifest | null {
  const names = namesIn(folder);
  if (!names.includes(manifestName)) {
    // A run that was killed at its very start leaves its lock or a manifest that has not got its name yet.
    const foreign = names.filter((name) => !name.startsWith(lockName) && name !== `${manifestName}.tmp`);
    if (foreign.length === 0 || isBegun(folder, foreign, config)) return null;
    if (foreign.some((name) => shareOfManifestName(name) !== null)) {
      throw new InputError(
        `--out: ${folder} holds shares of a dataset; go on with --shard I/N or join them with visualatom merge ${shellWord(folder)}`,
      );
    }
    throw new InputError(
      `--out: ${folder} is not empty and holds no dataset (it contains ${visible(foreign[0])}); choose an empty or new folder`,
    );
  }
  const manifest = readOwnManifest(folder, config, { journal: journalName });
  if (manifest !== null && !sameConfig(manifest.config, config)) {
    const what = differences(manifest.config, config);
    throw new InputError(
      `--out: ${folder} holds a dataset of another configuration (${what}); choose another folder`,
    );
  }
  return manifest;
}

/** Whether a run of this configuration was cut off before it could write its description, or that was lost. */
function isBegun(folder: string, names: string[], config: DatasetConfig): boolean {
  if (!names.includes(journalName)) return false;
  const path = join(folder, journalName);
  return isJournalOf(path, config) || (names.length === 1 && readHeader(path) === "none");
}

/** Makes the folder where needed, takes its lock and looks into it. */
export async function openFolder(
  folder: string,
  config: DatasetConfig,
): Promise<{ manifest: Manifest | null; unlock: () => void }> {
  inspectFolder(folder, config);
  makeFolder(folder);
  const unlock = await lockShared(folder, lockName);
  try {
    // Another run may have finished between the first look and the lock.
    return { manifest: inspectFolder(folder, config), unlock };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** With the folders above it. Node's own way calls a read-only disk a folder that does not exist. */
export function makeFolder(folder: string): void {
  makeSubfolder(parse(resolve(folder)).root, resolve(folder));
}

/** Without what systems leave by themselves: a folder with nothing else is empty. */
export function namesIn(folder: string): string[] {
  try {
    return disk.namesIn(folder).filter((name) => !isStray(name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    if (code === "ENOTDIR") {
      throw new InputError(`--out: ${folder} is a file or lies in one; choose a folder`);
    }
    throw error;
  }
}
