/** The `release` formulation: what the authors' published script computes. */
import type { ReleaseClass, ReleaseConfig } from "../../config/parameters.ts";
import type { Formulation } from "../formulation.ts";
import { frequencyColumns } from "../waves.ts";
import { drawReleaseCentre, drawReleaseClass } from "./sampling.ts";
import { releaseShape } from "./shape.ts";
import { releaseOrbits } from "./vertices.ts";

export const release: Formulation<ReleaseConfig, ReleaseClass> = {
  title: "Released script",
  columns: [
    { name: "vertices", symbol: "q", label: "Vertices", unit: "", integer: true, value: (c) => c.vertices },
    { name: "orbits", symbol: "K", label: "Orbits", unit: "", integer: true, value: (c) => c.orbits },
    {
      name: "noiseCoefficient",
      symbol: "κ",
      label: "Noise coefficient",
      unit: "px",
      integer: false,
      value: (c) => c.noiseCoefficient,
    },
    {
      name: "radialStep",
      symbol: "w",
      label: "Radial step",
      unit: "px",
      integer: false,
      value: (c) => c.radialStep,
    },
    { name: "radius", symbol: "r", label: "Start radius", unit: "px", integer: true, value: (c) => c.radius },
    ...frequencyColumns,
    {
      name: "ovalX",
      symbol: "o_x",
      label: "Oval rate across",
      unit: "",
      integer: false,
      value: (c) => c.ovalX,
    },
    {
      name: "ovalY",
      symbol: "o_y",
      label: "Oval rate down",
      unit: "",
      integer: false,
      value: (c) => c.ovalY,
    },
  ],
  drawClass: drawReleaseClass,
  drawCentre: drawReleaseCentre,
  shape: releaseShape,
  orbits: (_config, parameters, centre, random) => releaseOrbits(parameters, centre, random),
};
