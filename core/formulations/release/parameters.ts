/** The parameters of formulation `release`, of a dataset and of a class. */
import type {
  PolylineClassBase,
  PolylineConfigBase,
  PolylineParameters,
  Range,
} from "../../config/dataset.ts";

/** The options of the authors' released script, in its order. Lengths are px and do not scale with S. */
export interface ReleaseParameters extends PolylineParameters {
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

export interface ReleaseConfig extends PolylineConfigBase {
  formulation: "release";
  /** T Mersenne Twister streams as in the released script, or null for random access. */
  streams: number | null;
  parameters: ReleaseParameters;
}

/** The per-class draws of the `release` formulation, in the order they are drawn. */
export interface ReleaseClass extends PolylineClassBase {
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
