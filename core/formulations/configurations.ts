/** The configurations and classes of all formulations, as types: a further formulation is one more of each. */
import type { PaperClass, PaperConfig } from "./paper/parameters.ts";
import type { RcdbClass, RcdbConfig } from "./rcdb/parameters.ts";
import type { ReleaseClass, ReleaseConfig } from "./release/parameters.ts";

export type DatasetConfig = PaperConfig | ReleaseConfig | RcdbConfig;

/** The group-1 parameters of one class, as they were drawn. */
export type ClassParameters = PaperClass | ReleaseClass | RcdbClass;

export type FormulationName = DatasetConfig["formulation"];
