/** What drew a dataset, by its description: somebody's words, which go into other files and are shown to people. */
import { isDeepStrictEqual } from "node:util";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { canvasOf, generator, pngOf } from "../common/version.ts";
import { type Manifest, usesCanvas } from "./manifest.ts";

const VERSION = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+\d+)?$/;

export type DrawnBy = Pick<Manifest, "generator" | "canvas" | "png">;

/** What a description says where that can be, and otherwise what draws here. @param said its fields, of any type */
export function drawnBy(
  config: DatasetConfig,
  said: Readonly<Partial<Record<keyof DrawnBy, unknown>>>,
): DrawnBy {
  return {
    generator: isGenerator(said.generator) ? said.generator : generator,
    canvas: !usesCanvas(config) ? null : isVersion(said.canvas) ? said.canvas : canvasOf(config),
    png: saidPng(said.png, pngOf(config) ?? undefined),
  };
}

/** Which bytes PNG files have, where that can be: those of the first version are not written down. */
function saidPng(said: unknown, made: number | undefined): number | undefined {
  const isKnown = typeof said === "number" && made !== undefined && said > 1 && said < made;
  return said === undefined || isKnown ? (said as number | undefined) : made;
}

function isVersion(value: unknown): value is string {
  return typeof value === "string" && VERSION.test(value);
}

function isGenerator(value: unknown): value is Manifest["generator"] {
  return (
    typeof value === "object" &&
    value !== null &&
    isDeepStrictEqual(Object.keys(value).sort(), ["name", "version"]) &&
    "name" in value &&
    "version" in value &&
    value.name === generator.name &&
    isVersion(value.version) &&
    !isNewer(value.version, generator.version)
  );
}

function isNewer(version: string, than: string): boolean {
  return version.localeCompare(than, "en", { numeric: true }) > 0;
}
