/** Anti-aliased lines of any thickness on the native canvas. */
import type { PolylineConfig } from "../../core/formulations/configurations.ts";
import { formulationOf } from "../../core/formulations/index.ts";
import type { ImageSource } from "../../core/render/imageSource.ts";
import { greyOfPixels, type Surface, surfaceOf } from "../nativeCanvas.ts";
import type { Renderer } from "./renderer.ts";

/** px; at 1 and below the library takes another way, which leaves out a fifth of the ink and more. */
const THINNEST = 1.0001;

export async function createCanvasRenderer(config: PolylineConfig): Promise<Renderer> {
  const surface = await surfaceOf(config.imageSize);
  const { background } = formulationOf(config);
  return { render: (source) => renderOnCanvas(surface, source, background, config.parameters.lineThickness) };
}

/** Each orbit is one path in its grey, so that it does not cover itself twice where it crosses itself. */
function renderOnCanvas(
  surface: Surface,
  source: ImageSource,
  background: number,
  lineThickness: number,
): Uint8Array {
  const { context, size } = surface;
  context.globalAlpha = 1;
  context.fillStyle = greyStyle(background);
  context.fillRect(0, 0, size, size);
  context.lineWidth = Math.max(lineThickness, THINNEST);
  // A thinner line covers less of each pixel.
  context.globalAlpha = Math.min(1, lineThickness / THINNEST);
  // Miter joins would put spikes, several times the line's width, on the noisy vertices.
  context.lineJoin = "round";
  for (const { grey, x, y } of source.orbits()) {
    context.beginPath();
    context.moveTo(x[0], y[0]);
    for (let i = 1; i < x.length; i++) context.lineTo(x[i], y[i]);
    context.closePath();
    context.strokeStyle = greyStyle(grey);
    context.stroke();
  }
  return greyOfPixels(surface);
}

function greyStyle(grey: number): string {
  return `rgb(${grey},${grey},${grey})`;
}
