/** Task `unit`: draws, encodes and writes a run of images of one class, or compares them with what is there. */
import { createHash } from "node:crypto";
import type { ClassParameters } from "../../core/config/parameters.ts";
import { WorkerCounters } from "../counters.ts";
import { drawImage, easelOf } from "../drawImage.ts";
import { ImageError } from "../errors.ts";
import { imageName } from "../files.ts";
import type { StoppedResult, UnitResult, UnitTask } from "../messages.ts";
import { positionOf, restore } from "../position.ts";
import { addImage, noTones } from "../toneSums.ts";
import { unitFiles } from "../unitFiles.ts";

export async function runUnit(task: UnitTask, thread: number): Promise<UnitResult | StoppedResult> {
  const { config, run } = task;
  const counters = new WorkerCounters(task.counters, thread);
  if (counters.stopped()) return { kind: "stopped" };
  const easel = await easelOf(config);
  const { source, encoder } = easel;
  const hash = createHash("sha256");
  let bytes = 0;
  const tones = noTones();
  const files = unitFiles(task);
  let parameters: ClassParameters | null = null;
  const position = positionOf(config, run) - run.first;
  restore(source, task.checkpoint);
  for (let instance = run.first; instance < run.first + run.count; instance++) {
    if (counters.stopped()) return { kind: "stopped" };
    counters.begin(position + instance);
    try {
      const image = await drawImage(easel, run.classIndex, instance);
      parameters = image.parameters;
      const file = encoder.encode(source, image.stored);
      hash.update(file);
      await files.put(imageName(config, run.classIndex, instance, parameters), file);
      bytes += file.length;
      addImage(tones, image);
      counters.countImage(file.length, image.tone.ink === 0);
    } catch (error) {
      counters.takeBack(instance - run.first, bytes, tones.blank);
      throw new ImageError(run.classIndex, instance, error);
    }
  }
  counters.rest();
  const checkpoint = config.streams === null ? null : source.checkpoint();
  const digest = hash.digest("hex");
  return { kind: "unit", bytes, tones, digest, parameters: parameters!, checkpoint, ...files.finish() };
}
