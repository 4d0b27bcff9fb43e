/** The `paper` formulation: the mathematics of the publication. */
import type { PaperClass, PaperConfig } from "../../config/parameters.ts";
import type { Formulation } from "../formulation.ts";
import { frequencyColumns } from "../waves.ts";
import { drawPaperCentre, drawPaperClass } from "./sampling.ts";
import { paperShape } from "./shape.ts";
import { paperOrbits } from "./vertices.ts";

export const paper: Formulation<PaperConfig, PaperClass> = {
  title: "Paper (Eqs. 1–10)",
  columns: [
    { name: "orbits", symbol: "K", label: "Orbits", unit: "", integer: true, value: (c) => c.orbits },
    {
      name: "diameterA",
      symbol: "2a₁",
      label: "Diameter across",
      unit: "px",
      integer: false,
      value: (c) => 2 * c.semiAxisA,
    },
    {
      name: "diameterB",
      symbol: "2b₁",
      label: "Diameter down",
      unit: "px",
      integer: false,
      value: (c) => 2 * c.semiAxisB,
    },
    {
      name: "interval",
      symbol: "c",
      label: "Interval",
      unit: "px",
      integer: false,
      value: (c) => c.interval,
    },
    ...frequencyColumns,
    {
      name: "amplitude1",
      symbol: "λ₁",
      label: "First amplitude",
      unit: "",
      integer: false,
      value: (c) => c.amplitude1,
    },
    {
      name: "amplitude2",
      symbol: "λ₂",
      label: "Second amplitude",
      unit: "",
      integer: false,
      value: (c) => c.amplitude2,
    },
    { name: "vertices", symbol: "q", label: "Vertices", unit: "", integer: true, value: (c) => c.vertices },
    {
      name: "noiseLevel",
      symbol: "η",
      label: "Noise level",
      unit: "",
      integer: false,
      value: (c) => c.noiseLevel,
    },
  ],
  drawClass: drawPaperClass,
  drawCentre: drawPaperCentre,
  shape: paperShape,
  orbits(config, parameters, centre, random) {
    if (random.kind !== "randomAccess") throw new TypeError("the paper formulation has no streams");
    return paperOrbits(config.parameters, parameters, centre, random.draws);
  },
};
