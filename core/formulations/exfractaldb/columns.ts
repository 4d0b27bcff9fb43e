/** A class's parameters as columns of the class table. */
import type { ClassParameterColumn } from "../formulation.ts";
import type { PointFormulation } from "../pointFormulation.ts";
import { FEWEST_MAPS, MOST_MAPS } from "../systems/maps.ts";
import { contraction } from "./geometry/system.ts";
import type { ExfractaldbClass, ExfractaldbConfig } from "./parameters.ts";

const number = { unit: "", integer: false } as const;

export const exfractaldbColumns: ClassParameterColumn<ExfractaldbClass>[] = [
  { name: "maps", symbol: "N", label: "Maps", unit: "", integer: true, value: (c) => c.maps },
  { name: "varianceX", symbol: "σ²_x", label: "Variance along x", ...number, value: (c) => c.varianceX },
  { name: "varianceY", symbol: "σ²_y", label: "Variance along y", ...number, value: (c) => c.varianceY },
  { name: "varianceZ", symbol: "σ²_z", label: "Variance along z", ...number, value: (c) => c.varianceZ },
  { name: "contraction", symbol: "s", label: "Contraction", ...number, value: (c) => contraction(c.system) },
];

/** Of points within −1 … 1 the variance is at most 1, and a system that is bounded shrinks lengths. */
export const exfractaldbSpans: PointFormulation<ExfractaldbConfig, ExfractaldbClass>["spans"] = {
  maps: { span: [FEWEST_MAPS, MOST_MAPS] },
  varianceX: { span: [0, 1] },
  varianceY: { span: [0, 1] },
  varianceZ: { span: [0, 1] },
  contraction: { span: [0, 1] },
};
