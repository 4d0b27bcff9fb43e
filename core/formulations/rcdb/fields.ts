/** The parameters of formulation `rcdb`, in the order in which people read them: limits, defaults and words. */
import type { NumericFieldRow } from "../../config/fields/field.ts";
import { polylineFields } from "../polylineFields.ts";
import { scriptFields } from "../script/fields.ts";
import { MOST_VERTICES } from "./vertexCount.ts";

export const rcdbFields = {
  vertices: {
    ...polylineFields.vertices,
    max: MOST_VERTICES,
    default: [3, 200],
    explanation:
      "Vertices of each closed polyline, exponentially distributed with mean 100 and drawn until they lie in this range; `vertex_num` is its upper end, and the script's lower end is 3.",
  },
  orbits: {
    ...polylineFields.orbits,
    label: "Polylines",
    default: [1, 200],
    explanation:
      "Number of polylines, each grown from the one before; `line_num_min` is the lower end, and the script's upper end is 199 more.",
  },
  perlinMin: scriptFields.perlinMin,
  lineWidth: scriptFields.lineWidth,
  ovalRate: scriptFields.ovalRate,
  lineThickness: polylineFields.lineThickness,
  radiusMin: {
    path: "parameters.radiusMin",
    symbol: "r",
    label: "Radius from",
    unit: "px",
    group: "image",
    kind: "integer",
    integer: true,
    min: 0,
    max: 4096,
    step: 1,
    default: 0,
    explanation:
      "`radius_min`: the starting radius r is an integer between this and 100 more, drawn for each image, as o_x and o_y are.",
  },
  startPos: { ...scriptFields.startPos, default: 400 },
} as const satisfies Record<string, NumericFieldRow>;
