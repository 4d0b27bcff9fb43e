/** The terminal commands that do what the window does, ready to copy. */
import { join } from "node:path";
import { differencesFromDefault } from "../../core/config/differences.ts";
import { isScriptLayout } from "../../core/config/layouts.ts";
import type { DatasetConfig, OutputConfig } from "../../core/config/parameters.ts";
import { type Preset, presets } from "../../core/config/presets.ts";
import {
  applyOverrides,
  type ConfigOverrides,
  configFingerprintInput,
  sameConfig,
} from "../../core/config/schema.ts";
import { programWords } from "../common/program.ts";
import { shellWord } from "../common/shellWord.ts";

/** Options of `visualatom generate` for what may be changed of a preset. */
const options: Record<keyof ConfigOverrides, string> = {
  classes: "--classes",
  instances: "--instances",
  seed: "--seed",
  imageSize: "--image-size",
  renderer: "--renderer",
  redrawBlank: "--redraw-blank",
  layout: "--layout",
  image: "--image",
  quality: "--quality",
  pixel: "--pixel",
  storedSize: "--stored-size",
  resample: "--resample",
  shardSize: "--shard-size",
};
const topFields = ["classes", "instances", "seed", "imageSize", "renderer", "redrawBlank"] as const;

/** Makes the same dataset: from a preset where options can say the difference, else from a file it writes first. */
export function generateCommand(
  config: DatasetConfig,
  out: string,
  platform: NodeJS.Platform = process.platform,
  program: string = programWords(),
): string {
  const where = `--out ${shellWord(out, platform)}`;
  const fromPreset = presetOptions(config);
  if (fromPreset !== null) return `${program} generate ${fromPreset} ${where}`;
  const json = JSON.stringify(differencesFromDefault(config));
  const file = "visualatom.json";
  // Neither the names nor the values of a configuration can hold a quotation mark.
  const write =
    platform === "win32" ? `'${json}' | Set-Content ${file}; ` : `printf '%s' '${json}' > ${file} && `;
  return `${write}${program} generate --config ${file} ${where}`;
}

/** Goes on with a dataset that was begun: its folder says what it is. */
export function continueCommand(
  out: string,
  platform: NodeJS.Platform = process.platform,
  program: string = programWords(),
): string {
  const manifest = join(out, "dataset.json");
  return `${program} generate --config ${shellWord(manifest, platform)} --out ${shellWord(out, platform)}`;
}

/** The name of the preset that the configuration is, or null. */
export function presetTitle(config: DatasetConfig): string | null {
  return presets.find((preset) => sameConfig(preset.config, config))?.title ?? null;
}

/** `--preset sample --seed 2`, from the preset that needs the fewest options; null where options cannot say it. */
function presetOptions(config: DatasetConfig): string | null {
  let best: string[] | null = null;
  const beyond = beyondOptions(config);
  for (const preset of presets) {
    if (beyondOfPreset(preset) !== beyond) continue;
    const overrides = overridesFrom(preset.config, config);
    let made: DatasetConfig;
    try {
      made = applyOverrides(preset.config, overrides);
    } catch {
      continue;
    }
    if (!sameConfig(made, config)) continue;
    const words = Object.entries(overrides).map(
      ([field, value]) => `${options[field as keyof ConfigOverrides]}${value === true ? "" : ` ${value}`}`,
    );
    if (best === null || words.length + 1 < best.length) best = [`--preset ${preset.name}`, ...words];
  }
  return best?.join(" ") ?? null;
}

/** What no option can change: a page asks with every change of a field, and few presets are near. */
function beyondOptions({ formulation, streams, startClass, parameters }: DatasetConfig): string {
  return configFingerprintInput({ formulation, streams, startClass, parameters } as DatasetConfig);
}

const known = new WeakMap<Preset, string>();
function beyondOfPreset(preset: Preset): string {
  const beyond = known.get(preset) ?? beyondOptions(preset.config);
  known.set(preset, beyond);
  return beyond;
}

function overridesFrom(base: DatasetConfig, config: DatasetConfig): ConfigOverrides {
  const overrides: Record<string, unknown> = {};
  for (const field of topFields) if (base[field] !== config[field]) overrides[field] = config[field];
  for (const field of Object.keys(config.output) as (keyof OutputConfig)[]) {
    const value = config.output[field];
    // No option says "as rendered"; such a difference from a preset makes the comparison fail, rightly.
    if (base.output[field] !== value && value !== null) overrides[field] = value;
  }
  // Layout `release` brings its type and channels along.
  if (isScriptLayout(overrides.layout)) {
    if (overrides.image === "png") delete overrides.image;
    if (overrides.pixel === "rgb") delete overrides.pixel;
  }
  return overrides;
}
