/** The rules that tie several fields of a configuration together; each names the field to change. */

import { formatNumber, formatValue } from "./errors.ts";
import { combinedLimits, fieldAt } from "./fields.ts";
import { isPacked } from "./layouts.ts";
import type { DatasetConfig, PaperConfig, ReleaseConfig } from "./parameters.ts";

export interface RuleProblem {
  path: string[];
  value: unknown;
  message: string;
}

type Rule = (config: DatasetConfig) => RuleProblem | null;

/** The broken rules of a configuration whose fields are each within their limits. */
export function brokenRules(config: DatasetConfig): RuleProblem[] {
  return rules.map((rule) => rule(config)).filter((problem) => problem !== null);
}

const rules: readonly Rule[] = [
  function imageCount({ classes, instances }) {
    const images = classes * instances;
    if (images <= combinedLimits.images) return null;
    const product = `${formatNumber(classes)} classes of ${formatNumber(instances)} instances`;
    const message = `${product} are ${formatNumber(images)} images; at most ${formatNumber(combinedLimits.images)} are allowed`;
    return { path: ["classes"], value: classes, message };
  },

  function wholeStreams({ classes, streams }) {
    if (streams === null || classes % streams === 0) return null;
    const below = Math.floor(classes / streams) * streams;
    const nearest = below > 0 ? `${below} or ${below + streams}` : String(streams);
    const message = `${classes} is not a multiple of streams (${streams}), which share the classes equally; try ${nearest}`;
    return { path: ["classes"], value: classes, message };
  },

  function streamSeeds({ seed, streams }) {
    const { max } = fieldAt("seed");
    if (streams === null || seed <= max - (streams - 1)) return null;
    const message = `${seed} is too large for ${streams} streams; it must be at most ${max - (streams - 1)}, so that seed + t is exact for each`;
    return { path: ["seed"], value: seed, message };
  },

  function rendererThickness({ renderer, parameters: { lineThickness } }) {
    if (renderer !== "lines" || lineThickness === 1) return null;
    const message = `${lineThickness} is not allowed with renderer "lines", which draws 1 px only; use renderer "canvas"`;
    return { path: ["parameters", "lineThickness"], value: lineThickness, message };
  },

  function releaseImage({ output }) {
    if (output.layout !== "release" || output.image === "png") return null;
    const message = `${formatValue(output.image)} is not allowed with layout "release", whose files are png; use "png" or layout "imagefolder"`;
    return { path: ["output", "image"], value: output.image, message };
  },

  function releasePixel({ output }) {
    if (output.layout !== "release" || output.pixel === "rgb") return null;
    const message = `${formatValue(output.pixel)} is not allowed with layout "release", whose files are RGB; use "rgb" or layout "imagefolder"`;
    return { path: ["output", "pixel"], value: output.pixel, message };
  },

  function packedStreams({ streams, output: { layout } }) {
    if (streams === null || !isPacked(layout)) return null;
    const message = `${formatValue(layout)} is not allowed with streams: its shards mix images of all classes, but a stream's images can only be drawn one after the other; use layout "imagefolder", or streams null`;
    return { path: ["output", "layout"], value: layout, message };
  },

  function redrawStreams({ streams, redrawBlank }) {
    if (streams === null || !redrawBlank) return null;
    const message =
      "true is not allowed with streams: a stream's random numbers run on from image to image, so an image drawn again would change all that follow; use false, or streams null";
    return { path: ["redrawBlank"], value: redrawBlank, message };
  },

  function onlyReduction({ imageSize, output: { storedSize } }) {
    if (storedSize === null || storedSize <= imageSize) return null;
    const message = `${storedSize} is larger than imageSize (${imageSize}); pictures are only reduced, since enlarging adds nothing to them: raise imageSize instead`;
    return { path: ["output", "storedSize"], value: storedSize, message };
  },

  function vertexCount({ parameters: { orbits, vertices } }) {
    const count = orbits[1] * vertices[1];
    if (count <= combinedLimits.vertices) return null;
    const product = `${formatNumber(vertices[1])} vertices on each of ${formatNumber(orbits[1])} orbits`;
    const message = `${product} are ${formatNumber(count)} vertices an image; at most ${formatNumber(combinedLimits.vertices)} are allowed`;
    return { path: ["parameters", "vertices"], value: vertices, message };
  },

  function reach(config) {
    const farthest = Math.round(config.formulation === "paper" ? paperReach(config) : releaseReach(config));
    if (farthest <= combinedLimits.reach) return null;
    const lower =
      config.formulation === "paper"
        ? "diameter, interval, orbits, the amplitudes or the noise"
        : "orbits, perlinMin, lineWidth, radiusMin or ovalRate";
    const message = `a vertex could lie ${formatNumber(farthest)} px from the centre; at most ${formatNumber(combinedLimits.reach)} px are allowed: lower ${lower}`;
    return { path: ["parameters"], value: farthest, message };
  },

  function endlessRedraw(config) {
    if (config.formulation !== "release") return null;
    const { frequency1, frequency2 } = config.parameters;
    const only = frequency2[0];
    if (frequency2[1] !== only || only === 0 || only < frequency1[0] || only > frequency1[1]) return null;
    const message = `${formatValue(frequency2)} leaves n₂ only ${only}, which n₁ can take too; n₂ is drawn until it differs from n₁ and would be drawn for ever: widen it or keep ${only} out of frequency1`;
    return { path: ["parameters", "frequency2"], value: frequency2, message };
  },
];

/** Largest |ε|: the gradient noise is 0.4 times at most 4, half-way between two gradients of 8. */
const NOISE_BOUND = 1.6;

/** Bound on |Φ*_k(θ)|, px: (a_1 + c(K − 1))(1 + λ₁ + λ₂ + η ε). */
function paperReach({ imageSize, parameters }: PaperConfig): number {
  const { orbits, diameter, interval, amplitude1, amplitude2, noiseLevel, noiseScale } = parameters;
  const semiAxis = diameter[1] / 2 + interval * (orbits[1] - 1);
  const noise = noiseLevel[1] * noiseScale * NOISE_BOUND;
  return (imageSize / 512) * semiAxis * (1 + amplitude1[1] + amplitude2[1] + noise);
}

/** Bound on the distance from the centre, px: each orbit moves a vertex by at most |noise·κ − κ| + 1 + w. */
function releaseReach({ parameters }: ReleaseConfig): number {
  const { orbits, perlinMin, lineWidth, radiusMin, ovalRate } = parameters;
  const coefficient = Math.max(Math.abs(perlinMin), Math.abs(perlinMin + 4));
  return (radiusMin + 50) * ovalRate + orbits[1] * ((NOISE_BOUND + 1) * coefficient + 1 + lineWidth);
}
