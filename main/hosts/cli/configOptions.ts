/** The options by which every command is told the configuration. */
import { closeSync, openSync, readSync } from "node:fs";
import { type Command, Option } from "commander";
import { ConfigError } from "../../../core/config/errors.ts";
import { fieldAt } from "../../../core/config/fields/fields.ts";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { findPreset } from "../../../core/config/presets.ts";
import { applyOverrides, type ConfigOverrides, parseConfig } from "../../../core/config/schema.ts";
import { InputError } from "../../common/errors.ts";
import { countText } from "../../common/format.ts";
import { readClassTable } from "../../generate/classes/search/classTableFiles.ts";
import { finderOf } from "../../generate/classes/search/searchedClasses.ts";
import { integerField, path } from "./arguments.ts";

export interface ConfigOptions extends ConfigOverrides {
  preset?: string;
  config?: string;
  classTable?: string;
}

/** What a command makes; each has the options of those before it too, and none that would do nothing there. */
export type ConfigScope = "parameters" | "pictures" | "samples" | "files";

const scopes: ConfigScope[] = ["parameters", "pictures", "samples", "files"];

export function addConfigOptions(command: Command, scope: ConfigScope = "files"): Command {
  const has = (needed: ConfigScope): boolean => scopes.indexOf(scope) >= scopes.indexOf(needed);
  command
    .option("--preset <name>", "a named configuration; see the command presets")
    .option(
      "--config <file>",
      "a configuration as JSON (every field: docs/configuration.md), or the dataset.json of a dataset",
    )
    .option("--classes <n>", "number of classes", integerField("classes"))
    .option("--instances <n>", "images of each class", integerField("instances"))
    .option("--seed <n>", "seed of all random draws", integerField("seed"))
    .option(
      "--class-table <dir>",
      "of fractals: take the classes from a folder of files as others publish them (00000.csv, a line of numbers for each map)",
      path,
    )
    .option("--image-size <px>", "side of an image as it is drawn", integerField("imageSize"));
  if (has("pictures")) {
    command
      .addOption(
        new Option("--renderer <renderer>", "how pictures are drawn").choices(fieldAt("renderer").choices),
      )
      .option(
        "--redraw-blank",
        "draw an image that came out blank again, with another nucleus and other greys",
      );
  }
  if (has("samples")) {
    command
      .option("--stored-size <px>", "side of an image as it is stored", integerField("output.storedSize"))
      .addOption(
        new Option("--resample <method>", "how the stored size is reached").choices(["area", "lanczos"]),
      )
      .addOption(new Option("--image <type>", "file format").choices(["png", "jpeg", "webp"]))
      .option("--quality <n>", "quality of jpeg and webp, 1-100", integerField("output.quality"))
      .addOption(new Option("--pixel <pixel>", "channels").choices(["gray", "rgb"]));
  }
  if (has("files")) {
    command
      .addOption(
        new Option("--layout <layout>", "folders and file names").choices(fieldAt("output.layout").choices),
      )
      .option(
        "--shard-size <n>",
        "samples of each shard, with layouts webdataset and parquet",
        integerField("output.shardSize"),
      );
  }
  return command;
}

/** Throws an `InputError` or `ConfigError`. */
export function configOf(options: ConfigOptions): DatasetConfig {
  const { preset, config: file, classes, instances, seed, imageSize, renderer, redrawBlank } = options;
  const { storedSize, resample, quality, layout, image, pixel, shardSize } = options;
  if ((preset === undefined) === (file === undefined)) {
    throw new InputError(
      preset === undefined
        ? "say which configuration: --preset <name> (visualatom presets lists them) or --config <file>"
        : "--preset and --config exclude each other; give one of them",
    );
  }
  const base = preset === undefined ? readConfig(file!, `--config ${file}`) : findPreset(preset).config;
  const config = applyOverrides(base, {
    ...{ classes, instances, seed, imageSize, renderer, redrawBlank },
    ...{ storedSize, resample, quality, layout, image, pixel, shardSize },
  });
  if (options.classTable === undefined) return config;
  const brought = readClassTable(config, options.classTable);
  finderOf(brought.config)!.bring(brought.rows);
  return brought.config;
}

/**
 * @param called what errors call the file
 * @throws InputError
 */
export function readConfig(file: string, called: string): DatasetConfig {
  const document = parseJson(readText(file, called), called);
  // A dataset's description holds its configuration, so that any dataset can be made again from itself.
  const isManifest = typeof document === "object" && document !== null && "generator" in document;
  try {
    return parseConfig(isManifest ? (document as { config?: unknown }).config : document);
  } catch (error) {
    if (error instanceof ConfigError) throw new InputError(`${called}:\n${error.message}`);
    throw error;
  }
}

/** As of a dataset's description, which may be given too. */
const MOST_CONFIG_BYTES = 1 << 21;

/** A pipe is read too, as shells make them. */
function readText(file: string, called: string): string {
  try {
    return readAtMost(file, MOST_CONFIG_BYTES).toString("utf8");
  } catch (error) {
    if (error instanceof RangeError) {
      const most = countText(MOST_CONFIG_BYTES);
      throw new InputError(`${called}: larger than ${most} bytes, which no configuration is; check the path`);
    }
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: "there is no such file; check the path",
      EISDIR: "this is a folder; give the JSON file in it",
      EACCES: "no permission to read it; change its permissions",
    };
    throw new InputError(`${called}: ${reasons[code ?? ""] ?? message}`);
  }
}

/** @throws RangeError for more, the system's error */
function readAtMost(path: string, most: number): Buffer {
  const file = openSync(path, "r");
  try {
    const pieces: Buffer[] = [];
    for (let length = 0; ; ) {
      const piece = Buffer.alloc(1 << 16);
      const read = readSync(file, piece);
      if (read === 0) return Buffer.concat(pieces);
      pieces.push(piece.subarray(0, read));
      length += read;
      if (length > most) throw new RangeError("too large");
    }
  } finally {
    closeSync(file);
  }
}

function parseJson(text: string, called: string): unknown {
  try {
    // A byte order mark, which some editors write, is no JSON.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new InputError(`${called}: not valid JSON (${withLineAndColumn((error as Error).message, text)})`);
  }
}

/** Editors count lines and columns; the parser tells characters, and only newer ones more. */
function withLineAndColumn(message: string, text: string): string {
  const found = / at position (\d+)( \(line \d+ column \d+\))?$/.exec(message);
  if (found === null) return message;
  const lines = text.slice(0, Number(found[1])).split("\n");
  const column = lines[lines.length - 1].length + 1;
  return `${message.slice(0, found.index)} at line ${lines.length}, column ${column}`;
}
