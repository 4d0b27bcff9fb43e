/** Commands `verify` and `repair`: a dataset on the disk against its description and its formulas. */
import type { Command } from "commander";
import type { Fault } from "../../../../core/studio/datasetCheck.ts";
import { countText, durationText, rateText, visible } from "../../../common/format.ts";
import { shellWord } from "../../../common/shellWord.ts";
import { damageText } from "../../../dataset/writtenFiles.ts";
import { type VerifyReport, verify } from "../../../verify/verify.ts";
import type { VerifyOptions } from "../../../verify/verifyOptions.ts";
import { positiveInteger, workerCount } from "../arguments.ts";
import { type ConfigOptions, configOf } from "../configOptions.ts";
import { exitCodes, interruptibly } from "../exit.ts";
import { keepGoingWithoutReader, printResult } from "../output.ts";
import { jobDisplay } from "../progress/jobDisplay.ts";
import { knownClassesDisplay } from "../progress/knownClassesDisplay.ts";

interface CommandOptions extends Pick<ConfigOptions, "preset" | "config"> {
  sample?: number;
  deleteForeign?: boolean;
  workers?: number;
  json?: boolean;
  quiet?: boolean;
}

const MOST_SHOWN = 20;

const verifyExamples = `
Examples:
  visualatom verify /data/visualatom-1k                  draws every image again and compares
  visualatom verify /data/visualatom-1k --sample 10000   draws some, compares all with their digests
  visualatom verify /data/visualatom-1k --json > report.json
  visualatom verify /data/theirs --preset visualatom-1k-exact     pictures alone, as the released script leaves them

Nothing is changed. Exit codes: 0 all is as it should be, 1 something is not, 2 no dataset there.`;

const repairExamples = `
Examples:
  visualatom repair /data/visualatom-1k
  visualatom repair /data/visualatom-1k --delete-foreign

Only what is missing or wrong is written. Exit codes: 0 all is as it should be now, 1 something is not, 2 no dataset there.`;

export function addVerify(command: Command): void {
  addCommonOptions(command)
    .option("--sample <n>", "draw only about so many images again, chosen at random", positiveInteger)
    .addHelpText("after", verifyExamples)
    .action((folder: string, options: CommandOptions) => run(folder, options, false));
}

export function addRepair(command: Command): void {
  addCommonOptions(command)
    .option("--delete-foreign", "delete files and folders that do not belong to the dataset")
    .addHelpText("after", repairExamples)
    .action((folder: string, options: CommandOptions) => run(folder, options, true));
}

function addCommonOptions(command: Command): Command {
  return command
    .argument("<dir>", "folder of the dataset")
    .option("--config <file>", "what it should be, where it has no dataset.json")
    .option("--preset <name>", "the same, as a preset")
    .option("--workers <n>", "threads that draw (default: one for each processor)", workerCount)
    .option("--json", "print the report as one JSON object on stdout")
    .option("--quiet", "no progress and no report");
}

async function run(folder: string, options: CommandOptions, repair: boolean): Promise<void> {
  const { sample, deleteForeign = false, workers, json, quiet = false } = options;
  const given = options.preset ?? options.config;
  const config = given === undefined ? undefined : configOf(options);
  if (repair) keepGoingWithoutReader();
  const display = jobDisplay(quiet);
  const search = knownClassesDisplay(quiet);
  const work = async (signal: AbortSignal): Promise<void> => {
    const asked: VerifyOptions = { folder, config, sample, repair, deleteForeign, workers, signal };
    try {
      const report = await verify({ ...asked, classesFound: search.show, progress: display.show });
      display.end();
      printResult(reportText(report, asked), report, { json, quiet });
      if (report.faultsTotal > report.faultsRepaired) process.exitCode = exitCodes.failure;
    } finally {
      search.end();
      display.end();
    }
  };
  await interruptibly(work, repair ? "Interrupted. Run the same command again to continue." : "Interrupted.");
}

function reportText(report: VerifyReport, asked: VerifyOptions): string {
  const { folder, images, imagesTotal, imagesDrawn, seconds, faults, faultsTotal } = report;
  const shown = faults.slice(0, MOST_SHOWN).map(faultText);
  const more = faultsTotal - shown.length;
  const of = report.complete ? "" : ` of ${countText(imagesTotal)}`;
  return [
    `${countText(images)}${of} images, ${countText(imagesDrawn)} of them drawn again, in ${durationText(seconds)} (${rateText(imagesDrawn / seconds)} images/s)`,
    ...otherNote(report),
    ...shown,
    ...(more > 0 ? [`  … and ${countText(more)} more; --json has them`] : []),
    ...strayNote(report.strays),
    ...verdict(report, asked),
    ...(report.picturesAlone
      ? []
      : [`  fingerprint  ${report.fingerprint ?? "none, for not all images are there"}`]),
    `  folder       ${folder}`,
  ].join("\n");
}

function otherNote({ otherCanvas, otherPng, imagesDrawn }: VerifyReport): string[] {
  if (otherCanvas !== null) {
    return [
      `They belong to version ${otherCanvas} of the canvas library, so they were compared by their digests.`,
    ];
  }
  if (otherPng === null) return [];
  const how = imagesDrawn > 0 ? "digests and pixels" : "digests";
  return [`Version ${otherPng} wrote the same pixels in other bytes, so they were compared by their ${how}.`];
}

function strayNote(strays: string[]): string[] {
  if (strays.length === 0) return [];
  const named = strays.slice(0, 3).map(visible).join(", ");
  const more = strays.length > 3 ? ` and ${countText(strays.length - 3)} more` : "";
  return [`  Left by the system, and no fault: ${named}${more}`];
}

/** One sentence a line. */
function verdict(report: VerifyReport, { repair, deleteForeign }: VerifyOptions): string[] {
  const { faultsTotal, faultsRepaired, complete, images, imagesTotal, picturesAlone } = report;
  const left = faultsTotal - faultsRepaired;
  const rest =
    complete || picturesAlone
      ? []
      : [
          `The dataset is not finished; visualatom generate with its configuration draws the other ${countText(imagesTotal - images)} images.`,
        ];
  if (faultsTotal === 0)
    return [complete ? "All is as it should be." : "What is there is as it should be.", ...rest];
  const count = `${countText(faultsTotal)} ${faultsTotal === 1 ? "fault" : "faults"}`;
  if (picturesAlone) return [`${count}. Pictures alone are only compared; generate makes them anew.`];
  if (!repair) return [`${count}. ${adviceOf(report)}`, ...rest];
  return [
    left === 0
      ? `${count}, all put right.`
      : `${count}; ${countText(left)} ${leftOver(report, deleteForeign)}.`,
    ...rest,
  ];
}

/** Of what was found and not put right. */
function adviceOf({ folder, faultCounts, faultsTotal }: VerifyReport): string {
  const foreign = faultCounts.foreign ?? 0;
  const repair = `visualatom repair ${shellWord(folder)}`;
  if (foreign === faultsTotal)
    return `${repair} --delete-foreign deletes what does not belong to the dataset.`;
  const also = foreign > 0 ? "; with --delete-foreign it deletes what does not belong to the dataset" : "";
  return `${repair} makes again what is missing or damaged${also}.`;
}

function leftOver(
  { faults, faultsTotal, otherCanvas, otherPng }: VerifyReport,
  deleteForeign: boolean | undefined,
): string {
  const other =
    otherCanvas !== null
      ? `version ${otherCanvas} of the canvas library`
      : otherPng !== null
        ? `version ${otherPng}`
        : null;
  if (other !== null) return `left, for only ${other} can make what is missing or damaged`;
  const left = new Set(faults.filter(({ repaired }) => !repaired).map(({ kind }) => kind));
  const isForeign = [...left].every((kind) => kind === "foreign");
  if (isForeign && !deleteForeign) return "not the dataset's and left alone; --delete-foreign deletes them";
  if (deleteForeign && faultsTotal > faults.length)
    return "left, for only what is named is deleted; the same command goes on";
  if (left.delete("misnamed") && [...left].every((kind) => kind === "foreign"))
    return "left under names that are not theirs; rename them by hand, or repair once more with --delete-foreign";
  return isForeign
    ? "not the dataset's and left, for the reasons named"
    : "left; visualatom generate with the dataset's configuration draws what is not there";
}

function faultText(fault: Fault): string {
  const done = fault.kind === "foreign" ? "deleted" : "put right";
  return `  ${damageText(fault)}${fault.repaired ? ` (${done})` : ""}`;
}
