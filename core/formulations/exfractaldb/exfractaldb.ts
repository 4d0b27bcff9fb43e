/** The `exfractaldb` formulation: fractals of random iterated function systems in space (Kataoka et al., CVPR 2022). */
import type { CardWords } from "../formulation.ts";
import type { PointFormulation } from "../pointFormulation.ts";
import { drawExfractaldbClass, exfractaldbSearch } from "./classes.ts";
import { exfractaldbColumns, exfractaldbSpans } from "./columns.ts";
import { exfractaldbFields } from "./fields.ts";
import { exfractaldbFiles } from "./files.ts";
import { UNCHANGED_ROW } from "./geometry/weights.ts";
import { imagesOfClass, instanceOf } from "./images.ts";
import { SpatialKernel } from "./kernel/spatialKernel.ts";
import type { ExfractaldbClass, ExfractaldbConfig } from "./parameters.ts";
import { exfractaldbPresets } from "./presets.ts";
import { ReferencePlayer } from "./referencePlayer.ts";
import { exfractaldbRules, idleExfractaldbFields } from "./rules.ts";
import { exfractaldbParameters } from "./schema.ts";
import { SpatialImages } from "./spatialImages.ts";
import { exfractaldbStudio } from "./studio.ts";

const card: CardWords = {
  title: "Fractals in space (ExFractalDB)",
  citation: `@inproceedings{kataoka2022replacing,
  title     = {Replacing Labeled Real-Image Datasets with Auto-Generated Contours},
  author    = {Kataoka, Hirokatsu and Hayamizu, Ryo and Yamada, Ryosuke and Nakashima, Kodai and Takashima, Sora and Zhang, Xinyu and Martinez-Noriega, Edgar Josafat and Inoue, Nakamasa and Yokota, Rio},
  booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)},
  year      = {2022}
}`,
};

/** Of models that are seen from a ring of views. */
const ringCard: CardWords = {
  title: "Fractals in space, seen from around (MV-FractalDB)",
  citation: `@inproceedings{yamada2021mvfractaldb,
  title     = {MV-FractalDB: Formula-driven Supervised Learning for Multi-view Image Recognition},
  author    = {Yamada, Ryosuke and Takahashi, Ryo and Suzuki, Ryota and Nakamura, Akio and Yoshiyasu, Yusuke and Sagawa, Ryusuke and Kataoka, Hirokatsu},
  booktitle = {IEEE/RSJ International Conference on Intelligent Robots and Systems (IROS)},
  year      = {2021}
}

${card.citation}`,
};

export const exfractaldb: PointFormulation<ExfractaldbConfig, ExfractaldbClass> = {
  name: "exfractaldb",
  title: "ExFractalDB",
  explanation: "ExFractalDB's models: points of fractals in space, seen from around or from anywhere",
  background: 0,
  picture: "points",
  palette: () => null,
  fields: exfractaldbFields,
  datasetDefaults: { imageSize: 224 },
  parameters: exfractaldbParameters,
  rules: exfractaldbRules,
  idle: idleExfractaldbFields,
  presets: exfractaldbPresets,
  columns: exfractaldbColumns,
  drawClass: drawExfractaldbClass,
  classTable: () => "search",
  search: exfractaldbSearch,
  spans: exfractaldbSpans,
  streams: { draws: "the models and the views' jitter" },
  plainInstance: (config) =>
    config.parameters.viewpoint === "ring" ? instanceOf(config, { weight: UNCHANGED_ROW, view: 0 }) : null,
  imagesOfClass,
  sharing: ({ parameters: { viewpoint, views } }) => (viewpoint === "ring" ? views : 1),
  pointsOfImage: ({ parameters }) => parameters.points - 1,
  kernelFractal: {
    number: 4,
    fields: [
      "imageSize",
      "parameters.searchSeed",
      "parameters.variance",
      "parameters.searchPoints",
      "parameters.viewpoint",
      "parameters.views",
      "parameters.weights",
      "parameters.points",
    ],
  },
  kernelImages: (kernel, config) =>
    new SpatialImages(config, new SpatialKernel(kernel, config.parameters.points)),
  referenceImages: (config) =>
    new SpatialImages(config, new ReferencePlayer(config.seed, config.parameters.points)),
  scriptFiles: exfractaldbFiles,
  card: ({ parameters }) => (parameters.viewpoint === "ring" ? ringCard : card),
  family: { name: "ExFractalDB", source: "Kataoka et al., CVPR 2022" },
  studio: exfractaldbStudio,
};
