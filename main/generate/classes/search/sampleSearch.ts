/** How long a search for classes takes here, by a part of it that is kept. */
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import { pointsOf } from "../../../../core/formulations/index.ts";
import { classNumbers, finderOf, knownOf } from "./searchedClasses.ts";
import { QUEUED_PER_WORKER, type SearchRunner } from "./searchRunner.ts";

export interface SampledSearch {
  /** Classes that can be drawn by now; of a sequence that has not come to the dataset's, those before them. */
  classes: number[];
  /** What another one takes; null where nothing was left to find, so that it is not known. */
  secondsPerClass: number | null;
}

type SearchSpeed = Pick<SampledSearch, "secondsPerClass">;

const SECONDS = 2;
/** Classes that are looked for between two looks at the clock: at least so many, and for each thread what a job has in hand. */
const FEWEST = 8;

/**
 * Takes about two seconds, or as long as the first class takes, and no time where nothing has to be searched or all is known.
 * @param seconds after which no more is looked for
 */
export async function sampleSearch(
  config: DatasetConfig,
  runner: SearchRunner,
  signal?: AbortSignal,
  seconds = SECONDS,
): Promise<SampledSearch> {
  const finder = finderOf(config);
  if (finder === null) return { classes: classNumbers(config), secondsPerClass: null };
  const all = searchedNumbers(config);
  const missing = all.filter((classIndex) => !finder.offer(classIndex));
  // Threads that start are no part of it.
  await finder.find(missing.slice(0, 1), { runner, signal });
  const before = knownOf(config, all).length;
  const enough = new AbortController();
  const stop = (): void => enough.abort();
  const timer = setTimeout(stop, 1000 * seconds);
  signal?.addEventListener("abort", stop);
  const step = Math.max(FEWEST, QUEUED_PER_WORKER * runner.workers);
  const start = performance.now();
  try {
    for (let next = 1; next < missing.length && !enough.signal.aborted; next += step)
      await finder.find(missing.slice(next, next + step), { runner, signal: enough.signal });
  } catch (error) {
    if (!enough.signal.aborted || signal?.aborted) throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
  const elapsed = (performance.now() - start) / 1000;
  // A search of all in a row may have found more than was asked for.
  const known = knownOf(config, all);
  const own = knownOf(config, classNumbers(config));
  const found = known.length - before;
  // Where another class took longer than was waited for, it takes at least as long.
  const secondsPerClass = missing.length > 1 ? elapsed / Math.max(1, found) : null;
  return { classes: own.length > 0 ? own : known, secondsPerClass };
}

/** Classes that have to be found: those of a sequence come one after the other, from the first. */
function searchedNumbers(config: DatasetConfig): number[] {
  const isSequence = pointsOf(config)?.search.kind(config) === "sequence";
  return classNumbers(config, isSequence ? [0, config.startClass + config.classes - 1] : undefined);
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
  const all = searchedNumbers(config);
  return all.length - knownOf(config, all).length;
}
