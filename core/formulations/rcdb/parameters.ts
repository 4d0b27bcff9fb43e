/** The parameters of formulation `rcdb`, of a dataset, of a class and of an image. */
import type {
  PolylineClassBase,
  PolylineConfigBase,
  PolylineParameters,
  Range,
} from "../../config/dataset.ts";

/** The options of the authors' released script, in its order. Lengths are px and do not scale with S. */
export interface RcdbParameters extends PolylineParameters {
  /** q: the script draws 3 … `vertex_num`. */
  vertices: Range;
  /** `perlin_min`: κ is uniform in [perlinMin, perlinMin + 4]. */
  perlinMin: number;
  /** `line_width`: w is uniform in [0, lineWidth]. */
  lineWidth: number;
  /** `radius_min`: r is an integer in [radiusMin, radiusMin + 100]. */
  radiusMin: number;
  /** K: the script draws `line_num_min` … `line_num_min` + 199. */
  orbits: Range;
  /** `oval_rate`: o_x and o_y are uniform in [1, ovalRate]. */
  ovalRate: number;
  /** `start_pos`, P: the centre is (S + integer in [−P, P]) / 2. */
  startPos: number;
  /** l_t, px. The `lines` renderer draws 1 only. */
  lineThickness: number;
}

export interface RcdbConfig extends PolylineConfigBase {
  formulation: "rcdb";
  /** T Mersenne Twister streams as in the released script, or null for random access. */
  streams: number | null;
  parameters: RcdbParameters;
}

/** The per-class draws of formulation `rcdb`, in the order they are drawn; from r on they are those of its first image alone. */
export interface RcdbClass extends PolylineClassBase {
  formulation: "rcdb";
  /** q */ vertices: number;
  /** K */ orbits: number;
  /** κ, px */ noiseCoefficient: number;
  /** w, px */ radialStep: number;
  /** r, px */ radius: number;
  /** o_x */ ovalX: number;
  /** o_y */ ovalY: number;
  /** c_y, px */ centreY: number;
  /** c_x, px */ centreX: number;
}

/** What each image draws anew: the ellipse from which its polylines grow, and where it lies. */
export interface RcdbPlacement {
  /** c_x, px */ x: number;
  /** c_y, px */ y: number;
  /** r, px */ radius: number;
  /** o_x */ ovalX: number;
  /** o_y */ ovalY: number;
}
