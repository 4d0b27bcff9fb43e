/** A class's parameters as people read them, and the columns of the class table. */
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import type { ClassParameterColumn } from "../../../core/formulations/formulation.ts";
import { classParameterColumns } from "../../../core/formulations/index.ts";
import type { ClassDetail, ClassTable } from "../../../core/studio/api.ts";

/** Enough to tell any two classes apart, at half the size on the way to the page. */
const TABLE_DIGITS = 7;
const SHOWN_DIGITS = 4;

export function describeClass(
  config: DatasetConfig,
  classIndex: number,
  parameters: ClassParameters,
): ClassDetail {
  const rows = classParameterColumns(config).map((column) => ({
    name: column.name,
    symbol: column.symbol,
    label: column.label,
    unit: column.unit,
    value: formatted(column, parameters),
  }));
  return { classIndex, parameters, rows, instances: config.instances };
}

function formatted(column: ClassParameterColumn, parameters: ClassParameters): string {
  const value = column.value(parameters);
  return column.integer ? String(value) : String(Number(value.toPrecision(SHOWN_DIGITS)));
}

/** Makes the table as its classes become known, in class order. */
export class TableBuilder {
  private readonly columns: ClassParameterColumn[];
  private readonly values: number[][];
  private readonly config: DatasetConfig;

  constructor(config: DatasetConfig) {
    this.config = config;
    this.columns = classParameterColumns(config);
    this.values = this.columns.map(() => []);
  }

  add(parameters: ClassParameters): void {
    for (const [i, column] of this.columns.entries()) {
      const value = column.value(parameters);
      this.values[i].push(column.integer ? value : Number(value.toPrecision(TABLE_DIGITS)));
    }
  }

  table(): ClassTable {
    return {
      columns: this.columns.map(({ name, symbol, label, unit, integer }, i) => {
        return { name, symbol, label, unit, integer, values: this.values[i] };
      }),
      firstClass: this.config.startClass,
      classes: this.values[0].length,
    };
  }
}
