/** The presets of formulation `fractaldb`: the authors' datasets, and those of one image a class. */
import type { PresetRow } from "../../config/preset.ts";

/** One image of each class, as it is, unflipped and in one drawing. */
const oneInstance = { instances: 1, parameters: { weights: "unchanged", patchDrawings: 1, flips: 1 } };

export const fractaldbPresets: readonly PresetRow[] = [
  {
    name: "fractaldb-1k",
    title: "FractalDB-1k",
    description: "The 1,000 published classes of 1,000 images of fractals, each drawn on its own.",
    group: "datasets",
    config: {},
  },
  {
    name: "fractaldb-10k",
    title: "FractalDB-10k",
    description: "10,000 classes of 1,000 images of fractals, of which the first 1,000 are FractalDB-1k's.",
    group: "datasets",
    config: { classes: 10_000 },
  },
  {
    name: "fractaldb-1k-color",
    title: "FractalDB-1k, colour",
    description: "FractalDB-1k with patches in hues that go with the number of their point.",
    group: "datasets",
    config: { parameters: { drawType: "patch_color" }, output: { pixel: "rgb" } },
  },
  {
    name: "ofdb-1k",
    title: "OFDB-1k",
    description: "One image of each of FractalDB-1k's classes, as one-instance pre-training takes.",
    group: "datasets",
    config: oneInstance,
  },
  {
    name: "ofdb-21k",
    title: "OFDB-21k",
    description: "One image of each of 21,000 classes, of which the first 1,000 are FractalDB-1k's.",
    group: "datasets",
    config: { ...oneInstance, classes: 21_000 },
  },
];
