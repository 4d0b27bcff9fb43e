/** A last look, before a dataset is called complete, whether what was written in the run is still there. */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { notOwnFolder } from "../../../workers/disk/ownFolder.ts";
import { imageFolder } from "../../../workers/files.ts";
import { forEachAtOnce } from "../../common/async/forEachAtOnce.ts";
import type { Ledger } from "../journal/ledger.ts";
import type { Part, Plan, Unit } from "../plan.ts";
import { filesOfUnit } from "../writtenFiles.ts";

export interface FindMissing {
  config: DatasetConfig;
  out: string;
  plan: Plan;
  /** All of it has been written. */
  part: Part;
  ledger: Ledger;
}

/**
 * Of images that are files of their own: reads the names in each class's folder, about 2 s for a million images.
 * @returns the relative path of one that is missing, or null
 */
export async function findMissing({ config, out, plan, part, ledger }: FindMissing): Promise<string | null> {
  let missing: string | null = null;
  await forEachAtOnce(byClass(plan.unitsOf(part)), async ([classIndex, units]) => {
    const parameters = ledger.classes.get(classIndex);
    // Of a class that no line tells any more, since another part of it is to be drawn again.
    if (parameters === undefined) return;
    const folder = imageFolder(config, classIndex);
    // What a link leads to was not written by this run.
    const isOwn = notOwnFolder(out, folder) === null;
    const names = isOwn ? await namesOfImages(join(out, folder)) : new Set();
    for (const unit of units) {
      const files = filesOfUnit(config, { ...unit, class: unit.classIndex }, parameters);
      // A file system that ignores case may list its names as it likes.
      const isMissing = (file: string): boolean =>
        !names.has(basename(file)) && !(isOwn && existsSync(join(out, file)));
      missing ??= files.find(isMissing) ?? null;
    }
  });
  return missing;
}

/** Units come in the order of their classes. */
function* byClass(units: Iterable<Unit>): Generator<[number, Unit[]]> {
  let together: Unit[] = [];
  for (const unit of units) {
    if (together.length > 0 && together[0].classIndex !== unit.classIndex) {
      yield [together[0].classIndex, together];
      together = [];
    }
    together.push(unit);
  }
  if (together.length > 0) yield [together[0].classIndex, together];
}

async function namesOfImages(folder: string): Promise<Set<string>> {
  try {
    return new Set(await readdir(folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Set();
    throw error;
  }
}
