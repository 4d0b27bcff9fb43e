/** A configuration in as few words as say it. */
import type { DatasetConfig } from "./parameters.ts";
import { defaultConfig } from "./schema.ts";

/** The shortest document that means this configuration: the formulation, and what differs from its defaults. */
export function differencesFromDefault(config: DatasetConfig): Record<string, unknown> {
  const base = defaultConfig(config.formulation);
  const changed = differences(base, config) as Record<string, unknown>;
  return { formulation: config.formulation, ...changed };
}

function differences(base: unknown, value: unknown): unknown {
  if (!isRecord(value) || !isRecord(base)) return value;
  const changed = Object.entries(value)
    .filter(([key, item]) => JSON.stringify(item) !== JSON.stringify(base[key]))
    .map(([key, item]) => [key, differences(base[key], item)]);
  return Object.fromEntries(changed);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
