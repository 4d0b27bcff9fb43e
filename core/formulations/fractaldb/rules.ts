/** The rules and notes of formulation `fractaldb`. */
import { formatNumber } from "../../config/errors.ts";
import type { NoteRule, Rule } from "../../config/rule.ts";
import { idleSearchFields, scriptStreams } from "../systems/rules.ts";
import { SEARCH_SIZE } from "./geometry/search.ts";
import { imagesOfClass } from "./images.ts";
import { type FractaldbConfig, hasPatches, isColour } from "./parameters.ts";

const PATCH_REACH = 3;

export const fractaldbRules: readonly Rule<FractaldbConfig>[] = [
  function enoughImages(config) {
    const { instances, parameters } = config;
    const most = imagesOfClass(config);
    if (instances <= most) return null;
    const { weights, patchDrawings, flips } = parameters;
    const rows = weights === "all" ? "25 rows of weights" : "1 row of weights";
    const message = `${instances} is more than a class has: ${rows} × ${patchDrawings} patch drawings × ${flips} flips are ${formatNumber(most)} images; lower it, or raise patchDrawings`;
    return { path: ["instances"], value: instances, message };
  },

  function reachableRate({ parameters: { rate, searchPoints, classTable } }) {
    const needed = Math.ceil(rate * SEARCH_SIZE ** 2);
    if (classTable !== null || needed <= searchPoints) return null;
    const message = `${rate} of a ${SEARCH_SIZE} × ${SEARCH_SIZE} picture are ${formatNumber(needed)} pixels, which ${formatNumber(searchPoints)} points cannot fill; lower it, or raise searchPoints`;
    return { path: ["parameters", "rate"], value: rate, message };
  },

  function roomInside({ imageSize, parameters: { padding } }) {
    if (imageSize - 2 * padding > PATCH_REACH) return null;
    const message = `${padding} px on every side leave no room in a picture of ${imageSize} px; lower it`;
    return { path: ["parameters", "padding"], value: padding, message };
  },

  function colourPixels({ output, parameters: { drawType } }) {
    if (!isColour(drawType) || output.pixel === "rgb") return null;
    const message = `"gray" is not allowed with drawType ${JSON.stringify(drawType)}, whose pictures are colour; use "rgb"`;
    return { path: ["output", "pixel"], value: output.pixel, message };
  },

  scriptStreams,
];

export const fractaldbNotes: readonly NoteRule<FractaldbConfig>[] = [
  function equalSeeds({ seed, parameters: { drawType, search, classTable } }) {
    const drawsClasses = search === "random" && classTable === null;
    if (hasPatches(drawType) || drawsClasses || seed === 1) return null;
    const others = classTable === null ? "; another searchSeed finds other classes" : "";
    const message = `Points are drawn without anything random, so that every seed gives the same images${others}.`;
    return { field: "seed", message };
  },

  function equalDrawings({ instances, parameters: { drawType, patchDrawings, flips } }) {
    if (hasPatches(drawType) || patchDrawings === 1 || instances <= flips) return null;
    const message = `Points are drawn without anything random, so that the ${patchDrawings} drawings of each row of weights are the same image; with patchDrawings 1 a class has each once.`;
    return { field: "parameters.patchDrawings", message };
  },
];

export function idleFractaldbFields(config: FractaldbConfig): ReadonlyMap<string, string> {
  const idle = idleSearchFields(config, "rate");
  if (config.parameters.weights === "unchanged")
    idle.set("parameters.weightStep", "coefficients stay as they are");
  return idle;
}
