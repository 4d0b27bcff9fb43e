/** The `rcdb` formulation: the radial contours of the authors' published script (Kataoka et al., CVPR 2022). */
import type { Formulation } from "../formulation.ts";
import { rcdbCard } from "./card.ts";
import { rcdbColumns } from "./columns.ts";
import { rcdbFields } from "./fields.ts";
import { rcdbFiles } from "./files.ts";
import { setRcdbKernelClass, setRcdbKernelImage } from "./kernel.ts";
import type { RcdbClass, RcdbConfig, RcdbPlacement } from "./parameters.ts";
import { rcdbPresets } from "./presets.ts";
import { rcdbRules } from "./rules.ts";
import { drawRcdbClass, drawRcdbPlacement } from "./sampling.ts";
import { rcdbParameters } from "./schema.ts";
import { rcdbShape } from "./shape.ts";
import { rcdbStreams } from "./streams.ts";
import { rcdbStudio } from "./studio.ts";
import { rcdbOrbits } from "./vertices.ts";

export const rcdb: Formulation<RcdbConfig, RcdbClass, RcdbPlacement> = {
  name: "rcdb",
  title: "RCDB",
  explanation: "RCDB's published script, on white",
  background: 255,
  palette: "grey",
  picture: "polylines",
  fields: rcdbFields,
  parameters: rcdbParameters,
  rules: rcdbRules,
  presets: rcdbPresets,
  columns: rcdbColumns,
  drawClass: drawRcdbClass,
  drawPlacement: drawRcdbPlacement,
  classTable: ({ streams }) => (streams === null ? null : "stream"),
  streams: rcdbStreams,
  shape: rcdbShape,
  orbits: rcdbOrbits,
  setKernelClass: setRcdbKernelClass,
  setKernelImage: setRcdbKernelImage,
  scriptFiles: rcdbFiles,
  card: rcdbCard,
  studio: rcdbStudio,
};
