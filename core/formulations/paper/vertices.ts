/** Vertices of the `paper` formulation (Eqs. 1–10): the reference that the kernel equals to the last bit. */
import { noiseAt } from "../../mathematics/gradientNoise.ts";
import { sinAccurate } from "../../mathematics/sincos.ts";
import type { Draws } from "../../random/philox.ts";
import { type Circle, quantizedCircle } from "../circle.ts";
import type { Centre, ReferenceOrbit } from "../formulation.ts";
import type { PaperClass, PaperParameters } from "./parameters.ts";
import { type Depth, depthsOf } from "./recursion.ts";
import { paperGrey } from "./sampling.ts";

/** λ₁ sin(n₁θ) + λ₂ sin(n₂θ): Φ of Eq. 5 without its noise. */
function firstWave(parameters: PaperClass, theta: number): number {
  return (
    parameters.amplitude1 * sinAccurate(theta * parameters.frequency1) +
    parameters.amplitude2 * sinAccurate(theta * parameters.frequency2)
  );
}

/** ρ^d [λ₁ sin(n₁ m^d θ) + λ₂ sin(n₂ m^d θ)]: one term of Φ at any angle. */
export function depthWave(parameters: PaperClass, depth: Depth, theta: number): number {
  if (depth.depth === 0) return firstWave(parameters, theta);
  return (
    depth.weight *
    (parameters.amplitude1 * Math.sin(theta * depth.frequency1) +
      parameters.amplitude2 * Math.sin(theta * depth.frequency2))
  );
}

/** Φ without its noise at any angle, to look at; what is drawn is `quantizedWave`. */
export function smoothWave(parameters: PaperClass, theta: number): number {
  return depthsOf(parameters).reduce((sum, depth) => sum + depthWave(parameters, depth, theta), 0);
}

/**
 * Φ(θ_i) + 1 without its noise at the q quantized angles. Deeper waves are read from the circle's own sines, since
 * sin(nθ_i) = sin(θ_j) with j = ni mod q: exactly periodic, however high the frequency.
 */
export function quantizedWave(parameters: PaperClass, { theta, sine }: Circle): Float64Array {
  const { amplitude1, amplitude2 } = parameters;
  const q = theta.length;
  const wave = theta.map((angle) => firstWave(parameters, angle) + 1);
  for (const { weight, frequency1, frequency2 } of depthsOf(parameters).slice(1)) {
    const [step1, step2] = [frequency1 % q, frequency2 % q];
    for (let i = 0; i < q; i++) {
      wave[i] += weight * (amplitude1 * sine[(step1 * i) % q] + amplitude2 * sine[(step2 * i) % q]);
    }
  }
  return wave;
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
  const circle = quantizedCircle(q);
  const { cosine, sine } = circle;
  const waveLessNoise = quantizedWave(parameters, circle);
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
