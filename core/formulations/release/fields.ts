/** The parameters of formulation `release`, in the order in which people read them: limits, defaults and words. */
import type { NumericFieldRow } from "../../config/fields/field.ts";
import { polylineFields } from "../polylineFields.ts";
import { scriptFields } from "../script/fields.ts";

export const releaseFields = {
  ...polylineFields,
  perlinMin: scriptFields.perlinMin,
  lineWidth: scriptFields.lineWidth,
  radiusMin: {
    path: "parameters.radiusMin",
    symbol: "r",
    label: "Radius from",
    unit: "px",
    group: "class",
    kind: "integer",
    integer: true,
    min: 0,
    max: 4096,
    step: 1,
    default: 10,
    explanation: "`radius_min`: the starting radius r is an integer between this and 50 more.",
  },
  ovalRate: scriptFields.ovalRate,
  startPos: scriptFields.startPos,
} as const satisfies Record<string, NumericFieldRow>;
