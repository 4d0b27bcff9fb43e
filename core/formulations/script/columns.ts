/** Class parameters that the authors' scripts have in common, as columns of the class table. */
import type { ClassParameterColumn } from "../formulation.ts";

interface ScriptClass {
  vertices: number;
  orbits: number;
  noiseCoefficient: number;
  radialStep: number;
  radius: number;
  ovalX: number;
  ovalY: number;
}

export const scriptColumns = {
  vertices: {
    name: "vertices",
    symbol: "q",
    label: "Vertices",
    unit: "",
    integer: true,
    value: (c: ScriptClass) => c.vertices,
  },
  orbits: {
    name: "orbits",
    symbol: "K",
    label: "Orbits",
    unit: "",
    integer: true,
    value: (c: ScriptClass) => c.orbits,
  },
  noiseCoefficient: {
    name: "noiseCoefficient",
    symbol: "κ",
    label: "Noise coefficient",
    unit: "px",
    integer: false,
    value: (c: ScriptClass) => c.noiseCoefficient,
  },
  radialStep: {
    name: "radialStep",
    symbol: "w",
    label: "Radial step",
    unit: "px",
    integer: false,
    value: (c: ScriptClass) => c.radialStep,
  },
  radius: {
    name: "radius",
    symbol: "r",
    label: "Start radius",
    unit: "px",
    integer: true,
    value: (c: ScriptClass) => c.radius,
  },
  ovalX: {
    name: "ovalX",
    symbol: "o_x",
    label: "Oval rate across",
    unit: "",
    integer: false,
    value: (c: ScriptClass) => c.ovalX,
  },
  ovalY: {
    name: "ovalY",
    symbol: "o_y",
    label: "Oval rate down",
    unit: "",
    integer: false,
    value: (c: ScriptClass) => c.ovalY,
  },
} satisfies Record<string, ClassParameterColumn<ScriptClass>>;
