/** All near-duplicate classes of a dataset; its description tells the nearest alone. */

import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { drawClass, formulationOf } from "../../../core/formulations/index.ts";
import { listNearPairs, type NearPair } from "../../../core/likeness/nearDuplicates.ts";
import type { DatasetInfo } from "../../../core/studio/dataset.ts";
import { journalName, readJournal } from "../../dataset/journal/journal.ts";

/** Nobody looks at more. */
const MOST_PAIRS = 10_000;
/** Longest time for which the main thread does nothing else, but for the search itself. */
const SLICE_MILLISECONDS = 8;

/** Nearest first, at most 10,000; none of a folder that does not say what it holds. */
export async function nearPairs({ path, config }: DatasetInfo): Promise<NearPair[]> {
  if (config === null) return [];
  return listNearPairs(config, await parametersOf(path, config), MOST_PAIRS);
}

/** With streams only a long walk could tell them; the journal has them. */
async function parametersOf(folder: string, config: DatasetConfig): Promise<[number, ClassParameters][]> {
  if (formulationOf(config).classTable(config) !== null) return journalled(folder);
  const classes: [number, ClassParameters][] = [];
  for (let end = performance.now() + SLICE_MILLISECONDS; classes.length < config.classes; ) {
    const classIndex = config.startClass + classes.length;
    classes.push([classIndex, drawClass(config, classIndex)]);
    if (performance.now() < end) continue;
    await setImmediate();
    end = performance.now() + SLICE_MILLISECONDS;
  }
  return classes;
}

function journalled(folder: string): [number, ClassParameters][] {
  const classes = new Map<number, ClassParameters>();
  readJournal(join(folder, journalName), (entry) => {
    if (entry.parameters !== undefined) classes.set(entry.class, entry.parameters);
  });
  return [...classes];
}
