/** The schema of formulation `paper`'s parameters; its order is that of a written configuration. */
import { z } from "zod";
import { number, range } from "../../config/fields/bounds.ts";
import { paperFields } from "./fields.ts";

export const paperParameters = z.strictObject({
  orbits: range(paperFields.orbits),
  diameter: range(paperFields.diameter),
  interval: number(paperFields.interval),
  frequency1: range(paperFields.frequency1),
  frequency2: range(paperFields.frequency2),
  amplitude1: range(paperFields.amplitude1),
  amplitude2: range(paperFields.amplitude2),
  vertices: range(paperFields.vertices),
  noiseLevel: range(paperFields.noiseLevel),
  noiseScale: number(paperFields.noiseScale),
  lineThickness: number(paperFields.lineThickness),
  grey: range(paperFields.grey),
  nucleus: range(paperFields.nucleus),
});
