/** The `release` formulation: what the authors' published script computes. */

import type { PolylineFormulation } from "../formulation.ts";
import { polylineRules } from "../polylineRules.ts";
import { visualAtomFiles } from "../visualAtomFiles.ts";
import { visualAtom, visualAtomCard } from "../visualAtomWords.ts";
import { releaseColumns } from "./columns.ts";
import { releaseFields } from "./fields.ts";
import { releaseKernelDraws } from "./kernel.ts";
import type { ReleaseClass, ReleaseConfig } from "./parameters.ts";
import { releasePresets } from "./presets.ts";
import { releaseRules } from "./rules.ts";
import { drawReleaseCentre, drawReleaseClass } from "./sampling.ts";
import { releaseParameters } from "./schema.ts";
import { releaseShape } from "./shape.ts";
import { releaseStreams } from "./streams.ts";
import { releaseStudio } from "./studio.ts";
import { releaseOrbits } from "./vertices.ts";

export const release: PolylineFormulation<ReleaseConfig, ReleaseClass> = {
  name: "release",
  title: "Released script",
  explanation: "the authors' published script",
  background: 0,
  picture: "polylines",
  fields: releaseFields,
  parameters: releaseParameters,
  rules: [...polylineRules, ...releaseRules],
  presets: releasePresets,
  columns: releaseColumns,
  drawClass: drawReleaseClass,
  drawPlacement: drawReleaseCentre,
  classTable: ({ streams }) => (streams === null ? null : "stream"),
  streams: releaseStreams,
  shape: releaseShape,
  orbits: (_config, parameters, centre, random) => releaseOrbits(parameters, centre, random),
  kernelDraws: releaseKernelDraws,
  scriptFiles: visualAtomFiles,
  card: () => visualAtomCard,
  family: visualAtom,
  studio: releaseStudio,
};
