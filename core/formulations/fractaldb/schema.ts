/** The schema of formulation `fractaldb`'s parameters; its order is that of a written configuration. */
import * as z from "zod";
import { choice, digest, number } from "../../config/fields/bounds.ts";
import { fractaldbFields as fields } from "./fields.ts";

export const fractaldbParameters = z.strictObject({
  search: choice(fields.search),
  searchSeed: number(fields.searchSeed),
  rate: number(fields.rate),
  searchPoints: number(fields.searchPoints),
  classTable: digest(),
  drawType: choice(fields.drawType),
  points: number(fields.points),
  padding: number(fields.padding),
  weights: choice(fields.weights),
  weightStep: number(fields.weightStep),
  patchDrawings: number(fields.patchDrawings),
  flips: number(fields.flips),
});
