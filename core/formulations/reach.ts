/** The rule that keeps every vertex where integer lines can be drawn to it. */
import type { PolylineConfigBase } from "../config/dataset.ts";
import { formatNumber } from "../config/errors.ts";
import { combinedLimits } from "../config/fields/field.ts";
import type { Rule } from "../config/rule.ts";

/** Largest |ε|: the gradient noise is 0.4 times at most 4, half-way between two gradients of 8. */
export const NOISE_BOUND = 1.6;

/**
 * @param reachOf bound on the distance of any vertex from the centre, px
 * @param lower what to lower, as people say it
 */
export function reachRule<Config extends PolylineConfigBase>(
  reachOf: (config: Config) => number,
  lower: string | ((config: Config) => string),
): Rule<Config> {
  return function reach(config) {
    const farthest = Math.round(reachOf(config));
    if (farthest <= combinedLimits.reach) return null;
    const what = typeof lower === "string" ? lower : lower(config);
    const message = `a vertex could lie ${formatNumber(farthest)} px from the centre; at most ${formatNumber(combinedLimits.reach)} px are allowed: lower ${what}`;
    return { path: ["parameters"], value: farthest, message };
  };
}
