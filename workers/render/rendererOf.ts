/** Chooses the renderer that a configuration asks for. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { createCanvasRenderer } from "./canvas.ts";
import { linesRenderer } from "./lines.ts";
import type { Renderer } from "./renderer.ts";

/** The native canvas is loaded only where it is needed. */
export async function rendererOf(config: DatasetConfig): Promise<Renderer> {
  return config.renderer === "lines" ? linesRenderer : createCanvasRenderer(config);
}
