/** The parameters of formulation `exfractaldb`, of a dataset and of a class. */
import type { DatasetConfigBase, SystemClassBase } from "../../config/dataset.ts";

/** Where classes come from: each among candidates of its own, or among those of the script's one generator. */
export const searches = ["random", "script"] as const;

/** From where a model is seen: from anywhere (ExFractalDB), or from the released renderer's ring (MV-FractalDB). */
export const viewpoints = ["random", "ring"] as const;

/** The released table with its slip, the same with the slip mended, or the class as it is alone. */
export const weightings = ["released", "mended", "unchanged"] as const;

/** The options of the authors' released scripts: those of the search, then those of the models and their pictures. */
export interface ExfractaldbParameters {
  search: (typeof searches)[number];
  /** Seed of the script's search. */
  searchSeed: number;
  /** Variance that a class's points must exceed along each axis. */
  variance: number;
  /** Random numbers of a candidate's walk, which has one point less. */
  searchPoints: number;
  /** SHA-256, hex, of classes that were brought, in the place of a search; or null. */
  classTable: string | null;
  viewpoint: (typeof viewpoints)[number];
  /** Views of the ring. */
  views: number;
  weights: (typeof weightings)[number];
  /** Random numbers of a model's walk, which has one point less. */
  points: number;
}

export interface ExfractaldbConfig extends DatasetConfigBase {
  formulation: "exfractaldb";
  /** T generators for the models and T for the views' jitter, seeded with seed + t, or null for random access. */
  streams: number | null;
  parameters: ExfractaldbParameters;
}

/** An iterated function system in space that was found, of a … l and p. */
export interface ExfractaldbClass extends SystemClassBase {
  formulation: "exfractaldb";
  /** Variance of the search's model along each axis. */
  varianceX: number;
  varianceY: number;
  varianceZ: number;
}
