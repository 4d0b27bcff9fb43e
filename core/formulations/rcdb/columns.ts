/** A class's parameters as columns of the class table. */
import type { ClassParameterColumn } from "../formulation.ts";
import { scriptColumns } from "../script/columns.ts";
import type { RcdbClass } from "./parameters.ts";

/** From r on the values are those of the class's first image: each image draws its own. */
export const rcdbColumns: ClassParameterColumn<RcdbClass>[] = [
  scriptColumns.vertices,
  { ...scriptColumns.orbits, label: "Polylines" },
  scriptColumns.noiseCoefficient,
  scriptColumns.radialStep,
  scriptColumns.radius,
  scriptColumns.ovalX,
  scriptColumns.ovalY,
  {
    name: "centreX",
    symbol: "c_x",
    label: "First centre across",
    unit: "px",
    integer: false,
    value: (c) => c.centreX,
  },
  {
    name: "centreY",
    symbol: "c_y",
    label: "First centre down",
    unit: "px",
    integer: false,
    value: (c) => c.centreY,
  },
];
