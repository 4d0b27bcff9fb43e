/** The parameters of a dataset's classes as its own table has them: with streams only a long walk, of fractals only a search could tell them otherwise. */
import { join } from "node:path";
import { classParameterColumns } from "../../../core/formulations/index.ts";
import type { ClassTable, DatasetInfo } from "../../../core/studio/api.ts";
import { classTableName } from "../../dataset/tables/classTable.ts";
import { tableLines } from "../../dataset/tables/statistics.ts";

/** null where there is no table, or one that is not of all classes in their order. */
export function datasetClasses({ path, config }: DatasetInfo): ClassTable | null {
  if (config === null) return null;
  const columns = classParameterColumns(config);
  const names = ["class", ...columns.map(({ name }) => name)];
  const [header, ...lines] = linesIn(path, names, config.classes);
  if (header !== names.join(",")) return null;
  if (lines.length !== config.classes) return null;
  const rows = lines.map((line) => line.split(",").map(Number));
  const isSound = rows.every(
    (row, i) =>
      row.length === columns.length + 1 && row[0] === config.startClass + i && row.every(Number.isFinite),
  );
  if (!isSound) return null;
  return {
    columns: columns.map(({ name, symbol, label, unit, integer }, i) => {
      return { name, symbol, label, unit, integer, values: rows.map((row) => row[i + 1]) };
    }),
    firstClass: config.startClass,
    classes: config.classes,
  };
}

function linesIn(folder: string, columns: string[], classes: number): string[] {
  try {
    return tableLines(join(folder, classTableName), columns, classes);
  } catch {
    return [];
  }
}
