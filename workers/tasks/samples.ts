/** Task `samples`: draws a stretch of the mixed order as members of a tar archive, for a stream. */
import { WorkerCounters } from "../counters.ts";
import type { SamplesResult, SamplesTask, StoppedResult } from "../messages.ts";
import { movable } from "../movable.ts";
import { drawSamples } from "../packed/drawSamples.ts";
import { TarPack } from "../packed/tar.ts";

export async function runSamples(task: SamplesTask, thread: number): Promise<SamplesResult | StoppedResult> {
  const counters = new WorkerCounters(task.counters, thread);
  const drawn = await drawSamples(task, new TarPack(task.count), counters);
  if (drawn === null) return { kind: "stopped" };
  return movable({ kind: "samples", bytes: drawn.bytes }, [drawn.bytes.buffer]);
}
