/** The command line: parses, hands over to one command, turns its end into an exit code. */
import { Command, CommanderError } from "commander";
import { visibleLines } from "../../common/format.ts";
import { generator } from "../../common/version.ts";
import { type CommandName, commandDescriptions } from "./commandNames.ts";
import { exitCodes, reportFailure } from "./exit.ts";
import { logRun } from "./log.ts";
import { surviveClosedPipes } from "./output.ts";

/** Loaded where it is asked for only: all together takes longer to load than a short command takes. */
async function addOptions(name: CommandName, command: Command): Promise<void> {
  if (name === "presets") (await import("./commands/presets.ts")).addPresets(command);
  else if (name === "serve") (await import("./serve.ts")).addServe(command);
  else (await import("./commands/datasetCommands.ts")).datasetCommands[name](command);
}

const examples = `
Example:
  visualatom generate --preset sample --out ./sample

Exit codes: 0 done, 1 failure, 2 bad input, 130 interrupted.`;

/** @param words of the command line: those of a command that is not named there are not needed */
async function makeProgram(words: readonly string[]): Promise<Command> {
  const program = new Command("visualatom")
    .description(
      "Generate formula-driven pre-training images (VisualAtom, CVPR 2023; RCDB, CVPR 2022; FractalDB, IJCV 2022) on your own machine, offline.",
    )
    .version(generator.version)
    .showSuggestionAfterError()
    .addHelpText("after", examples)
    // Without `[options]`, which would stand behind the command alone whose options are loaded.
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .exitOverride();
  for (const [name, description] of Object.entries(commandDescriptions)) {
    const command = program.command(name).description(description);
    if (words.includes(name)) await addOptions(name as CommandName, command);
  }
  program.hook("preAction", (_, command) => logRun(command.name()));
  // Settings are inherited only by commands that are made after them.
  for (const command of program.commands.flatMap((command) => [command, ...command.commands]))
    command
      .exitOverride()
      .showHelpAfterError("(--help for all options)")
      // What it does not understand it repeats.
      .configureOutput({ outputError: (text, write) => write(visibleLines(text)) });
  return program;
}

async function main(): Promise<void> {
  surviveClosedPipes();
  try {
    // In a desktop package no script stands before the command.
    await (await makeProgram(process.argv.slice(1))).parseAsync();
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
