/** Which classes and images of a configuration are looked at: a fair sample, the same for the same seed. */
import type { DatasetConfig } from "../config/parameters.ts";
import { formulationOf, pointsOf } from "../formulations/index.ts";
import { Permutation } from "../random/permutation.ts";
import { classesPerStream } from "../render/streamPosition.ts";
import type { SampleSize } from "./limits.ts";

export interface Sample {
  /** Absolute class numbers, ascending. */
  classes: number[];
  /** Of each class. */
  instances: number;
  /** Those of a class, ascending. */
  instancesOf(classIndex: number): number[];
  /** Which of them is compared with images of other classes: each rank as often as any other. */
  shownOf(classIndex: number): number;
}

/**
 * By lot, without any twice. Where others would have to be run past or searched first, the classes that are reached first:
 * a stream and a search draw each class as any other, so that they are as fair a sample. So are the first images of a class
 * whose stream draws each as any other.
 */
export function sampleOf(config: DatasetConfig, size: SampleSize): Sample {
  const count = Math.min(size.classes, config.classes);
  const instances = Math.min(size.instances, config.instances);
  const isStream = formulationOf(config).classTable(config) === "stream";
  const byLot = (of: number, variant: number, length: number): number[] => {
    const permutation = new Permutation(of, size.seed, variant);
    return ascending(Array.from({ length }, (_, i) => permutation.at(i)));
  };
  const numbers = firstClasses(config, count) ?? byLot(config.classes, 0, count);
  const chosen = numbers.map((number) => config.startClass + number);
  return {
    classes: chosen,
    instances,
    shownOf: (classIndex) => chosen.indexOf(classIndex) % instances,
    instancesOf(classIndex) {
      if (isStream) return Array.from({ length: instances }, (_, i) => i);
      return byLot(config.instances, (classIndex + 1) % 2 ** 32, instances);
    },
  };
}

/** Counted from 0; null where any class is reached as soon as any other. */
function firstClasses(config: DatasetConfig, count: number): number[] | null {
  const { streams } = config;
  if (streams !== null) {
    const perStream = classesPerStream(config);
    return ascending(
      Array.from({ length: count }, (_, i) => (i % streams) * perStream + Math.floor(i / streams)),
    );
  }
  const search = pointsOf(config)?.search.kind(config);
  return search === "sequence" ? Array.from({ length: count }, (_, i) => i) : null;
}

function ascending(numbers: number[]): number[] {
  return numbers.sort((a, b) => a - b);
}
