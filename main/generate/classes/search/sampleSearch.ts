/** How long a search for classes takes here, by a part of it that is kept. */
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import { classNumbers, finderOf, knownOf } from "./searchedClasses.ts";
import type { SearchRunner } from "./searchRunner.ts";

export interface SampledSearch {
  /** Classes that can be drawn by now. */
  classes: number[];
  /** What another one takes; null where nothing was left to find, so that it is not known. */
  secondsPerClass: number | null;
}

type SearchSpeed = Pick<SampledSearch, "secondsPerClass">;

const SECONDS = 2;
/** Classes that are looked for between two looks at the clock. */
const STEP = 8;

/** Takes about two seconds at most, and no time where nothing has to be searched or all is known. */
export async function sampleSearch(
  config: DatasetConfig,
  runner: SearchRunner,
  signal?: AbortSignal,
): Promise<SampledSearch> {
  const all = classNumbers(config);
  const finder = finderOf(config);
  if (finder === null) return { classes: all, secondsPerClass: null };
  const missing = all.filter((classIndex) => !finder.offer(classIndex));
  // Threads that start are no part of it.
  await finder.find(missing.slice(0, 1), { runner, signal });
  const before = knownOf(config, all).length;
  const start = performance.now();
  let elapsed = 0;
  for (let next = 1; next < missing.length && elapsed < SECONDS; next += STEP) {
    await finder.find(missing.slice(next, next + STEP), { runner, signal });
    elapsed = (performance.now() - start) / 1000;
  }
  // A search of all in a row may have found more than was asked for.
  const classes = knownOf(config, all);
  const found = classes.length - before;
  return { classes, secondsPerClass: found === 0 ? null : elapsed / found };
}

/** What the classes take that are still to be searched, s. */
export function searchSecondsOf(config: DatasetConfig, { secondsPerClass }: SearchSpeed): number {
  return secondsPerClass === null ? 0 : unknownClasses(config) * secondsPerClass;
}

/** Whether a speed says what `searchSecondsOf` needs: where classes are unknown, it has to have been measured. */
export function isSearchSpeedKnown(config: DatasetConfig, { secondsPerClass }: SearchSpeed): boolean {
  return secondsPerClass !== null || unknownClasses(config) === 0;
}

function unknownClasses(config: DatasetConfig): number {
  const all = classNumbers(config);
  return all.length - knownOf(config, all).length;
}
