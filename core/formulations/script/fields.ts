/** Options that the authors' scripts have in common, with the same best-practice values. */
import type { NumericFieldRow } from "../../config/fields/field.ts";

export const scriptFields = {
  perlinMin: {
    path: "parameters.perlinMin",
    symbol: "κ",
    label: "Noise coefficient from",
    unit: "px",
    group: "class",
    kind: "integer",
    integer: true,
    min: -100,
    max: 100,
    step: 1,
    default: 0,
    explanation: "`perlin_min`: the factor κ on the noise is uniform between this and 4 more.",
  },
  lineWidth: {
    path: "parameters.lineWidth",
    symbol: "w",
    label: "Radial step up to",
    unit: "px",
    group: "class",
    kind: "number",
    integer: false,
    min: 0,
    max: 100,
    step: 0.01,
    default: 0.1,
    explanation:
      "`line_width`: w, uniform between 0 and this, widens each polyline (it is no line thickness).",
  },
  ovalRate: {
    path: "parameters.ovalRate",
    symbol: "o_x, o_y",
    label: "Oval rate up to",
    unit: "",
    group: "class",
    kind: "number",
    integer: false,
    min: 1,
    max: 16,
    step: 0.1,
    default: 2,
    explanation: "`oval_rate`: the radius is stretched by o_x and o_y, each uniform between 1 and this.",
  },
} as const satisfies Record<string, NumericFieldRow>;
