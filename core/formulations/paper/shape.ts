/** What of a `paper` class decides how its images look, for comparing classes. */
import type { ClassShape } from "../formulation.ts";
import { mergedWaves } from "../waves.ts";
import type { PaperClass, PaperConfig } from "./parameters.ts";
import { sinusoidsOf } from "./recursion.ts";

export function paperShape({ parameters }: PaperConfig, c: PaperClass): ClassShape {
  const [lowest, highest] = parameters.noiseLevel;
  const noiseless = parameters.noiseScale === 0 || highest === lowest;
  const growth = c.interval * (c.orbits - 1);
  return {
    orbits: c.orbits,
    vertices: c.vertices,
    inner: [c.semiAxisA, c.semiAxisB],
    outer: [c.semiAxisA + growth, c.semiAxisB + growth],
    noise: noiseless ? 0 : (c.noiseLevel - lowest) / (highest - lowest),
    waves: mergedWaves(sinusoidsOf(c)),
  };
}
