/** Command `images`: what was drawn by lot for each image, as CSV. */
import { once } from "node:events";
import type { Command } from "commander";
import type { Range } from "../../../../core/config/parameters.ts";
import { isPolylines, polylinesOf } from "../../../../core/formulations/index.ts";
import { InputError } from "../../../common/errors.ts";
import { countedText } from "../../../common/format.ts";
import { openUserFile, type UserFile } from "../../../common/userFile.ts";
import { Plan } from "../../../dataset/plan.ts";
import { type ImageDrawsOf, imageDraws } from "../../../generate/imageDraws.ts";
import { WorkerPool } from "../../../generate/pool.ts";
import { path, range, requireFolderOf, workerCount } from "../arguments.ts";
import { addConfigOptions, type ConfigOptions, configOf } from "../configOptions.ts";
import { interruptibly } from "../exit.ts";
import { note } from "../output.ts";

interface ImagesOptions extends ConfigOptions {
  onlyClasses?: Range;
  onlyInstances?: Range;
  csv?: string;
  workers?: number;
}

const examples = `
Examples:
  visualatom images --preset visualatom-1k --only-classes 0-9 --csv images.csv
  visualatom images --preset sample --only-instances 0 | head

A row is class, instance, nucleusX and nucleusY (px of the image as it is drawn, y downward), redraws (how often it came
out blank before, with --redraw-blank) and greys (0-255 of each orbit from the innermost, separated by spaces). Of RCDB,
whose images have each an ellipse of their own, radius (px), ovalX and ovalY come before redraws. What all images of a
class share is told by visualatom classes. Images of fractals have none of this; the studio shows beside each one its
weights, and whatever else tells it from others.`;

export function addImages(command: Command): void {
  addConfigOptions(command, "samples")
    .option("--only-classes <A-B>", "only these classes, both ends included", range)
    .option("--only-instances <A-B>", "only these instances of each class, both ends included", range)
    .option("--csv <file>", "write them to a file instead of stdout", path)
    .option("--workers <n>", "threads (default: one for each processor)", workerCount)
    .addHelpText("after", examples)
    .action(listImages);
}

async function listImages(options: ImagesOptions): Promise<void> {
  const config = configOf(options);
  if (!isPolylines(config)) {
    throw new InputError(
      `formulation "${config.formulation}" is not listed: its images have no nucleus and no orbits; what tells one from others, as its weights, is in the studio beside each image`,
    );
  }
  const part = new Plan(config).part({ classes: options.onlyClasses, instances: options.onlyInstances });
  if (options.csv !== undefined) requireFolderOf(options.csv);
  await interruptibly(async (signal) => {
    const pool = new WorkerPool(options.workers);
    let images = 0;
    let file: UserFile | null = null;
    try {
      if (options.csv !== undefined) file = await openUserFile(options.csv, { waits: true, signal });
      const write = async (text: string): Promise<void> => {
        if (file !== null) await file.write(text);
        else if (!process.stdout.write(text)) await once(process.stdout, "drain", { signal });
      };
      const further = (polylinesOf(config)?.imageColumns ?? []).map(({ name }) => name);
      const columns = ["class", "instance", "nucleusX", "nucleusY", ...further, "redraws", "greys"];
      await write(`${columns.join(",")}\n`);
      for await (const image of imageDraws(config, part, { pool, signal })) {
        await write(lineOf(image));
        images += 1;
      }
      if (file !== null) {
        file.finish();
        note(`${countedText(images, "image", "images")} written to ${options.csv}`);
      }
    } catch (error) {
      file?.giveUp();
      throw error;
    } finally {
      await pool.close();
    }
  });
}

function lineOf(image: ImageDrawsOf): string {
  const { classIndex, instance, nucleusX, nucleusY, further, redraws, greys } = image;
  return `${[classIndex, instance, nucleusX, nucleusY, ...further, redraws, greys.join(" ")].join(",")}\n`;
}
