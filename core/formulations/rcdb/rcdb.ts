/** The `rcdb` formulation: the radial contours of the authors' published script (Kataoka et al., CVPR 2022). */

import type { CardWords, PolylineFormulation } from "../formulation.ts";
import { polylineRules } from "../polylineRules.ts";
import { rcdbColumns, rcdbImageColumns } from "./columns.ts";
import { rcdbFields } from "./fields.ts";
import { rcdbFiles } from "./files.ts";
import { rcdbKernelDraws } from "./kernel.ts";
import type { RcdbClass, RcdbConfig, RcdbPlacement } from "./parameters.ts";
import { rcdbPresets } from "./presets.ts";
import { rcdbRules } from "./rules.ts";
import { drawRcdbClass, drawRcdbPlacement } from "./sampling.ts";
import { rcdbParameters } from "./schema.ts";
import { rcdbShape } from "./shape.ts";
import { rcdbStreams } from "./streams.ts";
import { rcdbStudio } from "./studio.ts";
import { rcdbOrbits } from "./vertices.ts";

const card: CardWords = {
  title: "Radial contours (RCDB)",
  citation: `@inproceedings{kataoka2022replacing,
  title     = {Replacing Labeled Real-Image Datasets with Auto-Generated Contours},
  author    = {Kataoka, Hirokatsu and Hayamizu, Ryo and Yamada, Ryosuke and Nakashima, Kodai and Takashima, Sora and Zhang, Xinyu and Martinez-Noriega, Edgar Josafat and Inoue, Nakamasa and Yokota, Rio},
  booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)},
  year      = {2022}
}`,
};

export const rcdb: PolylineFormulation<RcdbConfig, RcdbClass, RcdbPlacement> = {
  name: "rcdb",
  title: "RCDB",
  explanation: "RCDB's published script, on white",
  background: 255,
  picture: "polylines",
  fields: rcdbFields,
  parameters: rcdbParameters,
  rules: [...polylineRules, ...rcdbRules],
  presets: rcdbPresets,
  columns: rcdbColumns,
  drawClass: drawRcdbClass,
  drawPlacement: drawRcdbPlacement,
  imageColumns: rcdbImageColumns,
  classTable: ({ streams }) => (streams === null ? null : "stream"),
  streams: rcdbStreams,
  shape: rcdbShape,
  orbits: rcdbOrbits,
  kernelDraws: rcdbKernelDraws,
  scriptFiles: rcdbFiles,
  card: () => card,
  family: { name: "RCDB", source: "Kataoka et al., CVPR 2022" },
  studio: rcdbStudio,
};
