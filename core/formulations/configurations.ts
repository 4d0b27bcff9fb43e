/** The configurations and classes of all formulations, as types: a further formulation is one more of each. */
import type { ExfractaldbClass, ExfractaldbConfig } from "./exfractaldb/parameters.ts";
import type { FractaldbClass, FractaldbConfig } from "./fractaldb/parameters.ts";
import type { PaperClass, PaperConfig } from "./paper/parameters.ts";
import type { RcdbClass, RcdbConfig } from "./rcdb/parameters.ts";
import type { ReleaseClass, ReleaseConfig } from "./release/parameters.ts";

/** Of formulations whose pictures are polylines. */
export type PolylineConfig = PaperConfig | ReleaseConfig | RcdbConfig;
export type PolylineClass = PaperClass | ReleaseClass | RcdbClass;

/** Of those whose pictures are points. */
export type PointConfig = FractaldbConfig | ExfractaldbConfig;
export type PointClass = FractaldbClass | ExfractaldbClass;

export type DatasetConfig = PolylineConfig | PointConfig;

/** The group-1 parameters of one class, as they were drawn. */
export type ClassParameters = PolylineClass | PointClass;

export type FormulationName = DatasetConfig["formulation"];
