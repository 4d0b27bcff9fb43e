/** Draws one image of a dataset as it is stored; again where it came out blank and the configuration says so. */
import { setImmediate as turn } from "node:timers/promises";
import { usesCanvas } from "../core/config/canvas.ts";
import type { ClassParameters, DatasetConfig } from "../core/config/parameters.ts";
import { MOST_REDRAWS } from "../core/config/redraws.ts";
import { coloured } from "../core/render/colour.ts";
import type { ImageSource, Tone } from "../core/render/imageSource.ts";
import { sourceOf } from "./createSource.ts";
import { type Encoder, encoderOf } from "./encode.ts";
import type { Renderer } from "./render/renderer.ts";
import { rendererOf } from "./render/rendererOf.ts";

/** All that images of a configuration are drawn with. */
export interface Easel {
  source: ImageSource;
  renderer: Renderer;
  encoder: Encoder;
  /** Whether the native canvas has a part in it. */
  native: boolean;
}

export interface DrawnImage {
  parameters: ClassParameters;
  /** Samples as they were drawn, greys or numbers of colours; like `stored`, valid until the next image. */
  rendered: Uint8Array;
  /** Samples as they are stored, see `Encoder`. */
  stored: Uint8Array;
  /** Of what is stored; without ink it is blank. */
  tone: Tone;
  /** Whether its points overflow. */
  diverges: boolean;
  /** How often it was drawn in vain before, 0 … MOST_REDRAWS. */
  attempt: number;
}

export async function easelOf(config: DatasetConfig): Promise<Easel> {
  return {
    source: await sourceOf(config),
    renderer: await rendererOf(config),
    encoder: await encoderOf(config),
    native: usesCanvas(config),
  };
}

/** @throws RangeError where the dataset has no such image */
export async function drawImage(
  { source, renderer, encoder, native }: Easel,
  classIndex: number,
  instance: number,
): Promise<DrawnImage> {
  // The canvas library's buffers, a megabyte an image, are freed when the event loop turns, and not before.
  if (native) await turn();
  const last = source.config.redrawBlank ? MOST_REDRAWS : 0;
  for (let attempt = 0; ; attempt++) {
    const parameters = source.begin(classIndex, instance, attempt);
    const rendered = renderer.render(source);
    const stored = encoder.store(source, rendered);
    // Encoding may reuse the array that the picture lies in, so it is measured first.
    const tone = source.measure(stored);
    if (tone.ink > 0 || attempt === last) {
      return { parameters, rendered, stored, tone, diverges: source.diverges(), attempt };
    }
  }
}

/**
 * A rendered picture at another size, reduced by area: greys, or red, green and blue of each pixel. Valid until the next image
 * or reduction.
 * @param side px, 1 … that of the source
 */
export function samplesAt(source: ImageSource, rendered: Uint8Array, side: number): Uint8Array {
  if (side !== source.size) return source.reduce(rendered, side, "area");
  return source.palette === null ? rendered : coloured(rendered, source.palette);
}
