/** The parameters of formulation `exfractaldb`, in the order in which people read them: limits, defaults and words. */
import type { FieldRow } from "../../config/fields/field.ts";
import { classTableField, integer, ofClass, ofImage, ofSearch } from "../systems/fields.ts";
import { VIEWS } from "./geometry/camera.ts";
import { searches, viewpoints, weightings } from "./parameters.ts";

const ofWalk = { ...integer, min: 64, max: 1_000_000, step: 1000, default: 10_000 } as const;

export const exfractaldbFields = {
  search: {
    ...ofSearch.search,
    choices: searches,
    default: "random",
    explanation:
      "`random` finds each class among candidates of its own, so that any is found alone; `script` finds them one after the other among the candidates of NumPy's generator, as the released script does with `--seed`.",
  },
  searchSeed: {
    ...ofSearch.searchSeed,
    explanation: "`seed`: of NumPy's generator with search `script`, which is not seeded unless it is told.",
  },
  variance: {
    path: "parameters.variance",
    ...ofClass,
    label: "Variance from",
    kind: "number",
    integer: false,
    min: 0,
    max: 0.3,
    step: 0.01,
    default: 0.05,
    explanation:
      "`variance`: what the points of a candidate, scaled to [−1, 1], have to exceed along each axis for it to become a class.",
  },
  searchPoints: {
    ...ofSearch.searchPoints,
    ...ofWalk,
    explanation:
      "`point_num` of the search: random numbers of each candidate's walk, which has one point less.",
  },
  classTable: classTableField,
  viewpoint: {
    path: "parameters.viewpoint",
    ...ofImage,
    label: "Viewpoint",
    kind: "choice",
    choices: viewpoints,
    default: "random",
    explanation:
      "`random` sees each image's model from anywhere on a sphere, with weights of its own (ExFractalDB); `ring` sees each model from views around it (MV-FractalDB, which the released code makes).",
  },
  views: {
    path: "parameters.views",
    ...ofImage,
    label: "Views",
    ...integer,
    min: 1,
    max: 360,
    step: 1,
    default: VIEWS,
    explanation: "`view_point`: views of each model with viewpoint `ring`.",
  },
  weights: {
    path: "parameters.weights",
    ...ofImage,
    label: "Weights",
    kind: "choice",
    choices: weightings,
    default: "released",
    explanation:
      "All 145 rows of weights as they were released, where 0.6 stands once in the place of 1.6; the same rows mended; or the class's own coefficients alone.",
  },
  points: {
    path: "parameters.points",
    ...ofImage,
    label: "Points",
    ...ofWalk,
    explanation: "`point_num` of the models: random numbers of a model's walk, which has one point less.",
  },
} as const satisfies Record<string, FieldRow>;
