/** The presets of formulation `exfractaldb`: ExFractalDB's sizes, and MV-FractalDB, which its released code makes. */
import type { PresetRow } from "../../config/preset.ts";

export const exfractaldbPresets: readonly PresetRow[] = [
  {
    name: "exfractaldb-1k",
    title: "ExFractalDB-1k",
    description: "1,000 classes of 1,000 images of fractals in space, each seen from anywhere.",
    group: "datasets",
    config: {},
  },
  {
    name: "exfractaldb-21k",
    title: "ExFractalDB-21k",
    description: "21,000 classes of 1,000 images of fractals in space, each seen from anywhere.",
    group: "datasets",
    config: { classes: 21_000 },
  },
  {
    name: "mvfractaldb-1k",
    title: "MV-FractalDB-1k",
    description:
      "1,000 classes of fractals in space, 145 models each, seen from 12 views around them: what ExFractalDB's released code makes, with its search seeded by 1.",
    group: "datasets",
    config: { instances: 1740, parameters: { search: "script", viewpoint: "ring" } },
  },
];
