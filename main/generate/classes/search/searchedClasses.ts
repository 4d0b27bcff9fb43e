/** The classes that a configuration's pictures need, where a search has to find them: one finder for each table. */
import type { DatasetConfig, Range } from "../../../../core/config/parameters.ts";
import { tableKey } from "../../../../core/formulations/classTables.ts";
import { pointsOf } from "../../../../core/formulations/index.ts";
import { cacheFolder } from "../../../common/userFolders.ts";
import { ClassFinder } from "./classFinder.ts";
import type { FindOptions } from "./searchRunner.ts";

/** More tables than are looked at in a while. One holds up to some MB, and is read from the disk again. */
const KEPT_FINDERS = 16;

/** By table and cache, least recently asked for first. */
const finders = new Map<string, ClassFinder>();

/** null where nothing has to be searched. */
export function finderOf(config: DatasetConfig): ClassFinder | null {
  const key = tableName(config);
  if (key === null) return null;
  const name = `${cacheFolder()}\n${key}`;
  const finder = finders.get(name) ?? new ClassFinder(config, key);
  finders.delete(name);
  finders.set(name, finder);
  freeOthers(finder);
  return finder;
}

/** Equal for all configurations that have the same classes; null where nothing has to be searched. */
export function tableName(config: DatasetConfig): string | null {
  const points = pointsOf(config);
  if (points === null || points.classTable(config) !== "search") return null;
  return tableKey(config, points.search);
}

function freeOthers(wanted: ClassFinder): void {
  for (const [name, finder] of finders) {
    if (finders.size <= KEPT_FINDERS) return;
    if (finder === wanted || finder.isNeeded) continue;
    finders.delete(name);
    finder.close();
  }
}

/** All classes of the dataset, or those of a range with both ends, in order. */
export function classNumbers({ startClass, classes }: DatasetConfig, range?: Range): number[] {
  const [from, to] = range ?? [startClass, startClass + classes - 1];
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/**
 * Resolves once these classes can be drawn; at once where nothing has to be searched.
 * @throws InputError where they cannot be found, Cancelled through the signal
 */
export async function findClasses(
  config: DatasetConfig,
  classes: readonly number[],
  options: FindOptions,
): Promise<void> {
  await finderOf(config)?.find(classes, options);
}

/** Which of these are known without a search. */
export function knownOf(config: DatasetConfig, classes: readonly number[]): number[] {
  const finder = finderOf(config);
  return finder === null ? [...classes] : classes.filter((classIndex) => finder.offer(classIndex));
}
