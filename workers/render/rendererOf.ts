/** Chooses the renderer that a configuration asks for. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { isPolylines } from "../../core/formulations/index.ts";
import { createCanvasRenderer } from "./canvas.ts";
import { kernelRenderer } from "./kernel.ts";
import type { Renderer } from "./renderer.ts";

/** The native canvas is loaded only where it is needed. */
export async function rendererOf(config: DatasetConfig): Promise<Renderer> {
  return config.renderer === "canvas" && isPolylines(config) ? createCanvasRenderer(config) : kernelRenderer;
}
