/** The command line: parses, hands over to one command, turns its end into an exit code. */
import { Command, CommanderError } from "commander";
import { generator } from "../../common/version.ts";
import { addClasses } from "./commands/classes.ts";
import { addCluster } from "./commands/cluster.ts";
import { addEstimate } from "./commands/estimate.ts";
import { addGenerate } from "./commands/generate.ts";
import { addImages } from "./commands/images.ts";
import { addMerge } from "./commands/merge.ts";
import { addPresets } from "./commands/presets.ts";
import { addPreview } from "./commands/preview.ts";
import { addStream } from "./commands/stream.ts";
import { addRepair, addVerify } from "./commands/verify.ts";
import { exitCodes, reportFailure } from "./exit.ts";
import { logRun } from "./log.ts";
import { surviveClosedPipes } from "./output.ts";
import { addServe } from "./serve.ts";

const examples = `
Example:
  visualatom generate --preset sample --out ./sample

Exit codes: 0 done, 1 failure, 2 bad input, 130 interrupted.`;

function makeProgram(): Command {
  const program = new Command("visualatom")
    .description(
      "Generate formula-driven pre-training images (VisualAtom, CVPR 2023; RCDB, CVPR 2022; FractalDB, IJCV 2022) on your own machine, offline.",
    )
    .version(generator.version)
    .showSuggestionAfterError()
    .addHelpText("after", examples)
    .exitOverride();
  const commands = [
    addGenerate,
    addPresets,
    addClasses,
    addImages,
    addEstimate,
    addPreview,
    addStream,
    addVerify,
    addRepair,
    addMerge,
    addCluster,
    addServe,
  ];
  for (const add of commands) add(program);
  program.hook("preAction", (_, command) => logRun(command.name()));
  // Settings are inherited only by commands that are made after them.
  for (const command of program.commands.flatMap((command) => [command, ...command.commands]))
    command.exitOverride().showHelpAfterError("(--help for all options)");
  return program;
}

async function main(): Promise<void> {
  surviveClosedPipes();
  try {
    await makeProgram().parseAsync();
  } catch (error) {
    // Commander has said what is wrong; help and version end with code 0.
    const isUsage = error instanceof CommanderError;
    process.exitCode = isUsage
      ? error.exitCode === 0
        ? exitCodes.done
        : exitCodes.badInput
      : reportFailure(error);
  }
}

await main();
