/** Turns a rendered picture into what is stored: reduced if asked for, then encoded. */
import { storedSide } from "../core/config/dataset.ts";
import type { DatasetConfig } from "../core/config/parameters.ts";
import { paletteOf } from "../core/formulations/index.ts";
import type { ImageSource } from "../core/render/imageSource.ts";
import { putSamples, type Surface, surfaceOf } from "./nativeCanvas.ts";

export interface Encoder {
  /**
   * Samples of the stored picture, as `measure` takes them: greys or numbers of colours, or of a reduced picture in colour
   * red, green and blue of each pixel. Valid until the next call; may be the very array that came in.
   */
  store(source: ImageSource, rendered: Uint8Array): Uint8Array;
  /** File bytes of a stored picture, valid until the next call. */
  encode(source: ImageSource, stored: Uint8Array): Uint8Array;
}

/** The encoder of a configuration's output; PNG needs no native canvas. */
export async function encoderOf(config: DatasetConfig): Promise<Encoder> {
  const { output } = config;
  const size = storedSide(config);
  const store = storing(config, size);
  if (output.image === "png") {
    return { store, encode: (source, stored) => source.encodePng(stored, size, size, output.pixel) };
  }
  const surface = await surfaceOf(size);
  const { image, quality } = output;
  const palette = paletteOf(config);
  return { store, encode: (_, stored) => encodeLossy(surface, stored, palette, image, quality) };
}

function storing(config: DatasetConfig, size: number): Encoder["store"] {
  if (size === config.imageSize) return (_, rendered) => rendered;
  return (source, rendered) => source.reduce(rendered, size, config.output.resample);
}

function encodeLossy(
  surface: Surface,
  stored: Uint8Array,
  palette: Uint8Array | null,
  image: "jpeg" | "webp",
  quality: number,
): Uint8Array {
  putSamples(surface, stored, palette);
  return surface.canvas.encodeSync(image, quality);
}
