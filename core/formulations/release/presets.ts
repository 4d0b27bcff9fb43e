/** The presets of formulation `release`: what the authors' script makes. */
import type { PresetRow } from "../../config/preset.ts";

export const releasePresets: readonly PresetRow[] = [
  {
    name: "visualatom-1k-release",
    title: "VisualAtom-1k, released script",
    description:
      "1,000 classes of 1,000 images by the released script's method, each image drawn on its own.",
    group: "datasets",
    config: {},
  },
  {
    name: "visualatom-21k-release",
    title: "VisualAtom-21k, released script",
    description:
      "21,000 classes of 1,000 images by the released script's method, each image drawn on its own.",
    group: "datasets",
    config: { classes: 21_000 },
  },
  {
    name: "visualatom-1k-exact",
    title: "VisualAtom-1k, exact",
    description:
      "What the released script draws with the authors' best-practice settings and 20 threads, pixel for pixel.",
    group: "datasets",
    config: { streams: 20, seed: 1 },
  },
];
