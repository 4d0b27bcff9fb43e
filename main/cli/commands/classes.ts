/** Command `classes`: the parameters of every class, without drawing anything. */
import type { Command } from "commander";
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { classParameterColumns } from "../../../core/formulations/index.ts";
import { findNearDuplicates } from "../../../core/likeness/nearDuplicates.ts";
import { classParameters } from "../../classParameters.ts";
import { classTableLines } from "../../classTable.ts";
import { countText } from "../../format.ts";
import { writeAtomically } from "../../manifest.ts";
import { WorkerPool } from "../../pool.ts";
import { workerCount } from "../arguments.ts";
import { addConfigOptions, type ConfigOptions, configOf } from "../configOptions.ts";
import { exitCodes, onInterrupt } from "../exit.ts";
import { note, print, table } from "../output.ts";
import { nearDuplicatesText } from "../quality.ts";

interface ClassesOptions extends ConfigOptions {
  csv?: string;
  workers?: number;
}

const examples = `
Examples:
  visualatom classes --preset sample
  visualatom classes --preset visualatom-21k --csv classes.csv`;

export function addClasses(program: Command): void {
  addConfigOptions(
    program.command("classes").description("list the parameters of every class, without drawing"),
  )
    .option("--csv <file>", "write them to a CSV file instead")
    .option("--workers <n>", "threads, with streams (default: one for each processor)", workerCount)
    .addHelpText("after", examples)
    .action(listClasses);
}

async function listClasses(options: ClassesOptions): Promise<void> {
  const config = configOf(options);
  const abort = new AbortController();
  const stopListening = onInterrupt(() => abort.abort());
  let pool: WorkerPool | null = null;
  try {
    const found = classParameters(config, {
      pool: () => {
        pool = new WorkerPool(options.workers);
        return pool;
      },
      signal: abort.signal,
      progress: (passed) => note(`running through the streams: ${countText(passed)} images passed`),
    });
    const classes: [number, ClassParameters][] = [];
    for await (const entry of found) classes.push(entry);
    if (options.csv === undefined) print(classTableText(config, classes));
    else {
      writeAtomically(options.csv, [...classTableLines(config, classes)].join(""));
      note(`${countText(classes.length)} classes written to ${options.csv}`);
    }
    note(`Near duplicates: ${nearDuplicatesText(findNearDuplicates(config, classes))}`);
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    note("Interrupted.");
    process.exitCode = exitCodes.interrupted;
  } finally {
    stopListening();
    await (pool as WorkerPool | null)?.close();
  }
}

/** Numbers rounded to four decimals; the CSV file has them in full. */
function classTableText(config: DatasetConfig, classes: [number, ClassParameters][]): string {
  const columns = classParameterColumns(config.formulation);
  const header = ["class", ...columns.map((column) => column.name)];
  const rows = classes.map(([classIndex, parameters]) => [
    String(classIndex),
    ...columns.map(({ integer, value }) =>
      integer ? String(value(parameters)) : value(parameters).toFixed(4),
    ),
  ]);
  return table(
    [header, ...rows],
    header.map(() => true),
  );
}
