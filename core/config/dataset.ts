/** What every dataset's configuration and every class has, whatever its formulation. */
import type { Layout } from "./layouts.ts";
import type { RendererName } from "./renderers.ts";

export type { Layout, RendererName };

/** Inclusive [minimum, maximum]. */
export type Range = [number, number];

export type ImageType = "png" | "jpeg" | "webp";
export type Pixel = "gray" | "rgb";
export type Resample = "area" | "lanczos";

export interface OutputConfig {
  layout: Layout;
  image: ImageType;
  /** 1…100, for jpeg and webp. */
  quality: number;
  pixel: Pixel;
  /** Side of the stored picture, px; null stores what was rendered. */
  storedSize: number | null;
  resample: Resample;
  /** Samples of one shard, in the packed layouts. */
  shardSize: number;
}

/** The parameters that every formulation of polylines has. */
export interface PolylineParameters {
  /** K, integers 1…; per class. */
  orbits: Range;
  /** q, integers ≥ 3; per class. */
  vertices: Range;
  /** l_t, px. The `lines` renderer draws 1 only. */
  lineThickness: number;
}

export interface DatasetConfigBase {
  /** Name of the formulation: how parameters become pixels. */
  formulation: string;
  schemaVersion: 1;
  /** C. */
  classes: number;
  /** N, images of each class. */
  instances: number;
  /** Number of the first class. */
  startClass: number;
  /** S, px. */
  imageSize: number;
  /** Philox key; with streams, stream t is seeded with seed + t. */
  seed: number;
  renderer: RendererName;
  /** Whether an image that came out blank is drawn again, with another nucleus and other greys. */
  redrawBlank: boolean;
  output: OutputConfig;
  /** T Mersenne Twister streams as in the released script, or null for random access. */
  streams: number | null;
  /** Those of the formulation. */
  parameters: object;
}

export interface PolylineConfigBase extends DatasetConfigBase {
  parameters: PolylineParameters;
}

/** The group-1 parameters of one class. */
export interface ClassBase {
  formulation: string;
}

export interface PolylineClassBase extends ClassBase {
  /** K */ orbits: number;
  /** q */ vertices: number;
}

/** A class that is a system of affine maps. */
export interface SystemClassBase extends ClassBase {
  /** N */ maps: number;
  /** N rows of a map's coefficients and its probability p. */
  system: number[];
}

/** Side of a picture as it is stored, px. */
export function storedSide({ imageSize, output }: Pick<DatasetConfigBase, "imageSize" | "output">): number {
  return output.storedSize ?? imageSize;
}
