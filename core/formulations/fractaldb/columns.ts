/** A class's parameters as columns of the class table. */
import type { ClassParameterColumn } from "../formulation.ts";
import type { PointFormulation } from "../pointFormulation.ts";
import { FEWEST_MAPS, MOST_MAPS } from "../systems/maps.ts";
import { contraction } from "./geometry/system.ts";
import type { FractaldbClass, FractaldbConfig } from "./parameters.ts";

const number = { unit: "", integer: false } as const;

export const fractaldbColumns: ClassParameterColumn<FractaldbClass>[] = [
  { name: "maps", symbol: "N", label: "Maps", unit: "", integer: true, value: (c) => c.maps },
  { name: "fill", symbol: "r", label: "Fill rate", ...number, value: (c) => c.fill },
  { name: "contraction", symbol: "s", label: "Contraction", ...number, value: (c) => contraction(c.system) },
];

/** A fill rate is a part of the picture, and a system that is bounded shrinks lengths. */
export const fractaldbSpans: PointFormulation<FractaldbConfig, FractaldbClass>["spans"] = {
  maps: { span: [FEWEST_MAPS, MOST_MAPS] },
  fill: { span: [0, 1] },
  contraction: { span: [0, 1] },
};
