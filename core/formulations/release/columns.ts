/** A class's parameters as columns of the class table. */
import type { ClassParameterColumn } from "../formulation.ts";
import { frequencyColumns } from "../waves.ts";
import type { ReleaseClass } from "./parameters.ts";

export const releaseColumns: ClassParameterColumn<ReleaseClass>[] = [
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
];
