/** The `paper` formulation: the mathematics of the publication. */

import type { PolylineFormulation } from "../formulation.ts";
import { polylineRules } from "../polylineRules.ts";
import { visualAtomFiles } from "../visualAtomFiles.ts";
import { visualAtom, visualAtomCard } from "../visualAtomWords.ts";
import { furtherPaperColumns, paperColumns } from "./columns.ts";
import { paperFields } from "./fields.ts";
import { paperKernelDraws } from "./kernel.ts";
import type { PaperClass, PaperConfig } from "./parameters.ts";
import { paperPresets } from "./presets.ts";
import { aliasingNote, beyondThePaper, idleRecursion } from "./recursion.ts";
import { paperRules } from "./rules.ts";
import { drawPaperCentre, drawPaperClass } from "./sampling.ts";
import { canonicalPaperParameters, paperParameters } from "./schema.ts";
import { paperShape } from "./shape.ts";
import { paperStudio } from "./studio.ts";
import { paperOrbits } from "./vertices.ts";

export const paper: PolylineFormulation<PaperConfig, PaperClass> = {
  name: "paper",
  title: "Paper (Eqs. 1–10)",
  explanation: "follows Eqs. 1–10",
  background: 0,
  picture: "polylines",
  fields: paperFields,
  parameters: paperParameters,
  canonical: canonicalPaperParameters,
  rules: [...polylineRules, ...paperRules],
  notes: [beyondThePaper, aliasingNote],
  idle: idleRecursion,
  presets: paperPresets,
  columns: paperColumns,
  furtherColumns: furtherPaperColumns,
  drawClass: drawPaperClass,
  drawPlacement: drawPaperCentre,
  classTable: () => null,
  streams: null,
  shape: paperShape,
  orbits(config, parameters, centre, random) {
    if (random.kind !== "randomAccess") throw new TypeError("the paper formulation has no streams");
    return paperOrbits(config.parameters, parameters, centre, random.draws);
  },
  kernelDraws: paperKernelDraws,
  scriptFiles: visualAtomFiles,
  card: () => visualAtomCard,
  family: visualAtom,
  studio: paperStudio,
};
