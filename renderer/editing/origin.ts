/** Where the configuration at hand stems from: what it is called, and what its differences refer to. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { findPreset } from "../../core/config/presets.ts";
import { isConfigName } from "../../core/studio/configFile.ts";
import { splitPath } from "../shared/paths.ts";

export type Origin =
  | { kind: "preset"; name: string }
  /** `path` on the studio's machine; null of a file that came through the browser. `config` as read or last written. */
  | { kind: "file"; name: string; path: string | null; config: DatasetConfig }
  /** A dataset's folder, by its name. */
  | { kind: "dataset"; name: string; config: DatasetConfig };

export function datasetOrigin(config: DatasetConfig, path?: string): Origin {
  const name = (path && splitPath(path)?.name) ?? "dataset";
  return { kind: "dataset", name, config };
}

export const originTitle = (origin: Origin): string =>
  origin.kind === "preset" ? findPreset(origin.name).title : origin.name;

export const originConfig = (origin: Origin): DatasetConfig =>
  origin.kind === "preset" ? findPreset(origin.name).config : origin.config;

/** What a file or a dataset made from it is proposed to be called, without an ending. */
export function originStem({ kind, name }: Origin): string {
  if (kind !== "file" || !isConfigName(name)) return name;
  return name.slice(0, name.lastIndexOf(".")) || name;
}
