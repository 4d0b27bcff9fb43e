/** Pictures of any of the formats, decoded by the native canvas. */
import { loadCanvas } from "../nativeCanvas.ts";

/**
 * RGBA, row by row.
 * @throws CanvasMissing, or the decoder's error
 */
export async function decodePixels(bytes: Buffer): Promise<Uint8ClampedArray> {
  const { createCanvas, loadImage } = await loadCanvas();
  const image = await loadImage(bytes);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}
