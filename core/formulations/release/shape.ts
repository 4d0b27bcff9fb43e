/** What of a `release` class decides how its images look, for comparing classes. */
import type { ClassShape } from "../formulation.ts";
import { NOISE_COEFFICIENT_SPAN } from "../script/noise.ts";
import { mergedWaves } from "../waves.ts";
import type { ReleaseClass, ReleaseConfig } from "./parameters.ts";

/**
 * Each orbit lies κ + w px farther out than the one before, in the mean over the noise; r, o_x and o_y matter only as
 * the semi-axes r·o_x and r·o_y.
 */
export function releaseShape({ parameters }: ReleaseConfig, c: ReleaseClass): ClassShape {
  const inner: [number, number] = [c.radius * c.ovalX, c.radius * c.ovalY];
  const growth = c.orbits * (c.noiseCoefficient + c.radialStep);
  return {
    orbits: c.orbits,
    vertices: c.vertices,
    inner,
    outer: [inner[0] + growth, inner[1] + growth],
    noise: (c.noiseCoefficient - parameters.perlinMin) / NOISE_COEFFICIENT_SPAN,
    // Both waves move each orbit by half a pixel, in every class.
    waves: mergedWaves([
      { frequency: c.frequency1, amplitude: 0.5 },
      { frequency: c.frequency2, amplitude: 0.5 },
    ]),
  };
}
