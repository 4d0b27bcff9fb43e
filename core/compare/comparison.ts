/** What a comparison tells of each configuration. */
import type { FormulationName } from "../formulations/configurations.ts";
import type { PictureNumber } from "./classMeasures.ts";
import type { Measured } from "./statistics/interval.ts";

/** Of pairs of pictures or of classes. */
export type PairMeasure = "similarity" | "distance" | "parameters";

/**
 * `…Between`: of classes; `…Within`: of the images of a class; bare: the mean over the images. Shares are 0 … 1, bytes those
 * of an image's file.
 */
export type MeasureName =
  | `${PairMeasure}Between`
  | `${Exclude<PairMeasure, "parameters">}Within`
  | PictureNumber
  | `${PictureNumber}${"Between" | "Within"}`
  | "fisher"
  | "blank"
  | "alikeBetween"
  | "alikeWithin"
  | "bytes"
  | "imagesPerSecond";

/** What is plotted: the numbers of pictures, and those of pairs. */
export type DistributionName = PictureNumber | MeasureOfPairs;
type MeasureOfPairs = `${"similarity" | "distance"}${"Between" | "Within"}` | "parametersBetween";

/** Classes that nearly the same parameters make, by `findNearDuplicates`. */
export interface AlikeClasses {
  /** Looked at. */
  classes: number;
  /** Whether they are all of the dataset: else those of the sample. */
  isAll: boolean;
  pairs: number;
  identicalPairs: number;
  /** Whether all pairs were compared; if not, there may be more. */
  complete: boolean;
}

export interface ShownPicture {
  classIndex: number;
  instance: number;
}

export interface ComparedConfiguration {
  name: string;
  formulation: FormulationName;
  /** Of the dataset. */
  classes: number;
  instances: number;
  imageSize: number;
  sample: { classes: number; instances: number; images: number; pairsBetween: number; pairsWithin: number };
  /** null where there is nothing to measure it on, as within classes of one image. */
  measures: Record<MeasureName, Measured | null>;
  alikeClasses: AlikeClasses;
  /** Of the whole dataset, files without what the disk adds. */
  images: number;
  datasetBytes: Measured;
  /** With these workers, the search for classes that are not known yet included. */
  datasetSeconds: Measured;
  searchSeconds: number;
  workers: number;
  /** Sorted and rounded to four digits. */
  distributions: Record<DistributionName, number[]>;
  /** One of each class of the sample, in class order. */
  pictures: ShownPicture[];
}

export interface Comparison {
  /** Side at which the pictures were looked at, px. */
  side: number;
  /** Of MS-SSIM, at this side. */
  scales: number;
  seed: number;
  /** MS-SSIM from which pictures count as near duplicates. */
  alike: number;
  configurations: ComparedConfiguration[];
}

/** What is being done: looking for classes, drawing and measuring pictures, comparing pairs of them, timing. */
export type ComparisonStep = "classes" | "pictures" | "pairs" | "speed";

export interface ComparisonProgress {
  /** Place of the configuration in the list. */
  at: number;
  step: ComparisonStep;
  /** Of this step. */
  done: number;
  total: number;
  /** Of the whole comparison, 0 … 1; the search for classes is not foreseen. */
  part: number;
}

/** What a step counts, behind `12 of 64`. */
export const stepWords: Record<ComparisonStep, string> = {
  classes: "classes reached",
  pictures: "pictures measured",
  pairs: "pairs of classes compared",
  speed: "rounds of drawing timed",
};
