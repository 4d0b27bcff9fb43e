/** A class's parameters as columns of the class table. */
import type { ClassParameterColumn } from "../formulation.ts";
import { contraction } from "./geometry/system.ts";
import type { ExfractaldbClass } from "./parameters.ts";

const number = { unit: "", integer: false } as const;

export const exfractaldbColumns: ClassParameterColumn<ExfractaldbClass>[] = [
  { name: "maps", symbol: "N", label: "Maps", unit: "", integer: true, value: (c) => c.maps },
  { name: "varianceX", symbol: "σ²_x", label: "Variance along x", ...number, value: (c) => c.varianceX },
  { name: "varianceY", symbol: "σ²_y", label: "Variance along y", ...number, value: (c) => c.varianceY },
  { name: "varianceZ", symbol: "σ²_z", label: "Variance along z", ...number, value: (c) => c.varianceZ },
  { name: "contraction", symbol: "s", label: "Contraction", ...number, value: (c) => contraction(c.system) },
];
