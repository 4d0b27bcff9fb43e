/** The rules of formulation `release`. */
import { formatValue } from "../../config/errors.ts";
import type { Rule } from "../../config/rule.ts";
import { NOISE_BOUND, reachRule } from "../reach.ts";
import type { ReleaseConfig } from "./parameters.ts";

/** Bound on the distance from the centre, px: each orbit moves a vertex by at most |noise·κ − κ| + 1 + w. */
function releaseReach({ parameters }: ReleaseConfig): number {
  const { orbits, perlinMin, lineWidth, radiusMin, ovalRate } = parameters;
  const coefficient = Math.max(Math.abs(perlinMin), Math.abs(perlinMin + 4));
  return (radiusMin + 50) * ovalRate + orbits[1] * ((NOISE_BOUND + 1) * coefficient + 1 + lineWidth);
}

export const releaseRules: readonly Rule<ReleaseConfig>[] = [
  reachRule(releaseReach, "orbits, perlinMin, lineWidth, radiusMin or ovalRate"),

  function endlessRedraw({ parameters: { frequency1, frequency2 } }) {
    const only = frequency2[0];
    if (frequency2[1] !== only || only === 0 || only < frequency1[0] || only > frequency1[1]) return null;
    const message = `${formatValue(frequency2)} leaves n₂ only ${only}, which n₁ can take too; n₂ is drawn until it differs from n₁ and would be drawn for ever: widen it or keep ${only} out of frequency1`;
    return { path: ["parameters", "frequency2"], value: frequency2, message };
  },
];
