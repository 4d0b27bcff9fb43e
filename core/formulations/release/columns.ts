/** A class's parameters as columns of the class table. */
import type { ClassParameterColumn } from "../formulation.ts";
import { scriptColumns } from "../script/columns.ts";
import { frequencyColumns } from "../waves.ts";
import type { ReleaseClass } from "./parameters.ts";

export const releaseColumns: ClassParameterColumn<ReleaseClass>[] = [
  scriptColumns.vertices,
  scriptColumns.orbits,
  scriptColumns.noiseCoefficient,
  scriptColumns.radialStep,
  scriptColumns.radius,
  ...frequencyColumns,
  scriptColumns.ovalX,
  scriptColumns.ovalY,
];
