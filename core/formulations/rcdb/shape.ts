/** What of an `rcdb` class decides how its images look, for comparing classes. */
import type { ClassShape } from "../formulation.ts";
import { NOISE_COEFFICIENT_SPAN } from "../script/noise.ts";
import type { RcdbClass, RcdbConfig } from "./parameters.ts";
import { RADIUS_SPAN } from "./sampling.ts";

/**
 * Each polyline lies κ + w px farther out than the one before, in the mean over the noise. The ellipse from which they
 * grow is drawn for each image: every class has the same in the mean.
 */
export function rcdbShape({ parameters }: RcdbConfig, c: RcdbClass): ClassShape {
  const semiAxis = (parameters.radiusMin + RADIUS_SPAN / 2) * ((1 + parameters.ovalRate) / 2);
  const outer = semiAxis + c.orbits * (c.noiseCoefficient + c.radialStep);
  return {
    orbits: c.orbits,
    vertices: c.vertices,
    inner: [semiAxis, semiAxis],
    outer: [outer, outer],
    noise: (c.noiseCoefficient - parameters.perlinMin) / NOISE_COEFFICIENT_SPAN,
    waves: [],
  };
}
