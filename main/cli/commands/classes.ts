/** Command `classes`: the parameters of every class, without drawing anything. */
import type { Command } from "commander";
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { classParameterColumns } from "../../../core/formulations/index.ts";
import { findNearDuplicates } from "../../../core/likeness/nearDuplicates.ts";
import { classParameters } from "../../classParameters.ts";
import { classTableLines } from "../../classTable.ts";
import { countText, durationText } from "../../format.ts";
import { writeAtomically } from "../../manifest.ts";
import { WorkerPool } from "../../pool.ts";
import { path, requireFolderOf, workerCount } from "../arguments.ts";
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
  visualatom classes --preset visualatom-21k --csv classes.csv

With exact streams (visualatom-1k-exact) every image has to be run past: about 0.1 ms each on one processor.
Lengths are px of the image as it is drawn.`;

export function addClasses(program: Command): void {
  addConfigOptions(
    program.command("classes").description("list the parameters of every class, without drawing"),
    "parameters",
  )
    .option("--csv <file>", "write them to a CSV file instead", path)
    .option("--workers <n>", "threads, with streams (default: one for each processor)", workerCount)
    .addHelpText("after", examples)
    .action(listClasses);
}

async function listClasses(options: ClassesOptions): Promise<void> {
  const config = configOf(options);
  if (options.csv !== undefined) requireFolderOf(options.csv);
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
      progress: passedNotes(config),
    });
    const classes: [number, ClassParameters][] = [];
    for await (const entry of found) classes.push(entry);
    if (options.csv === undefined) print(classTableText(config, classes));
    else {
      writeAtomically(options.csv, [...classTableLines(config, classes)].join(""));
      note(`${countText(classes.length)} classes written to ${options.csv}`);
    }
    note(`Alike: ${nearDuplicatesText(findNearDuplicates(config, classes))}`);
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    note("Interrupted.");
    process.exitCode = exitCodes.interrupted;
  } finally {
    stopListening();
    await (pool as WorkerPool | null)?.close();
  }
}

const NOTE_SECONDS = 10;

/** For exact streams, where every image has to be run past: a line now and then, none where it is done soon. */
function passedNotes({ classes, instances }: DatasetConfig): (passed: number) => void {
  const total = classes * instances;
  const start = performance.now();
  let last = start;
  return (passed) => {
    const now = performance.now();
    if (now - last < 1000 * NOTE_SECONDS || passed === 0) return;
    last = now;
    const left = ((now - start) / 1000) * (total / passed - 1);
    note(
      `running through the streams: ${countText(passed)} of ${countText(total)} images, ${durationText(left)} left`,
    );
  };
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
