/** How long a search for classes takes here, by a part of it that is kept. */
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import { classNumbers, finderOf, knownOf } from "./searchedClasses.ts";
import type { SearchRunner } from "./searchRunner.ts";

export interface SampledSearch {
  /** Classes that can be drawn by now. */
  classes: number[];
  /** What another one takes; 0 where nothing had to be searched. */
  secondsPerClass: number;
}

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
  if (finder === null) return { classes: all, secondsPerClass: 0 };
  const missing = all.filter((classIndex) => !finder.offer(classIndex));
  const start = performance.now();
  let elapsed = 0;
  let found = 0;
  while (found < missing.length && elapsed < SECONDS) {
    await finder.find(missing.slice(found, found + STEP), { runner, signal });
    found = Math.min(found + STEP, missing.length);
    elapsed = (performance.now() - start) / 1000;
  }
  return { classes: knownOf(config, all), secondsPerClass: found === 0 ? 0 : elapsed / found };
}

/** What the classes take that are still to be searched. */
export function searchSecondsOf(
  config: DatasetConfig,
  { secondsPerClass }: Pick<SampledSearch, "secondsPerClass">,
): number {
  const all = classNumbers(config);
  return (all.length - knownOf(config, all).length) * secondsPerClass;
}
