/** The rules of formulation `paper`. */
import type { Rule } from "../../config/rule.ts";
import { NOISE_BOUND, reachRule } from "../reach.ts";
import type { PaperConfig } from "./parameters.ts";

/** Bound on |Φ*_k(θ)|, px: (a_1 + c(K − 1))(1 + λ₁ + λ₂ + η ε). */
function paperReach({ imageSize, parameters }: PaperConfig): number {
  const { orbits, diameter, interval, amplitude1, amplitude2, noiseLevel, noiseScale } = parameters;
  const semiAxis = diameter[1] / 2 + interval * (orbits[1] - 1);
  const noise = noiseLevel[1] * noiseScale * NOISE_BOUND;
  return (imageSize / 512) * semiAxis * (1 + amplitude1[1] + amplitude2[1] + noise);
}

export const paperRules: readonly Rule<PaperConfig>[] = [
  reachRule(paperReach, "diameter, interval, orbits, the amplitudes or the noise"),
];
