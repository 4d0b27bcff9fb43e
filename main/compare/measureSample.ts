/** Draws and measures the sample of one configuration in threads. */
import type { ClassMeasures } from "../../core/compare/classMeasures.ts";
import type { ComparisonStep } from "../../core/compare/comparison.ts";
import { MOST_PARTNERS } from "../../core/compare/limits.ts";
import { placeOf } from "../../core/compare/measures/parameters.ts";
import type { Sample } from "../../core/compare/sample.ts";
import { pairCount } from "../../core/compare/statistics/pairs.ts";
import type { MeasuredSample } from "../../core/compare/summary.ts";
import type { ClassParameters, DatasetConfig } from "../../core/config/parameters.ts";
import type { StreamCheckpoint } from "../../core/render/imageSource.ts";
import { JobCounters } from "../../workers/counters.ts";
import type { StoppedResult, Task, TaskResults } from "../../workers/messages.ts";
import { forEachAtOnce } from "../common/async/forEachAtOnce.ts";
import { Cancelled } from "../common/errors.ts";
import { findClasses } from "../generate/classes/search/searchedClasses.ts";
import { QUEUED_PER_WORKER } from "../generate/classes/search/searchRunner.ts";
import type { WorkerPool } from "../generate/pool.ts";
import { againAfterCrashes } from "../generate/runUnits.ts";

/** What is known of the classes of one configuration. */
export interface ClassAccess {
  parameters(classIndex: number, signal?: AbortSignal): Promise<ClassParameters>;
  /** With streams: the state before the class; null without. */
  checkpoint(classIndex: number, signal?: AbortSignal): Promise<StreamCheckpoint | null>;
  close(): void;
}

export interface MeasureSampleOptions {
  pool: WorkerPool;
  access: ClassAccess;
  /** px */
  side: number;
  signal: AbortSignal | undefined;
  /** Begins a step of so many; returns what is called when more of it is done. */
  step(step: ComparisonStep, total: number): (more: number) => void;
}

export interface DrawnSample extends MeasuredSample {
  /** Of the same classes. */
  parameters: ClassParameters[];
}

/** Classes whose pairs are compared in one task. */
const BLOCK = 16;

/** @throws Cancelled through the signal */
export async function measureSample(
  config: DatasetConfig,
  sample: Sample,
  options: MeasureSampleOptions,
): Promise<DrawnSample> {
  const { pool, side, signal } = options;
  const counters = new JobCounters(pool.workers);
  const stop = (): void => counters.stop();
  signal?.addEventListener("abort", stop);
  const run = async <T extends Task>(task: T): Promise<Exclude<TaskResults[T["kind"]], StoppedResult>> => {
    if (signal?.aborted) throw stopped();
    const result = await againAfterCrashes(() => pool.run(task));
    if (result.kind === "stopped") throw stopped();
    return result as Exclude<TaskResults[T["kind"]], StoppedResult>;
  };
  try {
    const { parameters, checkpoints } = await reachClasses(config, sample, options);
    const { classes, instances } = sample;
    const pictures = new SharedArrayBuffer(classes.length * side * side);
    const drawn = options.step("pictures", classes.length * instances);
    const measured = new Array<ClassMeasures>(classes.length);
    const measure = async ([at, classIndex]: [number, number]): Promise<void> => {
      const { measures } = await run({
        kind: "measure",
        config,
        classIndex,
        instances: sample.instancesOf(classIndex),
        shown: sample.shownOf(classIndex),
        side,
        pictures,
        at,
        checkpoint: checkpoints[at],
        counters: counters.buffer,
      });
      drawn(instances);
      measured[at] = measures;
    };
    await forEachAtOnce(classes.entries(), measure, { atOnce: QUEUED_PER_WORKER * pool.workers });
    const similaritiesBetween = await compareClasses(measured, pictures, { ...options, run, counters });
    const places = parameters.map((each) => placeOf(config, each));
    return { classes: measured, places, similaritiesBetween, parameters };
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

async function reachClasses(
  config: DatasetConfig,
  { classes }: Sample,
  { pool, access, signal, step }: MeasureSampleOptions,
): Promise<{ parameters: ClassParameters[]; checkpoints: (StreamCheckpoint | null)[] }> {
  const reached = step("classes", classes.length);
  const isStream = config.streams !== null;
  let before = 0;
  const progress = (known: number): void => {
    // A stream's are reached only after the search, if there is one.
    if (isStream) return;
    reached(known - before);
    before = known;
  };
  await againAfterCrashes(() => findClasses(config, classes, { runner: pool, signal, progress }));
  const checkpoints = await Promise.all(
    classes.map(async (classIndex) => {
      const checkpoint = await access.checkpoint(classIndex, signal);
      if (isStream) reached(1);
      return checkpoint;
    }),
  );
  progress(classes.length);
  const parameters = await Promise.all(classes.map((classIndex) => access.parameters(classIndex, signal)));
  return { parameters, checkpoints };
}

interface CompareClassesOptions extends Pick<MeasureSampleOptions, "pool" | "side" | "step"> {
  run<T extends Task>(task: T): Promise<Exclude<TaskResults[T["kind"]], StoppedResult>>;
  counters: JobCounters;
}

async function compareClasses(
  { length: count }: readonly ClassMeasures[],
  pictures: SharedArrayBuffer,
  { pool, side, step, run, counters }: CompareClassesOptions,
): Promise<Float32Array> {
  const compared = step("pairs", pairCount(count, MOST_PARTNERS));
  const similarities = new Array<Float32Array>(Math.ceil(count / BLOCK));
  const compare = async (block: number): Promise<void> => {
    const from = block * BLOCK;
    const to = Math.min(count, from + BLOCK);
    const task = {
      kind: "similarities",
      pictures,
      count,
      side,
      from,
      to,
      counters: counters.buffer,
    } as const;
    const result = await run(task);
    compared(result.similarities.length);
    similarities[block] = result.similarities;
  };
  await forEachAtOnce(similarities.keys(), compare, { atOnce: QUEUED_PER_WORKER * pool.workers });
  return Float32Array.from(similarities.flatMap((block) => [...block]));
}

function stopped(): Cancelled {
  return new Cancelled("the comparison was stopped");
}
