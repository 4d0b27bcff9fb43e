/** Finds the classes that a dataset's pictures, or its tables, are made from. */
import { join } from "node:path";
import type { DatasetConfig, Range } from "../../../core/config/parameters.ts";
import { pointsOf } from "../../../core/formulations/index.ts";
import { WorkerPool } from "../pool.ts";
import { againAfterCrashes } from "../runUnits.ts";
import { readClassTable } from "./search/classTableFiles.ts";
import { classNumbers, finderOf } from "./search/searchedClasses.ts";

export interface DatasetClassesOptions {
  /** Some of them, both ends included; all by default. */
  classes?: Range | undefined;
  /** Of the dataset, whose own files may tell classes that somebody has brought. */
  folder?: string;
  /** Asked for where there is something to search. By default a pool is made, and ended with the search. */
  pool?(): WorkerPool;
  /** Threads of the pool that is made; all processors by default. */
  workers?: number | undefined;
  signal?: AbortSignal | undefined;
  progress?: ((known: number, wanted: number) => void) | undefined;
}

/** @throws InputError where they cannot be found, Cancelled through the signal */
export async function findDatasetClasses(
  config: DatasetConfig,
  { classes, folder, pool, workers, signal, progress }: DatasetClassesOptions = {},
): Promise<void> {
  const finder = finderOf(config);
  if (finder === null) return;
  const wanted = classNumbers(config, classes);
  if (wanted.every((classIndex) => finder.offer(classIndex))) return;
  if (folder !== undefined) bringFrom(config, folder);
  const runner = pool?.() ?? new WorkerPool(workers);
  try {
    await againAfterCrashes(() => finder.find(wanted, { runner, signal, progress }));
  } finally {
    if (pool === undefined) await runner.close();
  }
}

/** Datasets of files, and any whose classes were brought, have their table with them. */
function bringFrom(config: DatasetConfig, folder: string): void {
  const { search } = pointsOf(config)!;
  const digest = search.digest(config);
  if (digest === null) return;
  try {
    const brought = readClassTable(config, join(folder, "param"));
    if (search.digest(brought.config) === digest) finderOf(config)!.bring(brought.rows);
  } catch {
    // What is missing or damaged there is told as what it is; whether the classes are known, by the search.
  }
}
