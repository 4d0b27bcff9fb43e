/** Command `classes`: the parameters of every class, without drawing anything. */
import type { Command } from "commander";
import type { ClassParameters, DatasetConfig } from "../../../../core/config/parameters.ts";
import { classParameterColumns, formulationOf, pointsOf } from "../../../../core/formulations/index.ts";
import { findNearDuplicates } from "../../../../core/likeness/nearDuplicates.ts";
import { InputError } from "../../../common/errors.ts";
import { countedText } from "../../../common/format.ts";
import { writeUserFile } from "../../../common/userFile.ts";
import { classTableLines } from "../../../dataset/tables/classTable.ts";
import { classParameters } from "../../../generate/classes/classParameters.ts";
import { requireTableFolder, writeClassFiles } from "../../../generate/classes/search/classTableFiles.ts";
import { WorkerPool } from "../../../generate/pool.ts";
import { path, requireFolderOf, workerCount } from "../arguments.ts";
import { addConfigOptions, type ConfigOptions, configOf } from "../configOptions.ts";
import { interruptibly } from "../exit.ts";
import { note, print, rowOf, table } from "../output.ts";
import { knownClassesDisplay } from "../progress/knownClassesDisplay.ts";
import { nearDuplicatesText } from "../quality.ts";

interface ClassesOptions extends ConfigOptions {
  csv?: string;
  table?: string;
  workers?: number;
}

const examples = `
Examples:
  visualatom classes --preset sample
  visualatom classes --preset visualatom-21k --csv classes.csv
  visualatom classes --preset fractaldb-1k --table ./fractaldb-1k

With exact streams (visualatom-1k-exact) every image has to be run past: about 0.1 ms each on one processor. The classes
are listed as they become known, as fractals are, whose classes are searched (about 30 ms each); what was found is kept, so
that the next time takes no time.
Lengths are px of the image as it is drawn.`;

export function addClasses(command: Command): void {
  addConfigOptions(command, "parameters")
    .option("--csv <file>", "write them to a CSV file instead", path)
    .option(
      "--table <dir>",
      "of fractals: write a file of each class there, as others publish them and --class-table reads them",
      path,
    )
    .option(
      "--workers <n>",
      "threads, with streams and searches (default: one for each processor)",
      workerCount,
    )
    .addHelpText("after", examples)
    .action(listClasses);
}

async function listClasses(options: ClassesOptions): Promise<void> {
  const config = configOf(options);
  if (options.table !== undefined && pointsOf(config) === null) {
    throw new InputError(`--table: formulation "${config.formulation}" has no such table; use --csv`);
  }
  // Before a search of hours.
  if (options.table !== undefined) requireTableFolder(config, options.table);
  if (options.csv !== undefined) requireFolderOf(options.csv);
  await interruptibly((signal) => list(config, options, signal));
}

async function list(config: DatasetConfig, options: ClassesOptions, signal: AbortSignal): Promise<void> {
  // Rows on the same terminal tell the progress themselves.
  const display = knownClassesDisplay(
    options.csv === undefined && options.table === undefined && process.stdout.isTTY,
  );
  let pool: WorkerPool | null = null;
  try {
    const found = classParameters(config, {
      pool: () => {
        pool = new WorkerPool(options.workers);
        return pool;
      },
      signal,
      progress: display.show,
    });
    const classes: [number, ClassParameters][] = [];
    const isWritten = options.csv !== undefined || options.table !== undefined;
    const isListed = !isWritten && formulationOf(config).classTable(config) !== null;
    if (isListed) print(rowOf(headerOf(config), rowWidths(config)));
    for await (const entry of found) {
      classes.push(entry);
      if (isListed) print(rowOf(cellsOf(config, entry), rowWidths(config)));
    }
    display.end();
    if (options.csv !== undefined) {
      const rows = [...classTableLines(config, classes)].join("");
      await writeUserFile(options.csv, rows, { waits: true, signal });
      note(`${countedText(classes.length, "class", "classes")} written to ${options.csv}`);
    }
    if (options.table !== undefined) {
      writeClassFiles(config, options.table, classes);
      note(`${countedText(classes.length, "file", "files")} written to ${options.table}`);
    }
    if (!isWritten && !isListed) print(classTableText(config, classes));
    note(`Alike: ${nearDuplicatesText(findNearDuplicates(config, classes))}`);
  } finally {
    display.end();
    await (pool as WorkerPool | null)?.close();
  }
}

/** Of rows that are printed before the others are known: the numbers of usual datasets fit. */
const USUAL_CELL = 10;

function rowWidths(config: DatasetConfig): number[] {
  return headerOf(config).map((name) => Math.max(USUAL_CELL, name.length));
}

function headerOf(config: DatasetConfig): string[] {
  return ["class", ...classParameterColumns(config).map((column) => column.name)];
}

/** Numbers rounded to four decimals; the CSV file has them in full. */
function cellsOf(config: DatasetConfig, [classIndex, parameters]: [number, ClassParameters]): string[] {
  const cells = classParameterColumns(config).map(({ integer, value }) =>
    integer ? String(value(parameters)) : value(parameters).toFixed(4),
  );
  return [String(classIndex), ...cells];
}

function classTableText(config: DatasetConfig, classes: [number, ClassParameters][]): string {
  const header = headerOf(config);
  return table(
    [header, ...classes.map((entry) => cellsOf(config, entry))],
    header.map(() => true),
  );
}
