/**
 * How far the classes of a formulation are apart by their parameters: Gower's distance (Biometrics 1971), the mean over the
 * parameters of how much two classes differ, each as a part of what the parameter spans.
 */
import type { Range } from "../../config/dataset.ts";
import type { ClassParameters, DatasetConfig } from "../../config/parameters.ts";
import { classParameterColumns, formulationOf } from "../../formulations/index.ts";
import { tableScale } from "../../formulations/tableScale.ts";

/** One parameter as a number that differences are taken of. */
interface Axis {
  value(parameters: ClassParameters): number;
  /** Of the values: 1 apart counts as 1 / span. */
  span: number;
}

/** What tells classes apart: not what is the dataset's alone, or drawn anew for each image. */
function axesOf(config: DatasetConfig): Axis[] {
  const spans = spansOf(config);
  return classParameterColumns(config).flatMap(({ name, value }): Axis[] => {
    const known = spans[name];
    if (known === undefined || known.ofDataset) return [];
    const { span, geometric = false, ofTable = false } = known;
    if (!geometric) return [{ value, span: (span[1] - span[0]) * (ofTable ? tableScale(config) : 1) }];
    return [{ value: (parameters) => Math.log(value(parameters)), span: Math.log(span[1] / span[0]) }];
  });
}

interface Spanned {
  span: Range;
  geometric?: boolean;
  ofDataset?: boolean;
  ofTable?: boolean;
}

/** By the name of a column of the class table. */
function spansOf(config: DatasetConfig): Readonly<Record<string, Spanned>> {
  const formulation = formulationOf(config);
  return formulation.picture === "polylines" ? formulation.studio.sweeps : formulation.spans;
}

/** A class as numbers of which differences are taken. */
export type ClassPlace = Float64Array;

/** @param parameters of one class of the configuration */
export function placeOf(config: DatasetConfig, parameters: ClassParameters): ClassPlace {
  return Float64Array.from(axesOf(config), ({ value, span }) => value(parameters) / span);
}

/** 0 of equal classes; 1 where each parameter differs by its whole span, and more where ranges are wider than that. */
export function parameterDistance(a: ClassPlace, b: ClassPlace): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
  return sum / a.length;
}
