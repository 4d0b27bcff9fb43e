/** The parameters of classes as tables: one for each class, and one for all. */
import { join } from "node:path";
import { isScriptLayout } from "../../../core/config/layouts.ts";
import { className } from "../../../core/config/numberNames.ts";
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { classParameterColumns, drawClass } from "../../../core/formulations/index.ts";
import { writeOwnFile } from "../../../workers/disk/ownFile.ts";
import { makeSubfolder } from "../../../workers/disk/ownFolder.ts";
import { writeAtomically } from "../../common/atomicFile.ts";

export const classTableName = "classes.csv";

/** `name,value` a row, as earlier releases of formula-driven data ship them. */
export function writeClassParameters(
  folder: string,
  config: DatasetConfig,
  classIndex: number,
  parameters: ClassParameters,
): void {
  // With the released script's layout the dataset's folder itself is what a reader takes for folders of classes.
  if (isScriptLayout(config.output.layout)) return;
  const columns = classParameterColumns(config);
  const rows = columns.map((column) => `${column.name},${column.value(parameters)}\n`);
  makeSubfolder(folder, join(folder, "param"));
  const text = `name,value\n${rows.join("")}`;
  writeOwnFile(join(folder, "param", `${className(config, classIndex)}.csv`), Buffer.from(text));
}

/** The parameters of every class of a dataset without streams. */
export function allClasses(config: DatasetConfig): Map<number, ClassParameters> {
  const numbers = Array.from({ length: config.classes }, (_, i) => config.startClass + i);
  return new Map(numbers.map((classIndex) => [classIndex, drawClass(config, classIndex)]));
}

/** The table of these classes as CSV: class number, then the columns of the formulation. */
export function* classTableLines(
  config: DatasetConfig,
  classes: Iterable<[number, ClassParameters]>,
): Generator<string> {
  const columns = classParameterColumns(config);
  yield `${["class", ...columns.map((column) => column.name)].join(",")}\n`;
  for (const [classIndex, parameters] of classes) {
    yield `${[classIndex, ...columns.map((column) => column.value(parameters))].join(",")}\n`;
  }
}

export function writeClassTable(
  folder: string,
  config: DatasetConfig,
  classes: ReadonlyMap<number, ClassParameters>,
): void {
  const inOrder = [...classes].sort(([a], [b]) => a - b);
  writeAtomically(join(folder, classTableName), [...classTableLines(config, inOrder)].join(""));
}
