/** The rules that tie several fields of a configuration together; each names the field to change. */
import { formulationOf } from "../formulations/index.ts";
import { formatNumber, formatValue } from "./errors.ts";
import { combinedLimits } from "./fields/field.ts";
import { fieldAt } from "./fields/fields.ts";
import { isPacked, isScriptLayout } from "./layouts.ts";
import type { DatasetConfig } from "./parameters.ts";
import type { Rule, RuleProblem } from "./rule.ts";

/** The broken rules of a configuration whose fields are each within their limits. */
export function brokenRules(config: DatasetConfig): RuleProblem[] {
  return [...rules, ...formulationOf(config).rules]
    .map((rule) => rule(config))
    .filter((problem) => problem !== null);
}

const rules: readonly Rule<DatasetConfig>[] = [
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

  function releaseImage({ output }) {
    if (!isScriptLayout(output.layout) || output.image === "png") return null;
    const message = `${formatValue(output.image)} is not allowed with layout "release", whose files are png; use "png" or layout "imagefolder"`;
    return { path: ["output", "image"], value: output.image, message };
  },

  function releasePixel({ output }) {
    if (!isScriptLayout(output.layout) || output.pixel === "rgb") return null;
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
];
