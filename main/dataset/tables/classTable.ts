/** The parameters of classes as tables: one for each class, and one for all. */
import { dirname, join } from "node:path";
import { isPacked, isScriptLayout } from "../../../core/config/layouts.ts";
import { className } from "../../../core/config/numberNames.ts";
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { classParameterColumns, drawClass, formulationOf } from "../../../core/formulations/index.ts";
import { writeOwnFile } from "../../../workers/disk/ownFile.ts";
import { makeSubfolder } from "../../../workers/disk/ownFolder.ts";
import { parameterFolder } from "../../../workers/files.ts";
import { writeAtomically } from "../../common/atomicFile.ts";

export const classTableName = "classes.csv";

/** Of a class's parameters, relative to the dataset's folder; null where there is none. */
export function parameterFileName(config: DatasetConfig, classIndex: number): string | null {
  const folder = parameterFolder(config);
  return folder === null ? null : join(folder, `${className(config, classIndex)}.csv`);
}

/** `name,value` a row, as earlier releases of formula-driven data ship them, or as the dataset's own script writes it. */
export function parameterText(config: DatasetConfig, parameters: ClassParameters): string {
  const { scriptFiles } = formulationOf(config);
  if (isScriptLayout(config.output.layout)) return scriptFiles.parameterFile!(parameters);
  if (scriptFiles.tableFile !== undefined) return scriptFiles.tableFile(parameters);
  const rows = classParameterColumns(config).map((column) => `${column.name},${column.value(parameters)}\n`);
  return `name,value\n${rows.join("")}`;
}

/** The class's own file, in layouts that have such. */
export function writeClassParameters(
  folder: string,
  config: DatasetConfig,
  classIndex: number,
  parameters: ClassParameters,
): void {
  const name = parameterFileName(config, classIndex);
  if (name === null) return;
  makeSubfolder(folder, dirname(join(folder, name)));
  writeOwnFile(join(folder, name), Buffer.from(parameterText(config, parameters)));
}

/** The files of all classes of a packed dataset, which has such where its classes were brought. */
export function writeAllParameters(folder: string, config: DatasetConfig): void {
  if (!isPacked(config.output.layout) || parameterFolder(config) === null) return;
  for (const [classIndex, parameters] of allClasses(config))
    writeClassParameters(folder, config, classIndex, parameters);
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

/** OUT/classes.csv: a row for each class, in order. */
export function classTableText(config: DatasetConfig, classes: ReadonlyMap<number, ClassParameters>): string {
  const inOrder = [...classes].sort(([a], [b]) => a - b);
  return [...classTableLines(config, inOrder)].join("");
}

export function writeClassTable(
  folder: string,
  config: DatasetConfig,
  classes: ReadonlyMap<number, ClassParameters>,
): void {
  writeAtomically(join(folder, classTableName), classTableText(config, classes));
}
