/** Command `merge`: joins the shares that `generate --shard` made into the whole dataset. */

import type { Command } from "commander";
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import { bytesText, countText } from "../../../common/format.ts";
import { findDatasetClasses } from "../../../generate/classes/datasetClasses.ts";
import { formulaClasses } from "../../../generate/classes/formulaClasses.ts";
import { type MergeSummary, mergeShares } from "../../../shares/merge.ts";
import { path } from "../arguments.ts";
import { interruptibly } from "../exit.ts";
import { note, printResult } from "../output.ts";
import { knownClassesDisplay } from "../progress/knownClassesDisplay.ts";
import { progressBar } from "../progress/progressBar.ts";
import { qualityLines } from "../quality.ts";

interface MergeCommandOptions {
  out?: string;
  quick?: boolean;
  redo?: boolean;
  json?: boolean;
  quiet?: boolean;
}

const examples = `
Examples:
  visualatom merge /shared/21k
  visualatom merge part-0 part-1 part-2 --out visualatom-1k

Shares in one folder are joined where they are. Files of other folders are moved, or copied from another disk.
Run the same command again after an interruption.`;

const NOTE_SECONDS = 5;

export function addMerge(command: Command): void {
  command
    .argument("<dir...>", "folders that hold the shares")
    .option("--out <dir>", "folder of the whole dataset (default: the only folder)", path)
    .option("--quick", "compare the sizes of files only, not every byte with its digest")
    .option("--redo", "strike damaged images from the shares, so that generate --shard draws them again")
    .option("--json", "print the summary as one JSON object on stdout")
    .option("--quiet", "no progress and no summary")
    .addHelpText("after", examples)
    .action(merge);
}

async function merge(folders: string[], options: MergeCommandOptions): Promise<void> {
  const { out, quick, redo, json, quiet = false } = options;
  const search = knownClassesDisplay(quiet);
  const bar = quiet ? null : progressBar(NOTE_SECONDS);
  const progress = (what: string, images: number, total: number): void =>
    bar?.show(images, total, `${countText(images)} of ${countText(total)} images ${what}`);
  await interruptibly(async (signal) => {
    const findClasses = (config: DatasetConfig, folder: string) =>
      findDatasetClasses(config, { folder, signal, progress: search.show });
    try {
      const summary = await mergeShares({
        ...{ folders, out, quick, redo, progress, signal, findClasses },
        formulaOf: formulaClasses,
      });
      bar?.end();
      for (const folder of summary.gone)
        note(
          `note: ${folder} is empty or does not exist; the dataset in ${summary.out} was finished already, and nothing was joined`,
        );
      printResult(summaryText(summary), summary, { json, quiet });
    } finally {
      search.end();
      bar?.end();
    }
  }, "Interrupted. Run the same command again to continue.");
}

function summaryText(summary: MergeSummary): string {
  const { images, bytes, fingerprint, out, copied } = summary;
  return [
    `The dataset is complete.${copied ? " The shares lie on another disk, so their files were copied and are still there." : ""}`,
    `  images       ${countText(images)}`,
    `  bytes        ${countText(bytes)} (${bytesText(bytes)})`,
    ...qualityLines(summary),
    `  fingerprint  ${fingerprint}`,
    `  folder       ${out}`,
  ].join("\n");
}
