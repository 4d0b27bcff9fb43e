/** Cuts a dataset into shares of equal work: runs of units that depend on the configuration and on N alone. */
import type { ClassParameters, DatasetConfig } from "../../core/config/parameters.ts";
import type { PolylineClass } from "../../core/formulations/configurations.ts";
import { drawClass, isPolylines } from "../../core/formulations/index.ts";
import { classesPerStream } from "../../core/render/streamPosition.ts";
import { InputError } from "../common/errors.ts";
import { PackedPlan } from "../dataset/packed/packedPlan.ts";
import type { Part, Plan } from "../dataset/plan.ts";
import { type Share, shareText } from "../dataset/share.ts";

/**
 * Pixels that are cleared, encoded and written in the time of one vertex. A fit over 300 classes of 512 × 512 gave 0.7 ms
 * and 0.045 µs a vertex with `paper`, 0.5 ms and 0.066 µs with `release`; only the ratio matters, and not much.
 */
const PIXELS_PER_VERTEX = 20;

/** Work to draw one image of a class, in vertices; of points every picture is the same. */
export function workOf(config: DatasetConfig, parameters: ClassParameters): number {
  if (!isPolylines(config)) return 1;
  const { orbits, vertices } = parameters as PolylineClass;
  return orbits * vertices + (config.imageSize * config.imageSize) / PIXELS_PER_VERTEX;
}

/**
 * The part of a dataset that a share makes.
 * @throws InputError when there are more shares than pieces to give away
 */
export function partOfShare(plan: Plan, share: Share): Part {
  const [first, last] = unitsOfShare(plan, share);
  // Shards hold images of all classes.
  if (plan instanceof PackedPlan) return { ...plan.whole, units: [first, last] };
  const classOf = (unit: number): number => plan.unitAt(unit).classIndex;
  return { classes: [classOf(first), classOf(last)], instances: plan.whole.instances, units: [first, last] };
}

/** First and last unit of a share. */
export function unitsOfShare(plan: Plan, share: Share): [number, number] {
  const bounds = shareBounds(plan, share.of);
  if (bounds === null) throw new InputError(tooMany(plan, share));
  return [bounds[share.index], bounds[share.index + 1] - 1];
}

/**
 * First unit of each of N shares, and the number of units at the end; null when N is too large. Every share lies within
 * one half unit (with streams: one stream, in the packed layouts: one shard) at either end of W/N, W being the work of the whole.
 */
export function shareBounds(plan: Plan, of: number): number[] | null {
  const { config, unitCount } = plan;
  if (plan instanceof PackedPlan) return plan.shareBounds(of);
  if (config.streams !== null) {
    if (of > config.streams) return null;
    const unitsPerStream = classesPerStream(config) * plan.unitsPerClass;
    const streams = config.streams;
    return Array.from({ length: of + 1 }, (_, i) => Math.round((i * streams) / of) * unitsPerStream);
  }
  if (of > unitCount) return null;
  const before = workBeforeClasses(config);
  const total = before[config.classes];
  const bounds = Array.from({ length: of + 1 }, (_, i) => unitAtWork(plan, before, (total * i) / of));
  // Where single units outweigh a share, every share still gets one.
  for (let i = 0; i <= of; i++) {
    const lowest = i === 0 ? 0 : bounds[i - 1] + 1;
    bounds[i] = Math.min(Math.max(bounds[i], lowest), unitCount - (of - i));
  }
  return bounds;
}

/** Work of all classes before each, and of all at the end. */
function workBeforeClasses(config: DatasetConfig): Float64Array {
  const before = new Float64Array(config.classes + 1);
  // Classes that a search finds need not be known for it.
  const work = (classIndex: number): number =>
    isPolylines(config) ? workOf(config, drawClass(config, classIndex)) : 1;
  for (let i = 0; i < config.classes; i++) {
    before[i + 1] = before[i] + work(config.startClass + i) * config.instances;
  }
  return before;
}

/** The unit whose start lies nearest to a work done. */
function unitAtWork(plan: Plan, before: Float64Array, work: number): number {
  const { classes, instances } = plan.config;
  let low = 0;
  let high = classes;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before[middle + 1] <= work) low = middle + 1;
    else high = middle;
  }
  if (low >= classes) return plan.unitCount;
  const instance = ((work - before[low]) / (before[low + 1] - before[low])) * instances;
  const inClass = Math.min(Math.floor(instance / plan.unitSize), plan.unitsPerClass - 1);
  const start = inClass * plan.unitSize;
  const end = Math.min(start + plan.unitSize, instances);
  return low * plan.unitsPerClass + inClass + (instance - start > end - instance ? 1 : 0);
}

function tooMany(plan: Plan, share: Share): string {
  const { config, unitCount } = plan;
  const option = `--shard ${shareText(share)}`;
  if (plan instanceof PackedPlan) {
    const { shards } = plan;
    return `${option}: a share is made of whole shards; this dataset has ${shards}, so there can be at most ${shards} shares (with a smaller --shard-size there are more)`;
  }
  return config.streams === null
    ? `${option}: this dataset is journalled in ${unitCount} units, so there can be at most ${unitCount} shares`
    : `${option}: an exact stream is drawn from its beginning to its end and is not cut; this dataset has ${config.streams} streams, so there can be at most ${config.streams} shares`;
}
