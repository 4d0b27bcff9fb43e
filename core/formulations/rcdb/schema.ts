/** The schema of formulation `rcdb`'s parameters; its order is that of a written configuration. */
import * as z from "zod";
import { number, range } from "../../config/fields/bounds.ts";
import { rcdbFields } from "./fields.ts";

export const rcdbParameters = z.strictObject({
  vertices: range(rcdbFields.vertices),
  perlinMin: number(rcdbFields.perlinMin),
  lineWidth: number(rcdbFields.lineWidth),
  radiusMin: number(rcdbFields.radiusMin),
  orbits: range(rcdbFields.orbits),
  ovalRate: number(rcdbFields.ovalRate),
  startPos: number(rcdbFields.startPos),
  lineThickness: number(rcdbFields.lineThickness),
});
