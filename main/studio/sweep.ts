/** One parameter of a class at several values, the others as they are: the pictures under the paper's ablation tables. */
import type { DatasetConfig, Range } from "../../core/config/parameters.ts";
import { safeParseConfig } from "../../core/config/schema.ts";
import type { ClassParameterColumn } from "../../core/formulations/formulation.ts";
import { classParameterColumns, drawClass } from "../../core/formulations/index.ts";
import { StudioError } from "./errors.ts";

/** How a class parameter (a column of the class table) is reached through the configuration. */
export interface Swept {
  /** Field of `parameters`; its range is narrowed to one value, or its value replaced. */
  field: string;
  range: boolean;
  /** What the paper's tables span; widened by the configuration's own range. */
  span: Range;
  /** Ratios rather than differences tell its values apart. */
  geometric?: boolean;
}

const sweeps: Record<DatasetConfig["formulation"], Record<string, Swept>> = {
  paper: {
    orbits: { field: "orbits", range: true, span: [1, 200] },
    diameterA: { field: "diameter", range: true, span: [1, 400] },
    diameterB: { field: "diameter", range: true, span: [1, 400] },
    interval: { field: "interval", range: false, span: [0.25, 4] },
    frequency1: { field: "frequency1", range: true, span: [0, 20] },
    frequency2: { field: "frequency2", range: true, span: [0, 20] },
    amplitude1: { field: "amplitude1", range: true, span: [0, 1] },
    amplitude2: { field: "amplitude2", range: true, span: [0, 1] },
    vertices: { field: "vertices", range: true, span: [3, 1000], geometric: true },
    noiseLevel: { field: "noiseLevel", range: true, span: [0, 1] },
  },
  release: {
    vertices: { field: "vertices", range: true, span: [3, 1000], geometric: true },
    orbits: { field: "orbits", range: true, span: [1, 200] },
    noiseCoefficient: { field: "perlinMin", range: false, span: [0, 8] },
    radialStep: { field: "lineWidth", range: false, span: [0, 2] },
    radius: { field: "radiusMin", range: false, span: [0, 150] },
    frequency1: { field: "frequency1", range: true, span: [0, 20] },
    frequency2: { field: "frequency2", range: true, span: [0, 20] },
    ovalX: { field: "ovalRate", range: false, span: [1, 4] },
    ovalY: { field: "ovalRate", range: false, span: [1, 4] },
  },
};

/**
 * Configurations in which this class has the parameter at different values, ascending. Each parameter is drawn
 * from numbers of its own, so that narrowing one range leaves all others of the class, its centres and its
 * noise as they are.
 * @param config random access; see streamSweeps.ts for streams
 * @param parameter a column of the class table
 */
export function sweep(
  config: DatasetConfig,
  classIndex: number,
  parameter: string,
  steps: number,
): { value: number; config: DatasetConfig }[] {
  const { swept, column } = sweptOf(config, parameter);
  const field = (config.parameters as unknown as Record<string, number | Range>)[swept.field];
  const own = typeof field === "number" ? field : column.value(drawClass(config, classIndex));
  const range: Range = typeof field === "number" ? [field, field] : field;
  // perlinMin and radiusMin are integers though what is drawn from them need not be.
  const integer = column.integer || swept.field === "perlinMin";
  const pictures = new Map<number, DatasetConfig>();
  for (const value of valuesOf(swept, range, own, integer, steps)) {
    const changed = withValue(config, classIndex, swept, value);
    if (changed) pictures.set(column.value(drawClass(changed, classIndex)), changed);
  }
  return [...pictures].sort(([a], [b]) => a - b).map(([value, changed]) => ({ value, config: changed }));
}

/**
 * How a class parameter is swept.
 * @throws StudioError where it is none
 */
export function sweptOf(
  config: DatasetConfig,
  parameter: string,
): { swept: Swept; column: ClassParameterColumn } {
  const swept = sweeps[config.formulation][parameter];
  const column = classParameterColumns(config.formulation).find(({ name }) => name === parameter);
  if (swept && column) return { swept, column };
  const known = Object.keys(sweeps[config.formulation]).join(", ");
  throw new StudioError("InvalidInput", `${parameter} cannot be swept; these can: ${known}`);
}

/**
 * Values over the parameter's span, ascending.
 * @param range what the span is widened by
 * @param own the class's own value, which takes the place of the one next to it
 */
export function valuesOf(
  { span, geometric }: Swept,
  range: Range,
  own: number,
  integer: boolean,
  steps: number,
): number[] {
  const low = Math.min(span[0], range[0], own);
  const high = Math.max(span[1], range[1], own);
  const values = Array.from({ length: steps }, (_, i) => {
    const t = i / (steps - 1);
    const value = geometric ? low * (high / low) ** t : low + (high - low) * t;
    return integer ? Math.round(value) : Number(value.toPrecision(6));
  });
  const distance = (value: number) => Math.abs(value - own);
  const nearest = values.reduce((best, value, i) => (distance(value) < distance(values[best]) ? i : best), 0);
  values[nearest] = own;
  return values;
}

/** null where the schema refuses the value for this configuration. */
function withValue(
  config: DatasetConfig,
  classIndex: number,
  { field, range }: Swept,
  value: number,
): DatasetConfig | null {
  const parameters: Record<string, unknown> = {
    ...config.parameters,
    [field]: range ? [value, value] : value,
  };
  if (config.formulation === "release" && (field === "frequency1" || field === "frequency2")) {
    // n₂ is redrawn until it differs from n₁: with both held, no other draw of the class can move.
    const { frequency1, frequency2 } = drawClass(config, classIndex);
    const other = field === "frequency1" ? "frequency2" : "frequency1";
    const held = field === "frequency1" ? frequency2 : frequency1;
    parameters[other] = [held, held];
  }
  const result = safeParseConfig({ ...config, parameters });
  return result.ok ? result.config : null;
}
