/** The parameters of every class without drawing a picture, of streams too. */
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { drawClass, formulationOf } from "../../../core/formulations/index.ts";
import type { WorkerPool } from "../pool.ts";
import type { ClassFinder } from "./search/classFinder.ts";
import { finderOf } from "./search/searchedClasses.ts";
import { QUEUED_PER_WORKER } from "./search/searchRunner.ts";
import { streamIndexBy } from "./streamIndex.ts";

export interface ClassParametersOptions {
  /** Makes a pool, which the caller closes; called only where a class table has to be built. */
  pool(): WorkerPool;
  signal?: AbortSignal;
  /** Of a class table that is being built: classes that are known so far. */
  progress?(known: number, total: number): void;
}

/**
 * In class order, each as soon as it is known. With streams every image before the last class has to be run past: up to
 * 0.1 ms each, unless an earlier run or the studio has done so.
 * @throws Cancelled when stopped through the signal; what was found is kept
 */
export async function* classParameters(
  config: DatasetConfig,
  options: ClassParametersOptions,
): AsyncGenerator<[number, ClassParameters]> {
  const classIndexes = Array.from({ length: config.classes }, (_, i) => config.startClass + i);
  if (formulationOf(config).classTable(config) === null) {
    for (const classIndex of classIndexes) yield [classIndex, drawClass(config, classIndex)];
    return;
  }
  const finder = finderOf(config);
  if (finder !== null) {
    yield* searched(config, classIndexes, finder, options);
    return;
  }
  const index = streamIndexBy(options.pool(), config, options.progress)!;
  const stop = (): void => index.close();
  options.signal?.addEventListener("abort", stop);
  try {
    index.want();
    for (const classIndex of classIndexes) {
      yield [classIndex, await index.parameters(classIndex, options.signal)];
    }
  } finally {
    options.signal?.removeEventListener("abort", stop);
    index.close();
  }
}

/** Classes of a search that are known come at once; the others in groups, so that a list grows as they are found. */
const FEWEST = 16;

async function* searched(
  config: DatasetConfig,
  classIndexes: readonly number[],
  finder: ClassFinder,
  { pool, signal, progress }: ClassParametersOptions,
): AsyncGenerator<[number, ClassParameters]> {
  const isKnown = classIndexes.every((classIndex) => finder.offer(classIndex));
  const runner = isKnown ? null : pool();
  const group = Math.max(FEWEST, QUEUED_PER_WORKER * (runner?.workers ?? 0));
  for (let first = 0; first < classIndexes.length; first += group) {
    const some = classIndexes.slice(first, first + group);
    if (runner !== null) await finder.find(some, { runner, signal });
    for (const classIndex of some) yield [classIndex, drawClass(config, classIndex)];
    progress?.(Math.min(first + group, classIndexes.length), classIndexes.length);
  }
}
