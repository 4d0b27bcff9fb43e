/** The rules of every formulation of polylines. */
import type { PolylineConfigBase } from "../config/dataset.ts";
import { formatNumber } from "../config/errors.ts";
import { combinedLimits } from "../config/fields/field.ts";
import type { Rule } from "../config/rule.ts";

export const polylineRules: readonly Rule<PolylineConfigBase>[] = [
  function rendererThickness({ renderer, parameters: { lineThickness } }) {
    if (renderer !== "lines" || lineThickness === 1) return null;
    const message = `${lineThickness} is not allowed with renderer "lines", which draws 1 px only; use renderer "canvas"`;
    return { path: ["parameters", "lineThickness"], value: lineThickness, message };
  },

  function vertexCount({ parameters: { orbits, vertices } }) {
    const count = orbits[1] * vertices[1];
    if (count <= combinedLimits.vertices) return null;
    const product = `${formatNumber(vertices[1])} vertices on each of ${formatNumber(orbits[1])} orbits`;
    const message = `${product} are ${formatNumber(count)} vertices an image; at most ${formatNumber(combinedLimits.vertices)} are allowed`;
    return { path: ["parameters", "vertices"], value: vertices, message };
  },
];
