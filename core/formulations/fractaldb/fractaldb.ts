/** The `fractaldb` formulation: fractals of random iterated function systems (Kataoka et al., IJCV 2022). */
import type { CardWords } from "../formulation.ts";
import type { PointFormulation } from "../pointFormulation.ts";
import { drawFractaldbClass, fractaldbSearch } from "./classes.ts";
import { fractaldbColumns, fractaldbSpans } from "./columns.ts";
import { fractaldbFields } from "./fields.ts";
import { fractaldbFiles } from "./files.ts";
import { huePalette } from "./geometry/colours.ts";
import { UNCHANGED_ROW } from "./geometry/weights.ts";
import { imagesOfClass, instanceOf } from "./images.ts";
import { FractalKernelImages } from "./kernelImages.ts";
import { type FractaldbClass, type FractaldbConfig, isColour } from "./parameters.ts";
import { fractaldbPresets } from "./presets.ts";
import { FractalReferenceImages } from "./referenceImages.ts";
import { fractaldbNotes, fractaldbRules, idleFractaldbFields } from "./rules.ts";
import { fractaldbParameters } from "./schema.ts";
import { fractaldbStudio } from "./studio.ts";

const card: CardWords = {
  title: "Fractals (FractalDB)",
  citation: `@article{kataoka2022pretraining,
  title   = {Pre-training without Natural Images},
  author  = {Kataoka, Hirokatsu and Okayasu, Kazushige and Matsumoto, Asato and Yamagata, Eisuke and Yamada, Ryosuke and Inoue, Nakamasa and Nakamura, Akio and Satoh, Yutaka},
  journal = {International Journal of Computer Vision (IJCV)},
  year    = {2022}
}`,
};

/** Of one image of each class, as it is. */
const ofdbCard: CardWords = {
  title: "One image of each fractal (OFDB)",
  citation: `${card.citation}

@inproceedings{nakamura2023pretraining,
  title     = {Pre-training Vision Transformers with Very Limited Synthesized Images},
  author    = {Nakamura, Ryo and Kataoka, Hirokatsu and Takashima, Sora and Noriega, Edgar Josafat Martinez and Yokota, Rio and Inoue, Nakamasa},
  booktitle = {IEEE/CVF International Conference on Computer Vision (ICCV)},
  year      = {2023}
}`,
};

const palette = huePalette();

export const fractaldb: PointFormulation<FractaldbConfig, FractaldbClass> = {
  name: "fractaldb",
  title: "FractalDB",
  explanation: "FractalDB's published scripts: points of fractals, whose classes are found by a search",
  background: 0,
  picture: "points",
  palette: ({ parameters }) => (isColour(parameters.drawType) ? palette : null),
  fields: fractaldbFields,
  datasetDefaults: { imageSize: 362 },
  parameters: fractaldbParameters,
  rules: fractaldbRules,
  notes: fractaldbNotes,
  idle: idleFractaldbFields,
  presets: fractaldbPresets,
  columns: fractaldbColumns,
  drawClass: drawFractaldbClass,
  classTable: () => "search",
  search: fractaldbSearch,
  spans: fractaldbSpans,
  streams: { draws: "the patches" },
  plainInstance: (config) => instanceOf(config, { weight: UNCHANGED_ROW, count: 0, flip: 0 }),
  imagesOfClass,
  sharing: ({ parameters: { patchDrawings, flips } }) => patchDrawings * flips,
  pointsOfImage: ({ parameters }) => parameters.points,
  kernelFractal: {
    number: 3,
    fields: [
      "imageSize",
      "parameters.searchSeed",
      "parameters.rate",
      "parameters.searchPoints",
      "parameters.drawType",
      "parameters.points",
      "parameters.padding",
      "parameters.weights",
      "parameters.weightStep",
      "parameters.patchDrawings",
      "parameters.flips",
    ],
  },
  kernelImages: (kernel, config) => new FractalKernelImages(kernel, config),
  referenceImages: (config) => new FractalReferenceImages(config),
  scriptFiles: fractaldbFiles,
  card: ({ instances, parameters }) =>
    instances === 1 && parameters.weights === "unchanged" ? ofdbCard : card,
  family: { name: "FractalDB", source: "Kataoka et al., IJCV 2022" },
  studio: fractaldbStudio,
};
