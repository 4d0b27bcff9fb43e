/** Draws a stretch of a dataset's mixed order and packs it. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { SampleOrder } from "../../core/random/sampleOrder.ts";
import type { Tone } from "../../core/render/imageSource.ts";
import type { WorkerCounters } from "../counters.ts";
import { sourceOf } from "../createSource.ts";
import { encoderOf } from "../encode.ts";
import { ImageError } from "../errors.ts";
import { imageName } from "../files.ts";
import { rendererOf } from "../render/renderer.ts";
import type { PackedSamples, SamplePack } from "./pack.ts";

export interface Stretch {
  config: DatasetConfig;
  /** Which order: see SampleOrder. */
  epoch: number;
  /** First position in the order. */
  first: number;
  count: number;
}

export interface DrawnSamples extends PackedSamples, Tone {
  /** Images whose stored pixels are all zero. */
  blank: number;
}

/** null once the job was stopped. */
export async function drawSamples(
  { config, epoch, first, count }: Stretch,
  pack: SamplePack,
  counters: WorkerCounters,
): Promise<DrawnSamples | null> {
  const source = await sourceOf(config);
  const renderer = await rendererOf(config);
  const encoder = await encoderOf(config);
  const order = new SampleOrder(config, epoch);
  let bytes = 0;
  let blank = 0;
  let ink = 0;
  let grey = 0;
  for (let position = first; position < first + count; position++) {
    if (counters.stopped()) return null;
    counters.begin(position);
    const sample = order.at(position);
    const { classIndex, instance } = sample;
    try {
      const parameters = source.begin(classIndex, instance);
      const stored = encoder.store(renderer.render(source));
      const tone = source.measure(stored);
      const file = encoder.encode(source, stored);
      pack.add(sample, imageName(config, classIndex, instance, parameters), file);
      bytes += file.length;
      ink += tone.ink;
      grey += tone.grey;
      if (tone.ink === 0) blank += 1;
      counters.countImage(file.length, tone.ink === 0);
    } catch (error) {
      counters.takeBack(position - first, bytes, blank);
      throw new ImageError(classIndex, instance, error);
    }
  }
  counters.rest();
  return { ...pack.finish(), blank, ink, grey };
}
