/** What the configuration at hand is called. */
import { findPreset } from "../../core/config/presets.ts";
import { sameConfig } from "../../core/config/schema.ts";
import type { CurrentConfig } from "./currentConfig.tsx";

export type Named = Pick<CurrentConfig, "config" | "presetName" | "presetConfig">;

/** The preset's title, with “changed” where something differs from it. */
export function configTitle({ config, presetName, presetConfig }: Named): string {
  if (presetName === null) return "Your configuration";
  const { title } = findPreset(presetName);
  return sameConfig(config, presetConfig) ? title : `${title}, changed`;
}
