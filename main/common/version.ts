/** Name and version of this program and of the canvas library, as manifests record them. */
import { createRequire } from "node:module";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { isPolylines } from "../../core/formulations/index.ts";
import packageJson from "../../package.json" with { type: "json" };

export const generator = { name: packageJson.name, version: packageJson.version } as const;

/** Counts the changes of PNG files' bytes; the pixels in them stay. Descriptions from before the first change do not have it. */
const PNG_BYTES = 2;

/** Which bytes the PNG files of a dataset have that is made here; null where its files are no PNG. */
export function pngOf({ output }: DatasetConfig): number | null {
  return output.image === "png" ? PNG_BYTES : null;
}

/** The same of a dataset that there is, by its description. */
export function pngBytesOf({
  config,
  png,
}: {
  config: DatasetConfig;
  png?: number | undefined;
}): number | null {
  return config.output.image === "png" ? (png ?? 1) : null;
}

/** Counts the changes of how renderer `canvas` draws lines of 1 px and less. */
const THIN_LINES = 2;

/** What decides bytes beside the configuration: the canvas library's version, and how thin lines are drawn with it. */
export function canvasOf(config: DatasetConfig): string {
  const isThin = isPolylines(config) && config.renderer === "canvas" && config.parameters.lineThickness <= 1;
  return isThin ? `${canvasVersion()}+${THIN_LINES}` : canvasVersion();
}

/** Version of the canvas library that is installed. */
export function canvasVersion(): string {
  const { version } = createRequire(import.meta.url)("@napi-rs/canvas/package.json") as { version: string };
  return version;
}
