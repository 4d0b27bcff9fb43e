/** The parameters of formulation `fractaldb`, of a dataset and of a class. */
import type { DatasetConfigBase, SystemClassBase } from "../../config/dataset.ts";

export const drawTypes = ["patch_gray", "point_gray", "patch_color", "point_color"] as const;
export type DrawType = (typeof drawTypes)[number];

export function isColour(drawType: DrawType): boolean {
  return drawType.endsWith("_color");
}

export function hasPatches(drawType: DrawType): boolean {
  return drawType.startsWith("patch_");
}

/** Where classes come from: among the candidates of the script's one generator, or each among candidates of its own. */
export const searches = ["script", "random"] as const;

export const weightings = ["all", "unchanged"] as const;

/** The options of the authors' released scripts: those of the search, then those of the pictures. */
export interface FractaldbParameters {
  search: (typeof searches)[number];
  /** Seed of the script's search, which has 1. */
  searchSeed: number;
  /** Part of the search's picture that a class has to fill. */
  rate: number;
  /** Points of a candidate. */
  searchPoints: number;
  /** SHA-256, hex, of classes that were brought, in the place of a search; or null. */
  classTable: string | null;
  drawType: DrawType;
  /** Points of a picture. */
  points: number;
  /** px that stay free on every side. */
  padding: number;
  /** Whether all 25 rows of weights are drawn, or the class as it is alone. */
  weights: (typeof weightings)[number];
  /** By how much weights lie apart: 0.4 gives 0.2, 0.6, 1.4 and 1.8. */
  weightStep: number;
  /** Drawings of each row of weights, each with patches of its own: the script's `count`. */
  patchDrawings: number;
  /** Flips of each drawing, 1 … 4. */
  flips: number;
}

export interface FractaldbConfig extends DatasetConfigBase {
  formulation: "fractaldb";
  /** T CPython generators for the patches, seeded with seed + t, or null for random access. */
  streams: number | null;
  parameters: FractaldbParameters;
}

/** An iterated function system that was found, of a, b, c, d, e, f and p. */
export interface FractaldbClass extends SystemClassBase {
  formulation: "fractaldb";
  /** Part of the search's picture that it fills, 0 … 1. */
  fill: number;
}
