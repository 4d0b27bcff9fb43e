/** Takes away what only the shares of a joined dataset needed. */
import { readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isPacked } from "../../core/config/layouts.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { kindAt } from "../../workers/disk/ownFile.ts";
import { notOwnFolder } from "../../workers/disk/ownFolder.ts";
import { removeLeftover } from "../../workers/disk/removeTree.ts";
import { imageFolder, imageRoot, parameterFolder } from "../../workers/files.ts";
import { namesIn } from "../dataset/outputFolder.ts";
import { shareJournalName, shareManifestName, shareMarkName, shareOfManifestName } from "../dataset/share.ts";

/**
 * Shares whose files were copied, not moved, stay as they are.
 * @param inPlace whether the folder is that of the dataset
 * @returns false where shares stay
 */
export function tidyUp(folder: string, config: DatasetConfig, inPlace: boolean): boolean {
  const shares = namesIn(folder)
    .map(shareOfManifestName)
    .filter((share) => share !== null);
  if (shares.length === 0) return true;
  if (!inPlace) {
    if (isPacked(config.output.layout) ? hasShards(folder, config) : !removeEmptyClassFolders(folder, config))
      return false;
    const parameters = parameterFolder(config);
    if (parameters !== null && kindAt(join(folder, parameters)) === "folder")
      removeParameters(join(folder, parameters));
  }
  for (const share of shares) {
    const [manifest, ...others] = [shareManifestName, shareJournalName, shareMarkName].map((nameOf) =>
      join(folder, nameOf(share)),
    );
    // With what a run leaves that is killed when all of its images are there.
    for (const path of [manifest, ...others].map((each) => `${each}.tmp`)) removeLeftover(path);
    // The description goes last: by it a repeated merge finds the rest, such as what could not be removed.
    for (const path of [...others, manifest]) {
      if (kindAt(path) === "folder") removeLeftover(path);
      else rmSync(path, { force: true });
    }
  }
  if (!inPlace) removeIfEmpty(folder);
  return true;
}

/** Takes the folder of shards away once it is empty. */
function hasShards(folder: string, config: DatasetConfig): boolean {
  if (config.output.layout === "parquet") return !removeIfEmpty(join(folder, "data"));
  return namesIn(folder).some((name) => /^SHARDS-\d{6,}\.tar$/.test(name));
}

/** False where there are still images, or links and the like where they were, of which none is followed. */
function removeEmptyClassFolders(folder: string, config: DatasetConfig): boolean {
  const root = imageRoot(config);
  if (notOwnFolder(folder, root) !== null) return false;
  for (let i = 0; i < config.classes; i++) {
    if (!removeIfEmpty(join(folder, imageFolder(config, config.startClass + i)))) return false;
  }
  return root === "" || removeIfEmpty(join(folder, root));
}

function removeParameters(folder: string): void {
  for (const name of namesIn(folder)) if (/^\d{5,}\.csv$/.test(name)) removeLeftover(join(folder, name));
  removeIfEmpty(folder);
}

/** False where something is in it, or stands in its place. */
export function removeIfEmpty(folder: string): boolean {
  const kind = kindAt(folder);
  if (kind !== "folder") return kind === "missing";
  try {
    rmdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return true;
    return readdirSync(folder).length === 0;
  }
}
