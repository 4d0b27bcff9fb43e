/** Which image an instance is: row of weights and viewpoint, in the script's order or drawn for each. */
import { Draws } from "../../random/philox.ts";
import { weightText } from "../systems/weights.ts";
import { JITTER, type Orientation, ringOrientation } from "./geometry/camera.ts";
import { UNCHANGED_ROW, weightRows } from "./geometry/weights.ts";
import type { ExfractaldbConfig } from "./parameters.ts";

/** Of each map. */
export const COEFFICIENT_NAMES = "abcdefghijkl";

const rows = { released: weightRows(true), mended: weightRows(false) } as const;

/** Of viewpoint `random`: tries that an image has for weights with which its walk does not diverge. */
export const TRIES = 16;
/** Slots of a try: row of weights, azimuth, height. Of a view of the ring one is used. */
const TRY_SLOTS = 4;

/** An image of the ring. */
export interface RingImage {
  /** Number of the row of weights in the script's table. */
  weight: number;
  view: number;
}

export function ringImage({ parameters }: ExfractaldbConfig, instance: number): RingImage {
  const { views, weights } = parameters;
  const row = Math.floor(instance / views);
  return { weight: weights === "unchanged" ? UNCHANGED_ROW : row, view: instance % views };
}

/** The instance of such an image; null where the dataset has none. */
export function instanceOf({ parameters }: ExfractaldbConfig, { weight, view }: RingImage): number | null {
  const { views, weights } = parameters;
  if (view >= views || (weights === "unchanged" && weight !== UNCHANGED_ROW)) return null;
  return (weights === "unchanged" ? 0 : weight) * views + view;
}

/** An image that is seen from anywhere is always another. */
export function imagesOfClass({ parameters: { viewpoint, views, weights } }: ExfractaldbConfig): number {
  if (viewpoint === "random") return Number.POSITIVE_INFINITY;
  return (weights === "unchanged" ? 1 : rows[weights].length) * views;
}

/** The table of weights, which a class that is drawn as it is has too. */
export function weightTableOf({
  parameters: { weights },
}: ExfractaldbConfig): readonly (readonly number[])[] {
  return weights === "mended" ? rows.mended : rows.released;
}

/** Twelve factors of a row. */
export function weightsOf(config: ExfractaldbConfig, row: number): readonly number[] {
  return weightTableOf(config)[row];
}

/** `c × 0.4`, or `unchanged`. */
export function weightWords(config: ExfractaldbConfig, row: number): string {
  return weightText(weightsOf(config, row), COEFFICIENT_NAMES);
}

/** Where a view of the ring is seen from by random access, whichever weights the dataset has. */
export function keyedRingOrientation(
  { seed, parameters: { views } }: ExfractaldbConfig,
  classIndex: number,
  { weight, view }: RingImage,
  attempt: number,
): Orientation {
  const jitter = new Draws(seed, classIndex, weight * views + view).uniform(TRY_SLOTS * attempt, JITTER);
  return ringOrientation(view, jitter, views);
}

/** An image that is seen from anywhere. */
export interface RandomImage {
  weight: number;
  /** rad, about the upright axis. */
  azimuth: number;
  /** Sine of the angle at which the camera looks up, −1 … 1. */
  height: number;
}

/** Try number `attempt · TRIES + n` of an image: uniform over rows and over the sphere. */
export function randomImage(
  { seed, parameters }: ExfractaldbConfig,
  classIndex: number,
  instance: number,
  tryNumber: number,
): RandomImage {
  const draws = new Draws(seed, classIndex, instance);
  const slot = TRY_SLOTS * tryNumber;
  const { weights } = parameters;
  return {
    weight: weights === "unchanged" ? UNCHANGED_ROW : draws.integer(slot, [0, rows[weights].length - 1]),
    azimuth: draws.uniform(slot + 1, [0, 2 * Math.PI]),
    height: draws.uniform(slot + 2, [-1, 1]),
  };
}
