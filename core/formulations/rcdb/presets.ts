/** The presets of formulation `rcdb`: the authors' datasets. */
import type { PresetRow } from "../../config/preset.ts";

export const rcdbPresets: readonly PresetRow[] = [
  {
    name: "rcdb-1k",
    title: "RCDB-1k",
    description:
      "1,000 classes of 1,000 images of radial contours by the released script's method, each image drawn on its own.",
    group: "datasets",
    config: {},
  },
  {
    name: "rcdb-21k",
    title: "RCDB-21k",
    description:
      "21,000 classes of 1,000 images of radial contours by the released script's method, each image drawn on its own.",
    group: "datasets",
    config: { classes: 21_000 },
  },
  {
    name: "rcdb-1k-exact",
    title: "RCDB-1k, exact",
    description:
      "What RCDB's released script draws with the authors' settings and 10 threads, pixel for pixel.",
    group: "datasets",
    config: { streams: 10, seed: 1 },
  },
];
