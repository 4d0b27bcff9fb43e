/** Every preset of every formulation, complete and frozen. */
import { formulations } from "../formulations/index.ts";
import { ConfigError, type ConfigProblem, formatValue, nearestName } from "./errors.ts";
import type { DatasetConfig } from "./parameters.ts";
import type { PresetRow } from "./preset.ts";
import { parseConfig } from "./schema.ts";

export type { PresetAccuracy } from "./preset.ts";

export interface Preset extends Omit<PresetRow, "config"> {
  /** Frozen: copy it, or use `applyOverrides`, to change it. */
  config: DatasetConfig;
}

const all = Object.entries(formulations).flatMap(([formulation, { presets: rows }]) =>
  rows.map((row) => complete(row, formulation)),
);

/** Completes its configuration when it is looked at first: all of them together would delay every start. */
function complete(row: PresetRow, formulation: string): Preset {
  let config: DatasetConfig | undefined;
  return Object.freeze({
    ...deepFreeze(row),
    get config(): DatasetConfig {
      config ??= deepFreeze(parseConfig({ formulation, ...row.config }));
      return config;
    },
  });
}

/** Datasets first, in the order in which people read them. */
export const presets: readonly Preset[] = [
  ...all.filter(({ group }) => group === "datasets"),
  ...all.filter(({ group }) => group === "ablation"),
];

/** The preset of a name. Throws a `ConfigError` that says which there are. */
export function findPreset(name: string): Preset {
  const preset = presets.find((candidate) => candidate.name === name);
  if (preset !== undefined) return preset;
  throw new ConfigError([
    unknownPreset(
      name,
      presets.map((candidate) => candidate.name),
    ),
  ]);
}

function unknownPreset(name: string, names: readonly string[]): ConfigProblem {
  const near = nearestName(name, names);
  const suggestion = near === null ? "; the" : `; did you mean ${near}? The`;
  const message = `${formatValue(name)} is not a preset${suggestion} presets are ${names.join(", ")}`;
  return { field: "preset", value: name, message };
}

/** Presets are shared by everyone; a change made in place would reach all of them. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
