/** Task `skim`: runs a stream's generator ahead, without drawing, and saves its state at the targets. */
import type { StreamCheckpoint } from "../../core/render/imageSource.ts";
import { WorkerCounters } from "../counters.ts";
import { sourceOf } from "../createSource.ts";
import type { SkimResult, SkimTask, StoppedResult } from "../messages.ts";
import { ordinalOf, restore, runTo } from "../position.ts";

export async function runSkim(task: SkimTask, thread: number): Promise<SkimResult | StoppedResult> {
  const { config, targets } = task;
  const counters = new WorkerCounters(task.counters, thread);
  const source = await sourceOf(config);
  let latest = task.checkpoint;
  let at = latest === null ? 0 : ordinalOf(config, latest);
  restore(source, latest);
  const checkpoints: (StreamCheckpoint | null)[] = [];
  for (const target of targets) {
    const ordinal = ordinalOf(config, target);
    if (ordinal > at) {
      if (!runTo(source, at, target, counters)) return { kind: "stopped" };
      latest = source.checkpoint();
      at = ordinal;
    }
    checkpoints.push(latest);
  }
  return { kind: "skim", checkpoints };
}
