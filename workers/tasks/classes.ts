/** Task `classes`: the parameters of classes of one stream, found by running past their images. */
import type { ClassParameters } from "../../core/config/parameters.ts";
import { WorkerCounters } from "../counters.ts";
import { sourceOf } from "../createSource.ts";
import type { ClassesResult, ClassesTask, StoppedResult } from "../messages.ts";
import { ordinalOf, runTo } from "../position.ts";

export async function runClasses(task: ClassesTask, thread: number): Promise<ClassesResult | StoppedResult> {
  const { config } = task;
  const counters = new WorkerCounters(task.counters, thread);
  const source = await sourceOf(config);
  const parameters: ClassParameters[] = [];
  let at = 0;
  for (let classIndex = task.firstClass; classIndex < task.firstClass + task.count; classIndex++) {
    const target = { classIndex, instance: 0 };
    if (!runTo(source, at, target, counters)) return { kind: "stopped" };
    parameters.push(source.begin(classIndex, 0));
    at = ordinalOf(config, target);
  }
  return { kind: "classes", parameters };
}
