/** Which classes have a folder, by what is on the disk: a description of a few lines can claim a million that have none. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { classCalled } from "../../core/config/numberNames.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { notOwnFolder } from "../../workers/disk/ownFolder.ts";
import { imageRoot } from "../../workers/files.ts";

/** Classes in the place of whose folder there is anything, in order; none behind a link, or where it cannot be looked into. */
export function classesThere(folder: string, config: DatasetConfig): number[] {
  const root = imageRoot(config);
  if (notOwnFolder(folder, root) !== null) return [];
  return namesIn(join(folder, root))
    .map((name) => classCalled(config, name))
    .filter((classIndex) => classIndex !== null)
    .sort((a, b) => a - b);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
