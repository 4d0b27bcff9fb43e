/** One interface over the two ways of drawing the image that a source stands on. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import type { ImageSource } from "../../core/render/imageSource.ts";
import { createCanvasRenderer } from "./canvas.ts";
import { linesRenderer } from "./lines.ts";

export interface Renderer {
  /** Draws the image at hand; returns S · S greys, row-major, valid until the next image. */
  render(source: ImageSource): Uint8Array;
}

/** The renderer that a configuration asks for; the native canvas is loaded only where it is needed. */
export async function rendererOf(config: DatasetConfig): Promise<Renderer> {
  return config.renderer === "lines" ? linesRenderer : createCanvasRenderer(config);
}
