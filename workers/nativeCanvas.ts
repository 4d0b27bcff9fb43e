/** The native canvas, loaded on first use, and reusable square surfaces on it. */
import type { Canvas, ImageData, SKRSContext2D } from "@napi-rs/canvas";
import { coloured } from "../core/render/colour.ts";
import { CANVAS_MISSING } from "./errors.ts";

export interface Surface {
  /** Side, px. */
  size: number;
  canvas: Canvas;
  context: SKRSContext2D;
  /** For pixels on their way in. */
  pixels: ImageData;
  /** For pixels on their way out: size · size greys. */
  grey: Uint8Array;
}

type CanvasLibrary = typeof import("@napi-rs/canvas");

let library: Promise<CanvasLibrary> | null = null;
/** The last surface used: a job's pictures are all of one size. */
let latest: Surface | null = null;

/**
 * Loaded where it is needed: drawing lines and writing PNG do without.
 * @throws an error that names the missing package
 */
export async function loadCanvas(): Promise<CanvasLibrary> {
  library ??= import("@napi-rs/canvas").catch((error) => {
    library = null;
    throw new CanvasMissing(error);
  });
  return library;
}

/** npm leaves optional packages out at times, and not every processor has one. */
export class CanvasMissing extends Error {
  constructor(cause: unknown) {
    const binary = `@napi-rs/canvas-${process.platform}-${process.arch}${libcOf(process.platform)}`;
    super(
      `renderer "canvas", JPEG, WebP and contact sheets need the native canvas, whose package ${binary} cannot be loaded here; install it (npm install ${binary}), or use renderer "lines" with PNG`,
      // What of it reaches the main thread: see `ImageError`.
      { cause: { code: CANVAS_MISSING, reason: String(cause) } },
    );
    this.name = "CanvasMissing";
  }
}

function libcOf(platform: NodeJS.Platform): string {
  if (platform === "win32") return "-msvc";
  if (platform !== "linux") return "";
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime === undefined ? "-musl" : "-gnu";
}

/** A surface of this side; its pixels are those of whoever used it last. */
export async function surfaceOf(size: number): Promise<Surface> {
  if (latest?.size === size) return latest;
  const { createCanvas } = await loadCanvas();
  const canvas = createCanvas(size, size);
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(size, size);
  pixels.data.fill(255);
  latest = { size, canvas, context, pixels, grey: new Uint8Array(size * size) };
  return latest;
}

/** Reads the surface back; its three channels are equal, so one is taken. */
export function greyOfPixels(surface: Surface): Uint8Array {
  const { data } = surface.context.getImageData(0, 0, surface.size, surface.size);
  const { grey } = surface;
  for (let i = 0; i < grey.length; i++) grey[i] = data[4 * i];
  return grey;
}

/** Puts size · size samples on the surface, opaque: greys, or those of a palette, or red, green and blue of each pixel. */
export function putSamples(surface: Surface, samples: Uint8Array, palette: Uint8Array | null): void {
  const { size } = surface;
  if (palette !== null) {
    putColours(surface, samples.length === size * size ? coloured(samples, palette) : samples);
    return;
  }
  const { data } = surface.pixels;
  for (let i = 0; i < samples.length; i++) {
    const at = 4 * i;
    data[at] = samples[i];
    data[at + 1] = samples[i];
    data[at + 2] = samples[i];
  }
  surface.context.putImageData(surface.pixels, 0, 0);
}

function putColours(surface: Surface, rgb: Uint8Array): void {
  const { data } = surface.pixels;
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    data[to] = rgb[from];
    data[to + 1] = rgb[from + 1];
    data[to + 2] = rgb[from + 2];
  }
  surface.context.putImageData(surface.pixels, 0, 0);
}
