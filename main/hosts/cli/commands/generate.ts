/** Command `generate`: makes a dataset, or goes on with one. */
import { availableParallelism } from "node:os";
import type { Command } from "commander";
import type { Range } from "../../../../core/config/parameters.ts";
import { InputError } from "../../../common/errors.ts";
import { bytesText, countText, durationText, rateText } from "../../../common/format.ts";
import { shellWord } from "../../../common/shellWord.ts";
import { planOf } from "../../../dataset/packed/packedPlan.ts";
import { type Share, shareText } from "../../../dataset/share.ts";
import type { JobSummary } from "../../../generate/job.ts";
import { runJob } from "../../../generate/runJob.ts";
import { describeFailure } from "../../../generate/unitFailure.ts";
import { unitsOfShare } from "../../../shares/divide.ts";
import { path, range, share, workerCount } from "../arguments.ts";
import { noteConfig } from "../configNotes.ts";
import { addConfigOptions, type ConfigOptions, configOf } from "../configOptions.ts";
import { exitCodes, onInterrupt } from "../exit.ts";
import { keepGoingWithoutReader, note, printResult } from "../output.ts";
import { jobDisplay } from "../progress/jobDisplay.ts";
import { knownClassesDisplay } from "../progress/knownClassesDisplay.ts";
import { qualityLines } from "../quality.ts";

interface GenerateOptions extends ConfigOptions {
  out: string;
  workers?: number;
  onlyClasses?: Range;
  onlyInstances?: Range;
  shard?: Share;
  force?: boolean;
  json?: boolean;
  quiet?: boolean;
}

const examples = `
Examples:
  visualatom generate --preset sample --out ./sample
  visualatom generate --preset visualatom-1k --out /data/visualatom-1k --stored-size 256
  visualatom generate --config my.json --out ./part --only-classes 0-99
  visualatom generate --preset visualatom-21k --out /shared/21k --shard 0/8

Run the same command again to continue after an interruption.`;

export function addGenerate(command: Command): void {
  addConfigOptions(command)
    .requiredOption("--out <dir>", "folder of the dataset: new, empty, or one to go on with", path)
    .option("--workers <n>", "threads that draw (default: one for each processor)", workerCount)
    .option("--only-classes <A-B>", "only these classes of the dataset, both ends included", range)
    .option("--only-instances <A-B>", "only these instances of each class, both ends included", range)
    .option(
      "--shard <I/N>",
      "only the I-th of N shares of equal work, I from 0; see the command merge",
      share,
    )
    .option(
      "--force",
      "start although the disk looks too small, or what began the dataset writes other bytes",
    )
    .option("--json", "print the summary as one JSON object on stdout")
    .option("--quiet", "no progress, no notes and no summary")
    .addHelpText("after", examples)
    .action(generate);
}

async function generate(options: GenerateOptions): Promise<void> {
  const config = configOf(options);
  const only = { classes: options.onlyClasses, instances: options.onlyInstances };
  const plan = planOf(config);
  plan.part(only);
  if (options.shard !== undefined) {
    if (only.classes ?? only.instances) {
      throw new InputError("--shard excludes --only-classes and --only-instances; leave one of them out");
    }
    unitsOfShare(plan, options.shard);
  }
  const quiet = options.quiet === true;
  if (!quiet) noteConfig(config);
  keepGoingWithoutReader();
  const display = jobDisplay(quiet);
  const search = knownClassesDisplay(quiet);
  const { out, workers = availableParallelism(), force } = options;
  const { job, done } = runJob(
    { config, out, workers, only, share: options.shard, force },
    {
      classesFound: search.show,
      progress: display.show,
      unitFailed: (failure) => note(`left out: ${describeFailure(config, failure)}; going on with the rest`),
    },
  );
  const stopListening = onInterrupt(() => {
    note("\nStopping …");
    job.cancel();
  });
  try {
    const summary = await done;
    display.end();
    const { json, shard } = options;
    printResult(summaryText(summary, shard), jsonSummary(summary, shard), { json, quiet });
    if (summary.cancelled) interrupted();
  } catch (error) {
    search.end();
    display.end();
    if (job.state !== "cancelled") throw error;
    interrupted();
  } finally {
    stopListening();
  }
}

function interrupted(): void {
  note("Interrupted. Run the same command again to continue.");
  process.exitCode = exitCodes.interrupted;
}

function jsonSummary(summary: JobSummary, shard: Share | undefined): object {
  const { images, bytes, seconds, imagesPerSecond, blankImages, fingerprint, out, complete } = summary;
  const { statistics, nearDuplicates } = summary;
  return {
    images,
    bytes,
    seconds,
    imagesPerSecond,
    blankImages,
    statistics,
    nearDuplicates,
    fingerprint,
    out,
    complete,
    ...(shard && { shard: shareText(shard) }),
  };
}

function stateText({ complete, cancelled, out }: JobSummary, shard: Share | undefined): string {
  if (complete) return "The dataset is complete.";
  if (shard !== undefined) {
    const name = `Share ${shareText(shard)}`;
    return cancelled
      ? `${name} is not complete.`
      : `${name} is done; visualatom merge ${shellWord(out)} joins all shares.`;
  }
  return cancelled ? "The dataset is not complete." : "The part is done; the dataset is not complete.";
}

function summaryText(summary: JobSummary, shard: Share | undefined): string {
  const { images, imagesTotal, bytes, imagesDrawn, seconds, imagesPerSecond, fingerprint, out } = summary;
  const state = stateText(summary, shard);
  const of = images === imagesTotal ? "" : ` of ${countText(imagesTotal)}`;
  const inThisRun = imagesDrawn === images ? "" : ` (${countText(imagesDrawn)} in this run)`;
  const time = `  time         ${durationText(seconds)}, ${rateText(imagesPerSecond)} images/s`;
  return [
    imagesDrawn === 0 && !summary.cancelled ? `${state} Nothing was left to do.` : state,
    `  images       ${countText(images)}${of}${inThisRun}`,
    `  bytes        ${countText(bytes)} (${bytesText(bytes)})`,
    ...(imagesDrawn === 0 ? [] : [time]),
    ...qualityLines(summary),
    `  fingerprint  ${fingerprint ?? "none until the dataset is complete"}`,
    `  folder       ${out}`,
  ].join("\n");
}
