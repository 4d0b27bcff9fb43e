/** Vertices of the `paper` formulation (Eqs. 1–10): the reference that the kernel equals to the last bit. */
import { noiseAt } from "../../mathematics/gradientNoise.ts";
import { sinAccurate } from "../../mathematics/sincos.ts";
import type { Draws } from "../../random/philox.ts";
import { quantizedCircle } from "../circle.ts";
import type { Centre, ReferenceOrbit } from "../formulation.ts";
import type { PaperClass, PaperParameters } from "./parameters.ts";
import { paperGrey } from "./sampling.ts";

/** λ₁ sin(n₁θ) + λ₂ sin(n₂θ): Φ without its noise. */
export function smoothWave(parameters: PaperClass, theta: number): number {
  return (
    parameters.amplitude1 * sinAccurate(theta * parameters.frequency1) +
    parameters.amplitude2 * sinAccurate(theta * parameters.frequency2)
  );
}

/** ε_k(θ_i) for i = 0 … q−1 of orbit k (0-based). */
export function orbitNoise(draws: Draws, k: number, q: number): Float64Array {
  return Float64Array.from(draws.noiseWords(k, q), (word) =>
    noiseAt(word >>> 24, (word & 0xffffff) / 2 ** 24),
  );
}

export function* paperOrbits(
  { grey, noiseScale }: PaperParameters,
  parameters: PaperClass,
  centre: Centre,
  draws: Draws,
): Generator<ReferenceOrbit> {
  const q = parameters.vertices;
  const { theta, cosine, sine } = quantizedCircle(q);
  const waveLessNoise = theta.map((angle) => smoothWave(parameters, angle) + 1);
  const noiseAmplitude = parameters.noiseLevel * noiseScale;
  for (let k = 0; k < parameters.orbits; k++) {
    const a = parameters.semiAxisA + parameters.interval * k;
    const b = parameters.semiAxisB + parameters.interval * k;
    const noise = orbitNoise(draws, k, q);
    // Eq. 7, with r_i = Φ_k(θ_i) + 1.
    const r = waveLessNoise.map((wave, i) => wave + noiseAmplitude * noise[i]);
    yield {
      grey: paperGrey(draws.greyWord(k), grey),
      x: r.map((value, i) => centre.x + a * value * cosine[i]),
      y: r.map((value, i) => centre.y + b * value * sine[i]),
    };
  }
}
