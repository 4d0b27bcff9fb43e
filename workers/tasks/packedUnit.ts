/**
 * Task `unit` in the packed layouts: draws a run of samples of one shard, which the main thread writes in order; or compares
 * them with what is there.
 */
import { createHash } from "node:crypto";
import { compareShard } from "../check/compareShard.ts";
import { WorkerCounters } from "../counters.ts";
import type { StoppedResult, UnitResult, UnitTask } from "../messages.ts";
import { movable } from "../movable.ts";
import { drawSamples } from "../packed/drawSamples.ts";
import { ParquetPack } from "../packed/parquet.ts";
import { TarPack } from "../packed/tar.ts";
import { packToneSums, sumOfTones } from "../toneSums.ts";

export async function runPackedUnit(task: UnitTask, thread: number): Promise<UnitResult | StoppedResult> {
  const { config, run } = task;
  const counters = new WorkerCounters(task.counters, thread);
  const pack = config.output.layout === "parquet" ? new ParquetPack(run.first === 0) : new TarPack(run.count);
  const first = run.classIndex * config.output.shardSize + run.first;
  const drawn = await drawSamples({ config, epoch: 0, first, count: run.count }, pack, counters);
  if (drawn === null) return { kind: "stopped" };
  const { bytes, columns, classTones } = drawn;
  const digest = createHash("sha256").update(bytes).digest("hex");
  const result = {
    kind: "unit" as const,
    bytes: bytes.length,
    tones: sumOfTones(classTones.values()),
    classTones: packToneSums(classTones),
    digest,
    parameters: null,
    checkpoint: null,
  };
  if (task.check?.place)
    return { ...result, columns, ...(await compareShard(task, task.check.place, bytes)) };
  return movable({ ...result, packed: { bytes, columns } }, [bytes.buffer]);
}
