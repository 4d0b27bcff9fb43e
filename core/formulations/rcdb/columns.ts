/** A class's parameters as columns of the class table. */
import type { ClassParameterColumn, ImageColumn } from "../formulation.ts";
import { scriptColumns } from "../script/columns.ts";
import type { RcdbClass, RcdbPlacement } from "./parameters.ts";

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

/** The ellipse of an image, by the names that it has in the class table for the first one. */
export const rcdbImageColumns: readonly ImageColumn<RcdbPlacement>[] = [
  { name: scriptColumns.radius.name, value: ({ radius }) => radius },
  { name: scriptColumns.ovalX.name, value: ({ ovalX }) => ovalX },
  { name: scriptColumns.ovalY.name, value: ({ ovalY }) => ovalY },
];
