/** One parameter of a class at several values, the others as they are: the pictures under the paper's ablation tables. */
import type { DatasetConfig, Range } from "../../../core/config/parameters.ts";
import { safeParseConfig } from "../../../core/config/schema.ts";
import type { ClassParameterColumn, Swept } from "../../../core/formulations/formulation.ts";
import { classParameterColumns, drawClass, polylinesOf } from "../../../core/formulations/index.ts";
import { tableScale } from "../../../core/formulations/tableScale.ts";
import { StudioError } from "../errors.ts";

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
  const field = fieldOf(config.parameters, swept.field);
  const scale = swept.ofTable ? tableScale(config) : 1;
  const own = typeof field === "number" ? field : column.value(drawClass(config, classIndex)) / scale;
  const range: Range = typeof field === "number" ? [field, field] : field;
  const integer = column.integer || swept.integerField === true;
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
  const { sweeps } = polylinesOf(config)!.studio;
  const swept = sweeps[parameter];
  const column = columnOf(config, parameter);
  if (swept && column) return { swept, column };
  const known = Object.keys(sweeps)
    .filter((name) => columnOf(config, name))
    .join(", ");
  throw new StudioError("InvalidInput", `${parameter} cannot be swept; these can: ${known}`);
}

function columnOf(config: DatasetConfig, name: string): ClassParameterColumn | undefined {
  return classParameterColumns(config).find((column) => column.name === name);
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
  { field, range, holds }: Swept,
  value: number,
): DatasetConfig | null {
  const parameters = withField(config.parameters, field.split("."), range ? [value, value] : value);
  if (holds !== undefined) {
    const held = columnOf(config, holds)!.value(drawClass(config, classIndex));
    parameters[holds] = [held, held];
  }
  const result = safeParseConfig({ ...config, parameters });
  return result.ok ? result.config : null;
}

/** The value at a path such as `orbits` or `recursion.depth`. */
function fieldOf(parameters: object, path: string): number | Range {
  return path.split(".").reduce<unknown>((part, key) => (part as Fields)[key], parameters) as number | Range;
}

function withField(parameters: object, [key, ...rest]: string[], value: unknown): Fields {
  const inner = rest.length === 0 ? value : withField((parameters as Fields)[key] as object, rest, value);
  return { ...parameters, [key]: inner };
}

type Fields = Record<string, unknown>;
