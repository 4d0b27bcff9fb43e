/** Which classes have a folder, by what is on the disk: a description of a few lines can claim a million that have none. */
import { join } from "node:path";
import { classCalled } from "../../core/config/numberNames.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { namesIn } from "../../workers/disk/names.ts";
import { notOwnFolder } from "../../workers/disk/ownFolder.ts";
import { imageRoot } from "../../workers/files.ts";

/** Classes in the place of whose folder there is anything, in order; none behind a link, or where it cannot be looked into. */
export function classesThere(folder: string, config: DatasetConfig): number[] {
  const root = imageRoot(config);
  if (notOwnFolder(folder, root) !== null) return [];
  return namesSeen(join(folder, root))
    .map((name) => classCalled(config, name))
    .filter((classIndex) => classIndex !== null)
    .sort((a, b) => a - b);
}

/** What is missing is told by the images that are. */
export function namesSeen(folder: string): string[] {
  try {
    return namesIn(folder);
  } catch {
    return [];
  }
}
