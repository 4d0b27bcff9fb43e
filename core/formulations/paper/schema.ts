/** The schema of formulation `paper`'s parameters; its order is that of a written configuration. */
import * as z from "zod";
import { number, range } from "../../config/fields/bounds.ts";
import { paperFields } from "./fields.ts";
import type { PaperParameters } from "./parameters.ts";

const recursion = z.strictObject({
  depth: number(paperFields.recursionDepth),
  ratio: number(paperFields.recursionRatio),
  factor: number(paperFields.recursionFactor),
});

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
  recursion: recursion.optional(),
});

/** D = 0 is written as it was before there was recursion, so that its datasets are the same to the byte. */
export function canonicalPaperParameters({ recursion: deeper, ...others }: PaperParameters): PaperParameters {
  return deeper === undefined || deeper.depth === 0 ? others : { ...others, recursion: deeper };
}
