/** The parameters of formulation `fractaldb`, in the order in which people read them: limits, defaults and words. */
import type { FieldRow } from "../../config/fields/field.ts";
import { classTableField, integer, ofClass, ofImage, ofSearch } from "../systems/fields.ts";
import { FLIPS } from "./geometry/drawing.ts";
import { drawTypes, searches, weightings } from "./parameters.ts";

export const fractaldbFields = {
  search: {
    ...ofSearch.search,
    choices: searches,
    default: "script",
    explanation:
      "`script` finds classes one after the other among the candidates of NumPy's generator, as the released script does: the published classes; `random` finds each among candidates of its own, so that any class is found alone.",
  },
  searchSeed: {
    ...ofSearch.searchSeed,
    explanation: "Seed of NumPy's generator with search `script`; the published classes have 1.",
  },
  rate: {
    path: "parameters.rate",
    ...ofClass,
    symbol: "r",
    label: "Fill rate from",
    kind: "number",
    integer: false,
    min: 0.01,
    max: 1,
    step: 0.01,
    default: 0.2,
    explanation: "`rate`: part of a 512 × 512 picture that a candidate has to fill to become a class.",
  },
  searchPoints: {
    ...ofSearch.searchPoints,
    min: 1000,
    max: 1_000_000,
    step: 1000,
    default: 100_000,
    explanation: "`iteration` of the search: points of each candidate's walk.",
  },
  classTable: classTableField,
  weightStep: {
    path: "parameters.weightStep",
    ...ofImage,
    label: "Weight step",
    kind: "number",
    integer: false,
    min: 0.01,
    max: 0.5,
    step: 0.01,
    default: 0.4,
    explanation:
      "Coefficients are multiplied, one at a time, by 1 − 2s, 1 − s, 1 + s and 1 + 2s, where s is this step: by 0.2, 0.6, 1.4 and 1.8 in the published dataset.",
  },
  weights: {
    path: "parameters.weights",
    ...ofImage,
    label: "Weights",
    kind: "choice",
    choices: weightings,
    default: "all",
    explanation: "All 25 rows of weights, or the class's own coefficients alone.",
  },
  drawType: {
    path: "parameters.drawType",
    ...ofImage,
    label: "Drawn as",
    kind: "choice",
    choices: drawTypes,
    default: "patch_gray",
    explanation:
      "`draw_type`: each point as a pixel or as a 3 × 3 patch of random pixels, in grey 127 or in a hue that goes with its number.",
  },
  points: {
    path: "parameters.points",
    ...ofImage,
    label: "Points",
    ...integer,
    min: 100,
    max: 4_000_000,
    step: 1000,
    default: 200_000,
    explanation: "`iteration` of the pictures: points of the walk that draws an image.",
  },
  padding: {
    path: "parameters.padding",
    ...ofImage,
    unit: "px",
    label: "Padding",
    ...integer,
    min: 0,
    max: 1024,
    step: 1,
    default: 6,
    explanation: "`pad_size`: free pixels on every side.",
  },
  patchDrawings: {
    path: "parameters.patchDrawings",
    ...ofImage,
    label: "Patch drawings",
    ...integer,
    min: 1,
    max: 10_000,
    step: 1,
    default: 10,
    explanation:
      "`instance`: drawings of each row of weights, each with other patches; numbered `count` in names.",
  },
  flips: {
    path: "parameters.flips",
    ...ofImage,
    label: "Flips",
    ...integer,
    min: 1,
    max: FLIPS,
    step: 1,
    default: FLIPS,
    explanation: "Images of each drawing: upside down, as drawn, and both mirrored left to right.",
  },
} as const satisfies Record<string, FieldRow>;
