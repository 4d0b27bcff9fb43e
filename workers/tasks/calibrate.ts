/** Task `calibrate`: how fast this thread draws and encodes a sample, and how large the files become. */
import { WorkerCounters } from "../counters.ts";
import { drawImage, easelOf } from "../drawImage.ts";
import { ImageError } from "../errors.ts";
import type { CalibrateResult, CalibrateTask, StoppedResult } from "../messages.ts";

export async function runCalibrate(
  task: CalibrateTask,
  thread: number,
): Promise<CalibrateResult | StoppedResult> {
  const { config } = task;
  const counters = new WorkerCounters(task.counters, thread);
  const easel = await easelOf(config);
  const result: CalibrateResult = { kind: "calibrate", images: 0, bytes: 0, diskBytes: 0, seconds: 0 };
  const start = performance.now();
  for (const { classIndex, instance } of task.images) {
    if (counters.stopped()) return { kind: "stopped" };
    try {
      const { stored } = await drawImage(easel, classIndex, instance);
      const file = easel.encoder.encode(easel.source, stored);
      result.images += 1;
      result.bytes += file.length;
      result.diskBytes += Math.ceil(file.length / task.blockSize) * task.blockSize;
    } catch (error) {
      throw new ImageError(classIndex, instance, error);
    }
    result.seconds = (performance.now() - start) / 1000;
    if (result.seconds >= task.seconds) break;
  }
  return result;
}
