/** The rules of formulation `rcdb`. */
import { formatNumber, formatValue } from "../../config/errors.ts";
import type { Rule } from "../../config/rule.ts";
import { NOISE_BOUND, reachRule } from "../reach.ts";
import type { RcdbConfig } from "./parameters.ts";
import { RADIUS_SPAN } from "./sampling.ts";
import { vertexCountProbability } from "./vertexCount.ts";

/** Below it a class would take more than ten thousand draws in the mean: some milliseconds. */
const LEAST_PROBABILITY = 1e-4;

/** Bound on the distance from the centre, px: each polyline moves a vertex by at most |2·noise·κ − κ| + w. */
function rcdbReach({ parameters }: RcdbConfig): number {
  const { orbits, perlinMin, lineWidth, radiusMin, ovalRate } = parameters;
  const coefficient = Math.max(Math.abs(perlinMin), Math.abs(perlinMin + 4));
  return (radiusMin + RADIUS_SPAN) * ovalRate + orbits[1] * ((2 * NOISE_BOUND + 1) * coefficient + lineWidth);
}

export const rcdbRules: readonly Rule<RcdbConfig>[] = [
  reachRule(rcdbReach, "orbits, perlinMin, lineWidth, radiusMin or ovalRate"),

  function evenSize({ imageSize }) {
    if (imageSize % 2 === 0) return null;
    const message = `${imageSize} is odd; formulation "rcdb" draws greys up to imageSize / 2, for which the released script takes even sizes only: use ${imageSize - 1} or ${imageSize + 1}`;
    return { path: ["imageSize"], value: imageSize, message };
  },

  function rareVertices({ parameters: { vertices } }) {
    const probability = vertexCountProbability(vertices);
    if (probability >= LEAST_PROBABILITY) return null;
    const message = `${formatValue(vertices)} is hardly ever met: q is drawn from an exponential distribution with mean 100 until it lies in this range, which one of ${formatNumber(Math.round(1 / probability))} draws does; at least one of ${formatNumber(1 / LEAST_PROBABILITY)} has to: lower the minimum or widen the range`;
    return { path: ["parameters", "vertices"], value: vertices, message };
  },
];
