/** The rules of formulation `paper`. */
import type { Rule } from "../../config/rule.ts";
import { NOISE_BOUND, reachRule } from "../reach.ts";
import type { PaperConfig } from "./parameters.ts";
import { totalWeight } from "./recursion.ts";

/** Bound on |Φ*_k(θ)|, px: (a_1 + c(K − 1))(1 + (λ₁ + λ₂) Σ ρ^d + η ε). */
function paperReach({ imageSize, parameters }: PaperConfig): number {
  const { orbits, diameter, interval, amplitude1, amplitude2, noiseLevel, noiseScale } = parameters;
  const semiAxis = diameter[1] / 2 + interval * (orbits[1] - 1);
  const waves = (amplitude1[1] + amplitude2[1]) * totalWeight(parameters);
  const noise = noiseLevel[1] * noiseScale * NOISE_BOUND;
  return (imageSize / 512) * semiAxis * (1 + waves + noise);
}

function lowered({ parameters }: PaperConfig): string {
  const waves = parameters.recursion === undefined ? "the amplitudes" : "the amplitudes, recursion.ratio";
  return `diameter, interval, orbits, ${waves} or the noise`;
}

export const paperRules: readonly Rule<PaperConfig>[] = [reachRule(paperReach, lowered)];
