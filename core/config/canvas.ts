/** Where the native canvas decides the bytes of a dataset's images. */
import type { DatasetConfig } from "./parameters.ts";

export function usesCanvas({ renderer, output }: DatasetConfig): boolean {
  return renderer === "canvas" || output.image !== "png";
}
