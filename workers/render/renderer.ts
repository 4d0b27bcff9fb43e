/** What a renderer is: a way of drawing the image that a source stands on. */
import type { ImageSource } from "../../core/render/imageSource.ts";

export interface Renderer {
  /** Draws the image at hand; returns S · S samples, row-major, valid until the next image. */
  render(source: ImageSource): Uint8Array;
}
