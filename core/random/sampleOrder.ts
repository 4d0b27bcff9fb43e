/** The order of a dataset's images in shards and streams: mixed over all classes, so that each stretch is a fair sample. */
import type { DatasetConfig } from "../config/parameters.ts";
import { Permutation } from "./permutation.ts";

export interface Sample {
  /** Absolute class number (startClass included). */
  classIndex: number;
  instance: number;
  /** What a classifier learns: 0 … C − 1, as readers of class folders count. */
  label: number;
}

export class SampleOrder {
  /** Images of the dataset. */
  readonly length: number;
  private readonly config: DatasetConfig;
  private readonly permutation: Permutation;

  /** @param epoch 0 is the order of the shards; every other one is an order of its own */
  constructor(config: DatasetConfig, epoch = 0) {
    this.config = config;
    this.length = config.classes * config.instances;
    this.permutation = new Permutation(this.length, config.seed, epoch);
  }

  /** @param position 0 … length − 1 */
  at(position: number): Sample {
    const { startClass, instances } = this.config;
    const number = this.permutation.at(position);
    const label = Math.floor(number / instances);
    return { classIndex: startClass + label, instance: number % instances, label };
  }

  /** Where an image lies in this order. */
  positionOf(classIndex: number, instance: number): number {
    const { startClass, instances } = this.config;
    return this.permutation.positionOf((classIndex - startClass) * instances + instance);
  }
}
