/** The schema of formulation `exfractaldb`'s parameters; its order is that of a written configuration. */
import * as z from "zod";
import { choice, digest, number } from "../../config/fields/bounds.ts";
import { exfractaldbFields as fields } from "./fields.ts";

export const exfractaldbParameters = z.strictObject({
  search: choice(fields.search),
  searchSeed: number(fields.searchSeed),
  variance: number(fields.variance),
  searchPoints: number(fields.searchPoints),
  classTable: digest(),
  viewpoint: choice(fields.viewpoint),
  views: number(fields.views),
  weights: choice(fields.weights),
  points: number(fields.points),
});
