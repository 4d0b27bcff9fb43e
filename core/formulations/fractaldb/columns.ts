/** A class's parameters as columns of the class table. */
import type { ClassParameterColumn } from "../formulation.ts";
import { contraction } from "./geometry/system.ts";
import type { FractaldbClass } from "./parameters.ts";

const number = { unit: "", integer: false } as const;

export const fractaldbColumns: ClassParameterColumn<FractaldbClass>[] = [
  { name: "maps", symbol: "N", label: "Maps", unit: "", integer: true, value: (c) => c.maps },
  { name: "fill", symbol: "r", label: "Fill rate", ...number, value: (c) => c.fill },
  { name: "contraction", symbol: "s", label: "Contraction", ...number, value: (c) => contraction(c.system) },
];
