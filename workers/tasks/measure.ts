/** Tasks `measure`, `similarities` and `alike`: what a comparison tells of pictures of a class, of pairs of them, and of the classes. */
import { measureClass, type SampledPicture } from "../../core/compare/classMeasures.ts";
import { MOST_PARTNERS } from "../../core/compare/limits.ts";
import { type Structure, structuralSimilarity, structureOf } from "../../core/compare/measures/structure.ts";
import { greysOf } from "../../core/compare/picture.ts";
import { circlePairs } from "../../core/compare/statistics/pairs.ts";
import type { ClassParameters, DatasetConfig } from "../../core/config/parameters.ts";
import { drawClass } from "../../core/formulations/index.ts";
import { findNearDuplicates } from "../../core/likeness/nearDuplicates.ts";
import { WorkerCounters } from "../counters.ts";
import { drawImage, type Easel, easelOf, samplesAt } from "../drawImage.ts";
import { ImageError } from "../errors.ts";
import type {
  AlikeResult,
  AlikeTask,
  MeasureResult,
  MeasureTask,
  SimilaritiesResult,
  SimilaritiesTask,
} from "../measureMessages.ts";
import type { StoppedResult } from "../messages.ts";
import { movable } from "../movable.ts";
import { restore } from "../position.ts";

export async function runMeasure(task: MeasureTask, thread: number): Promise<MeasureResult | StoppedResult> {
  const { config, classIndex, side, shown } = task;
  const counters = new WorkerCounters(task.counters, thread);
  const easel = await easelOf(config);
  restore(easel.source, task.checkpoint);
  const pictures: SampledPicture[] = [];
  for (const instance of task.instances) {
    if (counters.stopped()) return { kind: "stopped" };
    try {
      const picture = await draw(easel, classIndex, instance, side);
      pictures.push(picture);
    } catch (error) {
      throw new ImageError(classIndex, instance, error);
    }
  }
  const { samples } = greysOf(pictures[shown].samples, side);
  new Uint8Array(task.pictures, task.at * side * side, side * side).set(samples);
  const measures = measureClass(classIndex, pictures, side, shown);
  const { numbers, bytes, similarities, distances, mean } = measures;
  return movable(
    { kind: "measure", measures },
    [numbers, bytes, similarities, distances, measures.shown, mean].map(({ buffer }) => buffer),
  );
}

async function draw(
  easel: Easel,
  classIndex: number,
  instance: number,
  side: number,
): Promise<SampledPicture> {
  const { source, encoder } = easel;
  const { rendered, stored, tone } = await drawImage(easel, classIndex, instance);
  const { storedSize } = source.config.output;
  const ink = tone.ink / (storedSize ?? source.size) ** 2;
  // The reduction overwrites another one, and the encoder whatever lies in the kernel.
  const kept = stored === rendered ? stored : stored.slice();
  const samples = samplesAt(source, rendered, side).slice();
  return { samples, ink, bytes: encoder.encode(source, kept).length };
}

export function runSimilarities(task: SimilaritiesTask, thread: number): SimilaritiesResult | StoppedResult {
  const { side, count, from, to } = task;
  const counters = new WorkerCounters(task.counters, thread);
  const pictures = new Uint8Array(task.pictures);
  const structures = new Map<number, Structure>();
  const structureAt = (at: number): Structure => {
    const known = structures.get(at);
    if (known !== undefined) return known;
    const samples = pictures.subarray(at * side * side, (at + 1) * side * side);
    const made = structureOf({ side, samples });
    structures.set(at, made);
    return made;
  };
  const similarities: number[] = [];
  for (const [a, b] of circlePairs(count, MOST_PARTNERS, from, to)) {
    if (counters.stopped()) return { kind: "stopped" };
    similarities.push(structuralSimilarity(structureAt(a), structureAt(b)));
  }
  return { kind: "similarities", similarities: Float32Array.from(similarities) };
}

export function runAlike({ config, among }: AlikeTask): AlikeResult {
  return { kind: "alike", found: findNearDuplicates(config, among ?? allClasses(config)) };
}

function* allClasses(config: DatasetConfig): Generator<[number, ClassParameters]> {
  const { startClass, classes } = config;
  for (let i = startClass; i < startClass + classes; i++) yield [i, drawClass(config, i)];
}
