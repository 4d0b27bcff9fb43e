/** What a comparison asks of a worker and what comes back. */
import type { ClassMeasures } from "../core/compare/classMeasures.ts";
import type { ClassParameters, DatasetConfig } from "../core/config/parameters.ts";
import type { NearDuplicates } from "../core/likeness/nearDuplicates.ts";
import type { StreamCheckpoint } from "../core/render/imageSource.ts";

/** Draws some images of one class and measures them for a comparison. */
export interface MeasureTask {
  kind: "measure";
  config: DatasetConfig;
  classIndex: number;
  /** Ascending, at least one. */
  instances: number[];
  /** Which of them is compared with images of other classes: its place in the list. */
  shown: number;
  /** All pictures are reduced to this side, px. */
  side: number;
  /** side · side greys of the shown image of each class, one after the other, and which of them is this class's. */
  pictures: SharedArrayBuffer;
  at: number;
  /** With streams: the state before the class; null is the stream's seed. */
  checkpoint: StreamCheckpoint | null;
  counters: SharedArrayBuffer;
}

export interface MeasureResult {
  kind: "measure";
  measures: ClassMeasures;
}

/** Looks for classes that nearly the same parameters make. */
export interface AlikeTask {
  kind: "alike";
  config: DatasetConfig;
  /** By class number; null: all of the dataset, which can be drawn at once. */
  among: [number, ClassParameters][] | null;
}

export interface AlikeResult {
  kind: "alike";
  found: NearDuplicates;
}

/** Compares shown images of classes by MS-SSIM. */
export interface SimilaritiesTask {
  kind: "similarities";
  /** As the tasks `measure` have filled it. */
  pictures: SharedArrayBuffer;
  /** Pictures in it. */
  count: number;
  side: number;
  /** First of the pairs' first pictures, and the one behind the last. */
  from: number;
  to: number;
  counters: SharedArrayBuffer;
}

export interface SimilaritiesResult {
  kind: "similarities";
  /** In the order of `circlePairs`. */
  similarities: Float32Array;
}
