/** Decides whether a folder may be written to, before anything in it is touched. */
import { mkdirSync, readdirSync } from "node:fs";
import type { DatasetConfig } from "../core/config/parameters.ts";
import { sameConfig } from "../core/config/schema.ts";
import { differences } from "./configDifferences.ts";
import { InputError } from "./errors.ts";
import { lockFolder, lockName } from "./lock.ts";
import { type Manifest, manifestName, readManifest } from "./manifest.ts";
import { shareOfManifestName } from "./shares/share.ts";

/**
 * The manifest of a folder that holds a dataset of this configuration, or null where a new one can begin.
 * @throws InputError when the folder holds anything else
 */
export function inspectFolder(folder: string, config: DatasetConfig): Manifest | null {
  const names = namesIn(folder);
  if (!names.includes(manifestName)) {
    // A run that was killed at its very start leaves its lock or a manifest that has not got its name yet.
    const foreign = names.filter((name) => !name.startsWith(lockName) && name !== `${manifestName}.tmp`);
    if (foreign.length === 0) return null;
    if (foreign.some((name) => shareOfManifestName(name) !== null)) {
      throw new InputError(
        `--out: ${folder} holds shares of a dataset; go on with --shard I/N or join them with visualatom merge ${folder}`,
      );
    }
    throw new InputError(
      `--out: ${folder} is not empty and holds no dataset (it contains ${foreign[0]}); choose an empty or new folder`,
    );
  }
  const manifest = readManifest(folder);
  if (manifest !== null && !sameConfig(manifest.config, config)) {
    const what = differences(manifest.config, config);
    throw new InputError(
      `--out: ${folder} holds a dataset of another configuration (${what}); choose another folder`,
    );
  }
  return manifest;
}

/** Makes the folder where needed, takes its lock and looks into it. */
export function openFolder(
  folder: string,
  config: DatasetConfig,
): { manifest: Manifest | null; unlock: () => void } {
  inspectFolder(folder, config);
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  try {
    // Another run may have finished between the first look and the lock.
    return { manifest: inspectFolder(folder, config), unlock };
  } catch (error) {
    unlock();
    throw error;
  }
}

export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    if (code === "ENOTDIR") {
      throw new InputError(`--out: ${folder} is a file or lies in one; choose a folder`);
    }
    throw error;
  }
}
