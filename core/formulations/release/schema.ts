/** The schema of formulation `release`'s parameters; its order is that of a written configuration. */
import * as z from "zod";
import { number, range } from "../../config/fields/bounds.ts";
import { releaseFields } from "./fields.ts";

export const releaseParameters = z.strictObject({
  vertices: range(releaseFields.vertices),
  orbits: range(releaseFields.orbits),
  perlinMin: number(releaseFields.perlinMin),
  lineWidth: number(releaseFields.lineWidth),
  radiusMin: number(releaseFields.radiusMin),
  ovalRate: number(releaseFields.ovalRate),
  startPos: number(releaseFields.startPos),
  frequency1: range(releaseFields.frequency1),
  frequency2: range(releaseFields.frequency2),
  lineThickness: number(releaseFields.lineThickness),
});
