/** The classes of a whole dataset, for those who have no threads at hand: found with some of their own. */
import { join } from "node:path";
import type { DatasetConfig, Range } from "../../../core/config/parameters.ts";
import { pointsOf } from "../../../core/formulations/index.ts";
import { PackedPlan } from "../../dataset/packed/packedPlan.ts";
import type { Part, Plan } from "../../dataset/plan.ts";
import { WorkerPool } from "../pool.ts";
import { againAfterCrashes } from "../runUnits.ts";
import { readClassTable } from "./search/classTableFiles.ts";
import { classNumbers, finderOf } from "./search/searchedClasses.ts";

export interface DatasetClassesOptions {
  /** Some of them; all by default. */
  classes?: Range | undefined;
  workers?: number | undefined;
  signal?: AbortSignal | undefined;
  progress?(known: number, wanted: number): void;
  /** Of a dataset, whose own files may tell classes that somebody has brought. */
  folder?: string;
}

/** @throws InputError where they cannot be found, Cancelled through the signal */
export async function findDatasetClasses(
  config: DatasetConfig,
  options: DatasetClassesOptions = {},
): Promise<void> {
  const finder = finderOf(config);
  if (finder === null) return;
  const wanted = classNumbers(config, options.classes);
  if (wanted.every((classIndex) => finder.offer(classIndex))) return;
  if (options.folder !== undefined) bringFrom(config, options.folder);
  const pool = new WorkerPool(options.workers);
  const { signal, progress } = options;
  try {
    await againAfterCrashes(() => finder.find(wanted, { runner: pool, signal, progress }));
  } finally {
    await pool.close();
  }
}

/** All that a part of a dataset needs, before anything of it is written; what was found is kept where the signal ends it. */
export async function findPartClasses(
  plan: Plan,
  part: Part,
  out: string,
  pool: () => WorkerPool,
  signal: AbortSignal,
  events: { classesFound?(known: number, wanted: number): void },
): Promise<void> {
  const { config } = plan;
  const finder = finderOf(config);
  if (finder === null) return;
  const wanted = classNumbers(config, plan instanceof PackedPlan ? undefined : part.classes);
  if (!wanted.every((classIndex) => finder.offer(classIndex))) bringFrom(config, out);
  const progress = (known: number, total: number): void => events.classesFound?.(known, total);
  try {
    await againAfterCrashes(() => finder.find(wanted, { runner: pool(), signal, progress }));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** A dataset of layout `imagefolder` has its table with it. */
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
