/** Gives a thread the classes that its task needs, where they come from a search. */
import { isPacked } from "../../../../core/config/layouts.ts";
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import { classRow, tableKey, UnknownClass } from "../../../../core/formulations/classTables.ts";
import { pointsOf } from "../../../../core/formulations/index.ts";
import { SampleOrder } from "../../../../core/random/sampleOrder.ts";
import type { StreamCheckpoint } from "../../../../core/render/imageSource.ts";
import { firstClassOf, streamOf } from "../../../../core/render/streamPosition.ts";
import type { SentClasses, Task } from "../../../../workers/messages.ts";
import { findClasses } from "./searchedClasses.ts";
import type { SearchRunner } from "./searchRunner.ts";

/**
 * The task with its classes; those that are not known are searched first.
 * @param signal leaves the search
 */
export async function withClasses<T extends Task>(
  task: T,
  runner: SearchRunner,
  signal?: AbortSignal,
): Promise<T> {
  if (!isDrawing(task)) return task;
  const { config } = task;
  const points = pointsOf(config);
  if (points === null) return task;
  const needed = [...new Set(classesOf(task))];
  await findClasses(config, needed, { runner, signal });
  const key = tableKey(config, points.search);
  const rows = needed.map((classIndex): SentClasses["rows"][number] => {
    const row = classRow(key, classIndex);
    if (row === undefined) throw new UnknownClass(classIndex);
    return [classIndex, row];
  });
  return { ...task, classes: { key, rows } };
}

type DrawingTask = Exclude<Task, { kind: "search" | "tones" | "similarities" | "alike" }>;

const others: ReadonlySet<Task["kind"]> = new Set(["search", "tones", "similarities", "alike"]);
const isDrawing = (task: Task): task is DrawingTask => !others.has(task.kind);

function classesOf(task: DrawingTask): number[] {
  const { config } = task;
  switch (task.kind) {
    case "unit": {
      const { run, checkpoint } = task;
      if (isPacked(config.output.layout)) {
        const first = run.classIndex * config.output.shardSize + run.first;
        return classesAt(config, 0, first, run.count);
      }
      return reached(config, checkpoint, [run.classIndex]);
    }
    case "samples":
      return classesAt(config, task.epoch, task.first, task.count);
    case "skim":
      return reached(
        config,
        task.checkpoint,
        task.targets.map(({ classIndex }) => classIndex),
      );
    case "images":
      return reached(
        config,
        task.checkpoint,
        task.images.map(({ classIndex }) => classIndex),
      );
    case "draws":
    case "measure":
      return reached(config, task.checkpoint, [task.classIndex]);
    case "calibrate":
      return task.images.map(({ classIndex }) => classIndex);
  }
}

function classesAt(config: DatasetConfig, epoch: number, first: number, count: number): number[] {
  const order = new SampleOrder(config, epoch);
  return Array.from({ length: count }, (_, i) => order.at(first + i).classIndex);
}

/** With streams those too that lie on the way from a state. */
function reached(config: DatasetConfig, from: StreamCheckpoint | null, classes: number[]): number[] {
  if (config.streams === null) return classes;
  const last = Math.max(...classes);
  const start = firstClassOf(config, streamOf(config, last));
  const first = Math.min(from?.classIndex ?? start, ...classes);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
