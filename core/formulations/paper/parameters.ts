/** The parameters of formulation `paper`, of a dataset and of a class. */
import type {
  PolylineClassBase,
  PolylineConfigBase,
  PolylineParameters,
  Range,
} from "../../config/dataset.ts";

/** Recursive atoms: each depth repeats the wave, ρ times as large and m times as often around the orbit. */
export interface Recursion {
  /** D, integer ≥ 1. */
  depth: number;
  /** ρ */
  ratio: number;
  /** m, integer ≥ 2, so that the wave stays 2π-periodic. */
  factor: number;
}

/** Table 1 of the paper. Lengths are px of a 512 × 512 image and scale with S/512; l_t does not. */
export interface PaperParameters extends PolylineParameters {
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
  /** Absent at D = 0, which is Eq. 5: such a configuration is what it was before there was recursion. */
  recursion?: Recursion;
}

export interface PaperConfig extends PolylineConfigBase {
  formulation: "paper";
  streams: null;
  parameters: PaperParameters;
}

/** The group-1 parameters of one class of the `paper` formulation; lengths already scaled by S/512. D, ρ and m of recursive atoms only. */
export interface PaperClass extends PolylineClassBase, Partial<Recursion> {
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
