/** The parameters of both formulations and the types every layer shares; names are the field's, symbols the paper's. */

/** Inclusive [minimum, maximum]. */
export type Range = [number, number];

export type FormulationName = "paper" | "release";

/** Table 1 of the paper. Lengths are px of a 512 × 512 image and scale with S/512; l_t does not. */
export interface PaperParameters {
  /** K, integers 1…; per class. */
  orbits: Range;
  /** Diameters 2a₁ and 2b₁ of the innermost orbit, px, drawn independently; per class. */
  diameter: Range;
  /** c, px between successive semi-axes. */
  interval: number;
  /** n₁, integers ≥ 0; per class. */
  frequency1: Range;
  /** n₂, integers ≥ 0; per class. */
  frequency2: Range;
  /** λ₁; per class. */
  amplitude1: Range;
  /** λ₂; per class. */
  amplitude2: Range;
  /** q, integers ≥ 3; per class. */
  vertices: Range;
  /** η; per class. */
  noiseLevel: Range;
  /** Factor on the gradient noise ε_k(θ) before η. */
  noiseScale: number;
  /** l_t, px. The `lines` renderer draws 1 only. */
  lineThickness: number;
  /** l_c in [0, 1], drawn per image and orbit. */
  grey: Range;
  /** Each coordinate of p, in [−1, 1]; per image. */
  nucleus: Range;
}

/** The options of the authors' released script, in its order. Lengths are px and do not scale with S. */
export interface ReleaseParameters {
  /** q: `vertex_num_min/max`. */
  vertices: Range;
  /** K: `line_num_min/max`. */
  orbits: Range;
  /** `perlin_min`: κ is uniform in [perlinMin, perlinMin + 4]. */
  perlinMin: number;
  /** `line_width`: w is uniform in [0, lineWidth]. */
  lineWidth: number;
  /** `radius_min`: r is an integer in [radiusMin, radiusMin + 50]. */
  radiusMin: number;
  /** `oval_rate`: o_x and o_y are uniform in [1, ovalRate]. */
  ovalRate: number;
  /** `start_pos`, P: the centre is (S + integer in [−P, P]) / 2. */
  startPos: number;
  /** n₁: `nami_1_min/max`. */
  frequency1: Range;
  /** n₂: `nami_2_min/max`. */
  frequency2: Range;
  /** l_t, px. The `lines` renderer draws 1 only. */
  lineThickness: number;
}

export type RendererName = "lines" | "canvas";
export type Layout = "imagefolder" | "release" | "webdataset" | "parquet";
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

interface DatasetConfigBase {
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
}

export interface PaperConfig extends DatasetConfigBase {
  formulation: "paper";
  streams: null;
  parameters: PaperParameters;
}

export interface ReleaseConfig extends DatasetConfigBase {
  formulation: "release";
  /** T Mersenne Twister streams as in the released script, or null for random access. */
  streams: number | null;
  parameters: ReleaseParameters;
}

export type DatasetConfig = PaperConfig | ReleaseConfig;

/** The group-1 parameters of one class of the `paper` formulation; lengths already scaled by S/512. */
export interface PaperClass {
  formulation: "paper";
  /** K */ orbits: number;
  /** a₁, px (half of the drawn diameter) */ semiAxisA: number;
  /** b₁, px */ semiAxisB: number;
  /** c, px */ interval: number;
  /** n₁ */ frequency1: number;
  /** n₂ */ frequency2: number;
  /** λ₁ */ amplitude1: number;
  /** λ₂ */ amplitude2: number;
  /** q */ vertices: number;
  /** η */ noiseLevel: number;
}

/** The per-class draws of the `release` formulation, in the order they are drawn. */
export interface ReleaseClass {
  formulation: "release";
  /** q */ vertices: number;
  /** K */ orbits: number;
  /** κ */ noiseCoefficient: number;
  /** w, px */ radialStep: number;
  /** r, px */ radius: number;
  /** n₁ */ frequency1: number;
  /** n₂ */ frequency2: number;
  /** o_x */ ovalX: number;
  /** o_y */ ovalY: number;
}

export type ClassParameters = PaperClass | ReleaseClass;
