/** Draws of the `release` formulation by random access, from numbered slots. */
import { Draws } from "../../random/philox.ts";
import type { Centre } from "../formulation.ts";
import { centreFrom } from "../script/centre.ts";
import { NOISE_COEFFICIENT_SPAN } from "../script/noise.ts";
import type { ReleaseClass, ReleaseConfig } from "./parameters.ts";

/** r lies in {radiusMin … radiusMin + 50}. */
export const RADIUS_SPAN = 50;
/** First of the slots for the tries of n₂. */
const FREQUENCY_2_SLOT = 8;

export function drawReleaseClass(config: ReleaseConfig, classIndex: number): ReleaseClass {
  const { parameters } = config;
  const draws = new Draws(config.seed, classIndex);
  const frequency1 = draws.integer(5, parameters.frequency1);
  let slot = FREQUENCY_2_SLOT;
  return {
    formulation: "release",
    vertices: draws.integer(0, parameters.vertices),
    orbits: draws.integer(1, parameters.orbits),
    noiseCoefficient: draws.uniform(2, [parameters.perlinMin, parameters.perlinMin + NOISE_COEFFICIENT_SPAN]),
    radialStep: draws.uniform(3, [0, parameters.lineWidth]),
    radius: draws.integer(4, [parameters.radiusMin, parameters.radiusMin + RADIUS_SPAN]),
    frequency1,
    frequency2: redraw(frequency1, () => draws.integer(slot++, parameters.frequency2)),
    ovalX: draws.uniform(6, [1, parameters.ovalRate]),
    ovalY: draws.uniform(7, [1, parameters.ovalRate]),
  };
}

/** Attempt n of an image draws from slots 2n and 2n + 1. */
export function drawReleaseCentre(
  config: ReleaseConfig,
  classIndex: number,
  instance: number,
  attempt: number,
): Centre {
  return centreFrom(new Draws(config.seed, classIndex, instance), 2 * attempt, config);
}

/** n₂ is drawn until it differs from n₁, unless n₁ is 0. */
export function redraw(frequency1: number, draw: () => number): number {
  let frequency2 = draw();
  while (frequency2 === frequency1 && frequency1 !== 0) frequency2 = draw();
  return frequency2;
}
