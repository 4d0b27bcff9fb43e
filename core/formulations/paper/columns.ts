/** A class's parameters as columns of the class table. */
import type { ClassParameterColumn } from "../formulation.ts";
import { frequencyColumns } from "../waves.ts";
import type { PaperClass, PaperConfig } from "./parameters.ts";

export const paperColumns: ClassParameterColumn<PaperClass>[] = [
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
];

const recursionColumns: ClassParameterColumn<PaperClass>[] = [
  {
    name: "depth",
    symbol: "D",
    label: "Recursion depth",
    unit: "",
    integer: true,
    value: (c) => c.depth ?? 0,
  },
  {
    name: "ratio",
    symbol: "ρ",
    label: "Recursion ratio",
    unit: "",
    integer: false,
    value: (c) => c.ratio ?? 0,
  },
  {
    name: "factor",
    symbol: "m",
    label: "Recursion factor",
    unit: "",
    integer: true,
    value: (c) => c.factor ?? 1,
  },
];

/** Tables of datasets without recursion are as they were before there was any. */
export function furtherPaperColumns({ parameters }: PaperConfig): ClassParameterColumn<PaperClass>[] {
  return parameters.recursion === undefined ? [] : recursionColumns;
}
