/** Name and version of this program and of the canvas library, as manifests record them. */
import { createRequire } from "node:module";
import packageJson from "../../package.json" with { type: "json" };

export const generator = { name: packageJson.name, version: packageJson.version } as const;

/** Version of the canvas library that is installed. */
export function canvasVersion(): string {
  const { version } = createRequire(import.meta.url)("@napi-rs/canvas/package.json") as { version: string };
  return version;
}
