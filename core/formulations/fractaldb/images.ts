/** Which image an instance is: row of weights, patch drawing and flip, in the script's order. */
import { weightText } from "../systems/weights.ts";
import { UNCHANGED_ROW, WEIGHTS, weightRows } from "./geometry/weights.ts";
import type { FractaldbConfig } from "./parameters.ts";

/** Of each map. */
export const COEFFICIENT_NAMES = "abcdef";

export interface FractalImage {
  /** Number of the row in the script's table of weights. */
  weight: number;
  /** Patch drawing of this row. */
  count: number;
  flip: number;
  /** Number of the drawing in its class: flips of one share it. */
  drawing: number;
}

export function imageOf({ parameters }: FractaldbConfig, instance: number): FractalImage {
  const { flips, patchDrawings, weights } = parameters;
  const drawing = Math.floor(instance / flips);
  const row = Math.floor(drawing / patchDrawings);
  return {
    weight: weights === "all" ? row : UNCHANGED_ROW,
    count: drawing % patchDrawings,
    flip: instance % flips,
    drawing,
  };
}

/** The instance of such an image; null where the dataset has none. */
export function instanceOf(
  { parameters }: FractaldbConfig,
  { weight, count, flip }: Omit<FractalImage, "drawing">,
): number | null {
  const { flips, patchDrawings, weights } = parameters;
  if (count >= patchDrawings || flip >= flips) return null;
  if (weights === "unchanged" && weight !== UNCHANGED_ROW) return null;
  const row = weights === "all" ? weight : 0;
  return (row * patchDrawings + count) * flips + flip;
}

export function imagesOfClass({ parameters }: FractaldbConfig): number {
  const { flips, patchDrawings, weights } = parameters;
  return (weights === "all" ? WEIGHTS : 1) * patchDrawings * flips;
}

/** Six factors of a row. */
export function weightsOf({ parameters }: FractaldbConfig, row: number): number[] {
  return weightRows(parameters.weightStep)[row];
}

/** `a × 0.2`, or `unchanged`. */
export function weightWords(config: FractaldbConfig, row: number): string {
  return weightText(weightsOf(config, row), COEFFICIENT_NAMES);
}
