/** Decides whether a share may be written into a folder, in which other shares may be at work. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { sameConfig } from "../../core/config/schema.ts";
import { InputError } from "../common/errors.ts";
import { visible } from "../common/format.ts";
import { differences } from "../dataset/configDifferences.ts";
import { lockName } from "../dataset/lock/lock.ts";
import { lockShared } from "../dataset/lock/shareLock.ts";
import { type Manifest, manifestName, readManifest, readOwnManifest } from "../dataset/manifest.ts";
import { makeFolder, namesIn } from "../dataset/outputFolder.ts";
import {
  isShareFile,
  type Share,
  shareJournalName,
  shareLockName,
  shareManifestName,
  shareOfManifestName,
} from "../dataset/share.ts";

/** Whether a folder holds a complete dataset, such as shares that have been joined. */
export function isWhole(folder: string): boolean {
  return namesIn(folder).includes(manifestName) && readManifest(folder)?.complete === true;
}

/**
 * The description of a share that was begun in a folder, or null where it can begin, alone or beside others.
 * @throws InputError when the folder holds anything else
 */
export function inspectForShare(folder: string, config: DatasetConfig, share: Share): Manifest | null {
  const names = namesIn(folder);
  if (names.includes(manifestName)) {
    throw new InputError(
      `--out: ${folder} holds a dataset that was begun as a whole; go on without --shard, or choose another folder`,
    );
  }
  const others = names.map(shareOfManifestName).filter((other) => other !== null);
  const foreign = names.filter((name) => !isShareFile(name) && !name.startsWith(lockName));
  if (others.length === 0 && foreign.length > 0) {
    throw new InputError(
      `--out: ${folder} is not empty and holds no dataset (it contains ${visible(foreign[0])}); choose an empty or new folder`,
    );
  }
  const otherwiseCut = others.find((other) => other.of !== share.of);
  if (otherwiseCut !== undefined) {
    throw new InputError(
      `--out: ${folder} holds a dataset in ${otherwiseCut.of} shares, not ${share.of}; choose another folder`,
    );
  }
  const own = readOwnManifest(folder, config, {
    manifest: shareManifestName(share),
    journal: shareJournalName(share),
  });
  const known = own ?? (others.length > 0 ? readManifest(folder, shareManifestName(others[0])) : null);
  if (known !== null && !sameConfig(known.config, config)) {
    const what = differences(known.config, config);
    throw new InputError(
      `--out: ${folder} holds a dataset of another configuration (${what}); choose another folder`,
    );
  }
  return own;
}

/** Makes the folder where needed, takes the share's lock and looks into it. */
export async function openForShare(
  folder: string,
  config: DatasetConfig,
  share: Share,
): Promise<{ manifest: Manifest | null; unlock: () => void }> {
  inspectForShare(folder, config, share);
  makeFolder(folder);
  const unlock = await lockShared(folder, shareLockName(share));
  try {
    return { manifest: inspectForShare(folder, config, share), unlock };
  } catch (error) {
    unlock();
    throw error;
  }
}
