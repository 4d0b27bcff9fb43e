/** What the studio tells of classes and of single images of them. */

import type { ClassParameters } from "../config/parameters.ts";
import type { MapFigure, SpatialModel } from "../formulations/pointFormulation.ts";

/** One column per class parameter, over all classes of the configuration, in class order. */
export interface ClassTable {
  columns: {
    name: string;
    symbol: string;
    label: string;
    unit: string;
    integer: boolean;
    values: number[];
  }[];
  firstClass: number;
  classes: number;
}

/**
 * How far the table (and, for streams, the index of generator states) is built. `known`: how many of the first classes
 * of each stream have their pictures at hand; empty where all have.
 */
export type ClassTableResult =
  | { ready: true; table: ClassTable }
  | { ready: false; done: number; total: number; known: number[] };

export interface ClassDetail {
  classIndex: number;
  parameters: ClassParameters;
  /** name, symbol, label, unit, formatted value */
  rows: { name: string; symbol: string; label: string; unit: string; value: string }[];
  /** OK for streams too. */
  instances: number;
}

/** What differs from image to image of a class. */
export type ImageFacts = OrbitFacts | PointFacts;

/** Of an image of points. */
export interface PointFacts {
  kind: "points";
  /** What the image is, as `weights 2 (unchanged), patches 3, flip 1`. */
  words: string;
}

/** Of an image of polylines. */
export interface OrbitFacts {
  kind: "orbits";
  /** px of the image as it is drawn. */
  nucleus: { x: number; y: number };
  orbits: number;
  /** Of the orbits, 0 … 255. */
  greys: { lowest: number; highest: number };
  /** How often it was drawn in vain before, because it came out blank. */
  redraws: number;
}

/** One image of points taken apart: its maps, and its points in the order in which they arrive. */
export interface MapAnatomy {
  /** px */
  size: number;
  /** What the maps are shown by, as `unit square`. */
  cell: string;
  /** What becomes of it under each map, and how often it is chosen. */
  maps: MapFigure[];
  /** px from the picture's upper left corner. */
  points: { x: number[]; y: number[] };
  /** Of the whole picture. */
  pointCount: number;
  /** Its points in space; null where they lie in the plane, or where they overflow. */
  model: SpatialModel | null;
  /** What the image is, beside its class. */
  words: string;
}

/** The geometry of one image of polylines, for the anatomy. Lengths px in the image; vertices as [x, y] arrays of q numbers each. */
export interface Anatomy {
  size: number;
  centre: { x: number; y: number };
  /** Grey of what nothing is drawn on. */
  background: number;
  /** Total number of orbits K; `orbits` holds those asked for. */
  orbitCount: number;
  orbits: { number: number; grey: number; x: number[]; y: number[] }[];
  /** θ_i in [0, 2π) and Φ(θ_i) of the first orbit: with noise as drawn, and the smooth wave without it. */
  theta: number[];
  wave: number[];
  smoothWave: number[];
  /** A finely sampled smooth curve of orbit 1 (x, y), and its plain ellipse. */
  curve: { x: number[]; y: number[] };
  ellipse: { x: number[]; y: number[] };
  /**
   * Of recursive atoms, from depth 0: what the term of Φ is, the term at as many angles as `curve` has points, and orbit 1
   * with the terms up to this one. Empty without recursion.
   */
  depths: { formula: string; wave: number[]; curve: { x: number[]; y: number[] } }[];
}
