/** Draws a stretch of a dataset's mixed order and packs it. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { SampleOrder } from "../../core/random/sampleOrder.ts";
import type { WorkerCounters } from "../counters.ts";
import { drawImage, easelOf } from "../drawImage.ts";
import { ImageError } from "../errors.ts";
import { imageName } from "../files.ts";
import { addImage, noTones, sumOfTones, type ToneSums } from "../toneSums.ts";
import type { PackedSamples, SamplePack } from "./pack.ts";

export interface Stretch {
  config: DatasetConfig;
  /** Which order: see SampleOrder. */
  epoch: number;
  /** First position in the order. */
  first: number;
  count: number;
  /** Put after the names of all samples. */
  keySuffix?: string;
}

export interface DrawnSamples extends PackedSamples {
  /** What the images are like, of each class by its label. */
  classTones: Map<number, ToneSums>;
}

/** null once the job was stopped. */
export async function drawSamples(
  { config, epoch, first, count, keySuffix = "" }: Stretch,
  pack: SamplePack,
  counters: WorkerCounters,
): Promise<DrawnSamples | null> {
  const easel = await easelOf(config);
  const order = new SampleOrder(config, epoch);
  let bytes = 0;
  const classTones = new Map<number, ToneSums>();
  for (let position = first; position < first + count; position++) {
    if (counters.stopped()) return null;
    counters.begin(position);
    const sample = order.at(position);
    const { classIndex, instance } = sample;
    try {
      const image = await drawImage(easel, classIndex, instance);
      const file = easel.encoder.encode(easel.source, image.stored);
      const name = imageName(config, classIndex, instance, image.parameters);
      pack.add(sample, name.replace(".", `${keySuffix}.`), file);
      const tones = classTones.get(sample.label) ?? noTones();
      classTones.set(sample.label, tones);
      addImage(tones, image);
      bytes += file.length;
      counters.countImage(file.length, image.tone.ink === 0);
    } catch (error) {
      counters.takeBack(position - first, bytes, sumOfTones(classTones.values()).blank);
      throw new ImageError(classIndex, instance, error);
    }
  }
  counters.rest();
  return { ...pack.finish(), classTones };
}
