/** Command `preview`: a contact sheet of true pictures. */
import { statSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import type { Range } from "../../../../core/config/parameters.ts";
import { isPolylines } from "../../../../core/formulations/index.ts";
import { InputError } from "../../../common/errors.ts";
import { countText, durationText } from "../../../common/format.ts";
import { writeUserFile } from "../../../common/userFile.ts";
import { Plan } from "../../../dataset/plan.ts";
import { longestSeconds, mostSteps, tooMuchWork } from "../../../generate/pictureWork.ts";
import { WorkerPool } from "../../../generate/pool.ts";
import { contactSheet, sheetSize } from "../../../generate/preview.ts";
import { positiveInteger, range, requireFolderOf, workerCount } from "../arguments.ts";
import { addConfigOptions, type ConfigOptions, configOf } from "../configOptions.ts";
import { interruptibly } from "../exit.ts";
import { note } from "../output.ts";

interface PreviewCommandOptions extends ConfigOptions {
  out: string;
  columns: number;
  rows: number;
  pictureSize: number;
  onlyClasses?: Range;
  workers?: number;
}

const examples = `
Examples:
  visualatom preview --preset visualatom-1k --out sheet.png
  visualatom preview --preset visualatom-1k --out sheet.png --only-classes 0-3 --columns 8 --rows 4`;

/** A sheet larger than this on a side, px, is more than image viewers open. */
const LARGEST_SIDE = 16_000;
/** In pixels; some 10 bytes each are held while it is made. */
const LARGEST_SHEET = 24_000_000;

export function addPreview(command: Command): void {
  addConfigOptions(command, "pictures")
    .requiredOption("--out <file.png>", "the PNG file to write", pngPath)
    .option("--columns <n>", "pictures beside one another", positiveInteger, 8)
    .option("--rows <n>", "pictures below one another", positiveInteger, 5)
    .option("--picture-size <px>", "side of each picture on the sheet", positiveInteger, 160)
    .option(
      "--only-classes <A-B>",
      "only these classes, both ends included; with few, more instances of each are shown",
      range,
    )
    .option("--workers <n>", "threads that draw (default: one for each processor)", workerCount)
    .addHelpText("after", examples)
    .action(preview);
}

function pngPath(text: string): string {
  // A pipe or a device, as /dev/stdout, has a name of its own.
  if (/\.png$/i.test(text) || statSync(text, { throwIfNoEntry: false })?.isFile() === false) return text;
  throw new InvalidArgumentError(`${JSON.stringify(text)} is not allowed; it must end in .png.`);
}

function requireSize([width, height]: [number, number]): void {
  if (Math.max(width, height) <= LARGEST_SIDE && width * height <= LARGEST_SHEET) return;
  throw new InputError(
    `the sheet would have ${countText(width)} × ${countText(height)} px; up to ${countText(LARGEST_SIDE)} px a side and ${countText(LARGEST_SHEET)} px in all are possible: choose fewer --columns and --rows or a smaller --picture-size`,
  );
}

/** Nobody expects a contact sheet to take longer. */
const LONG_SECONDS = 120;

async function preview(options: PreviewCommandOptions): Promise<void> {
  const config = configOf(options);
  const { classes } = new Plan(config).part({ classes: options.onlyClasses });
  const { out, columns, rows } = options;
  const pictureSize = Math.min(options.pictureSize, config.imageSize);
  requireSize(sheetSize({ columns, rows, pictureSize }));
  requireFolderOf(out);
  const tooMuch = tooMuchWork(config, mostSteps(config));
  if (tooMuch !== null) throw new InputError(tooMuch);
  const longest = longestSeconds(config, mostSteps(config) * columns * rows);
  if (longest > LONG_SECONDS) {
    note(
      `pictures with so many ${isPolylines(config) ? "vertices" : "points"} may take ${durationText(longest)}; fewer --columns and --rows take less`,
    );
  }
  await interruptibly(async (signal) => {
    const pool = new WorkerPool(options.workers);
    signal.addEventListener("abort", () => void pool.close(), { once: true });
    try {
      const sheet = await contactSheet(config, pool, { columns, rows, classes, pictureSize });
      await writeUserFile(out, sheet, { waits: true, signal });
      note(`contact sheet written to ${out}`);
    } finally {
      await pool.close();
    }
  });
}
