/** The options by which every command is told the configuration. */
import { readFileSync } from "node:fs";
import { type Command, Option } from "commander";
import { ConfigError } from "../../core/config/errors.ts";
import { fieldAt } from "../../core/config/fields.ts";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { findPreset } from "../../core/config/presets.ts";
import { applyOverrides, type ConfigOverrides, parseConfig } from "../../core/config/schema.ts";
import { InputError } from "../errors.ts";
import { integer } from "./arguments.ts";

export interface ConfigOptions extends ConfigOverrides {
  preset?: string;
  config?: string;
}

export function addConfigOptions(command: Command): Command {
  return command
    .option("--preset <name>", "a named configuration; see the command presets")
    .option("--config <file>", "a configuration as JSON, or the dataset.json of a dataset")
    .option("--classes <n>", "number of classes", integer)
    .option("--instances <n>", "images of each class", integer)
    .option("--seed <n>", "seed of all random draws", integer)
    .option("--image-size <px>", "side of an image as it is drawn", integer)
    .option("--stored-size <px>", "side of an image as it is stored", integer)
    .addOption(
      new Option("--resample <method>", "how the stored size is reached").choices(["area", "lanczos"]),
    )
    .option("--quality <n>", "quality of jpeg and webp, 1-100", integer)
    .addOption(
      new Option("--layout <layout>", "folders and file names").choices(fieldAt("output.layout").choices),
    )
    .option("--shard-size <n>", "samples of each shard, with layouts webdataset and parquet", integer)
    .addOption(new Option("--image <type>", "file format").choices(["png", "jpeg", "webp"]))
    .addOption(new Option("--pixel <pixel>", "channels").choices(["gray", "rgb"]))
    .addOption(new Option("--renderer <renderer>", "how lines are drawn").choices(["lines", "canvas"]))
    .option(
      "--redraw-blank",
      "draw an image that came out black again, with another nucleus and other greys",
    );
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
  const base = preset === undefined ? readConfig(file!) : findPreset(preset).config;
  return applyOverrides(base, {
    ...{ classes, instances, seed, imageSize, renderer, redrawBlank },
    ...{ storedSize, resample, quality, layout, image, pixel, shardSize },
  });
}

function readConfig(file: string): DatasetConfig {
  const document = parseJson(file, readText(file));
  // A dataset's description holds its configuration, so that any dataset can be made again from itself.
  const isManifest = typeof document === "object" && document !== null && "generator" in document;
  try {
    return parseConfig(isManifest ? (document as { config?: unknown }).config : document);
  } catch (error) {
    if (error instanceof ConfigError) throw new InputError(`--config ${file}:\n${error.message}`);
    throw error;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: "there is no such file; check the path",
      EISDIR: "this is a folder; give the JSON file in it",
      EACCES: "no permission to read it; change its permissions",
    };
    throw new InputError(`--config ${file}: ${reasons[code ?? ""] ?? message}`);
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    // A byte order mark, which some editors write, is no JSON.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new InputError(`--config ${file}: not valid JSON (${(error as Error).message})`);
  }
}
