/** Draws of the `paper` formulation (Table 1) from counter-based random numbers. */
import { Draws } from "../../random/philox.ts";
import type { Centre } from "../formulation.ts";
import { tableScale } from "../tableScale.ts";
import type { PaperClass, PaperConfig } from "./parameters.ts";

/** Group 1: the parameters that all images of a class share. */
export function drawPaperClass(config: PaperConfig, classIndex: number): PaperClass {
  const { parameters } = config;
  const scale = tableScale(config);
  const draws = new Draws(config.seed, classIndex);
  return {
    formulation: "paper",
    orbits: draws.integer(0, parameters.orbits),
    semiAxisA: (draws.uniform(1, parameters.diameter) / 2) * scale,
    semiAxisB: (draws.uniform(2, parameters.diameter) / 2) * scale,
    interval: parameters.interval * scale,
    frequency1: draws.integer(3, parameters.frequency1),
    frequency2: draws.integer(4, parameters.frequency2),
    amplitude1: draws.uniform(5, parameters.amplitude1),
    amplitude2: draws.uniform(6, parameters.amplitude2),
    vertices: draws.integer(7, parameters.vertices),
    noiseLevel: draws.uniform(8, parameters.noiseLevel),
    ...parameters.recursion,
  };
}

/** Group 2: the nucleus p, as the centre (S/2)(1 + p), px. Attempt n of an image draws from slots 2n and 2n + 1. */
export function drawPaperCentre(
  config: PaperConfig,
  classIndex: number,
  instance: number,
  attempt: number,
): Centre {
  const draws = new Draws(config.seed, classIndex, instance);
  const half = config.imageSize / 2;
  return {
    x: half * (1 + draws.uniform(2 * attempt, config.parameters.nucleus)),
    y: half * (1 + draws.uniform(2 * attempt + 1, config.parameters.nucleus)),
  };
}

/** Group 2: l_c of an orbit from its random word, as 8-bit grey. */
export function paperGrey(word: number, [low, high]: readonly [number, number]): number {
  return Math.floor(255 * (low + (high - low) * (word / 2 ** 32)) + 0.5);
}
