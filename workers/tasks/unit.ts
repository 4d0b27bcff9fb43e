/** Task `unit`: draws, encodes and writes a run of images of one class. */
import { createHash } from "node:crypto";
import type { ClassParameters } from "../../core/config/parameters.ts";
import { WorkerCounters } from "../counters.ts";
import { sourceOf } from "../createSource.ts";
import { encoderOf } from "../encode.ts";
import { ImageError } from "../errors.ts";
import { imageName, makeImageFolder, writeImage } from "../files.ts";
import type { StoppedResult, UnitResult, UnitTask } from "../messages.ts";
import { positionOf, restore } from "../position.ts";
import { rendererOf } from "../render/renderer.ts";

export async function runUnit(task: UnitTask, thread: number): Promise<UnitResult | StoppedResult> {
  const { config, run } = task;
  const counters = new WorkerCounters(task.counters, thread);
  if (counters.stopped()) return { kind: "stopped" };
  const source = await sourceOf(config);
  const renderer = await rendererOf(config);
  const encoder = await encoderOf(config);
  const hash = createHash("sha256");
  let bytes = 0;
  let blank = 0;
  let ink = 0;
  let grey = 0;
  let folder = "";
  let parameters: ClassParameters | null = null;
  const position = positionOf(config, run) - run.first;
  restore(source, task.checkpoint);
  for (let instance = run.first; instance < run.first + run.count; instance++) {
    if (counters.stopped()) return { kind: "stopped" };
    counters.begin(position + instance);
    try {
      folder ||= makeImageFolder(config, task, run.classIndex);
      parameters = source.begin(run.classIndex, instance);
      const stored = encoder.store(renderer.render(source));
      // Encoding may reuse the array that the picture lies in.
      const tone = source.measure(stored);
      const file = encoder.encode(source, stored);
      writeImage(folder, imageName(config, run.classIndex, instance, parameters), file);
      hash.update(file);
      bytes += file.length;
      ink += tone.ink;
      grey += tone.grey;
      if (tone.ink === 0) blank += 1;
      counters.countImage(file.length, tone.ink === 0);
    } catch (error) {
      counters.takeBack(instance - run.first, bytes, blank);
      throw new ImageError(run.classIndex, instance, error);
    }
  }
  counters.rest();
  const checkpoint = config.streams === null ? null : source.checkpoint();
  const digest = hash.digest("hex");
  return { kind: "unit", bytes, blank, ink, grey, digest, parameters: parameters!, checkpoint };
}
