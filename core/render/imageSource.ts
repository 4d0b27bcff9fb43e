/** What every renderer and job needs of a configured dataset: reach any image, draw it, encode it. */
import type { ClassParameters, DatasetConfig, Pixel, Resample } from "../config/parameters.ts";
import type { Centre } from "../formulations/formulation.ts";

/**
 * Where a Mersenne Twister stream stands, structured-cloneable. With `classParameters` null the
 * stream stands before the draws of `classIndex` (and `instance` is 0); otherwise it stands
 * before image `instance` of that class, whose parameters and next placement are already drawn.
 * Of points it is always null, and the stream stands before image `instance`.
 */
export interface StreamCheckpoint {
  stream: number;
  /** Absolute class number (startClass included). */
  classIndex: number;
  instance: number;
  /** 624 state words and the index of the next one, of each generator that draws the stream. */
  state: Uint32Array;
  classParameters: ClassParameters | null;
  placement: Centre;
}

/** One closed polyline; the arrays are views that the next orbit overwrites. */
export interface Orbit {
  /** 0…255 */
  grey: number;
  /** q vertices, px, x to the right and y down. */
  x: Float64Array;
  y: Float64Array;
}

/** How much of a picture is drawn on, and how bright it is. */
export interface Tone {
  /** Pixels that differ from the background. */
  ink: number;
  /** Sum of all greys. */
  grey: number;
}

export interface ImageSource {
  readonly config: DatasetConfig;
  /** S: side of a rendered image, px. */
  readonly size: number;
  /** Red, green and blue of each of the 256 samples; null where samples are greys. */
  readonly palette: Uint8Array | null;
  /**
   * Positions on one image (RangeError where the dataset has none such). Random access is immediate. With streams the source goes on from
   * where it stands when the image lies ahead in the same stream, else from the stream's seed;
   * `restore` spares the way. Returns the class's parameters.
   * @param attempt how often the image was drawn before, 0 by default: its nucleus and greys are then others; a RangeError with streams
   */
  begin(classIndex: number, instance: number, attempt?: number): ClassParameters;
  /** Where the nucleus of the image at hand lies, px, with what else its formulation draws for each image. */
  centre(): Centre;
  /** Draws the image at hand, polylines with integer lines; returns S·S samples, a view that the next image overwrites. */
  paint(): Uint8Array;
  /** Whether points of the image at hand overflow, so that some are left out; never of polylines. */
  diverges(): boolean;
  /** Instead of `paint`: the orbits of the image at hand, from the innermost, for another renderer. */
  orbits(): IterableIterator<Orbit>;
  /** With streams: the state before the next image, once the image at hand has been painted or skipped. */
  checkpoint(): StreamCheckpoint | null;
  restore(checkpoint: StreamCheckpoint): void;
  /** With streams: runs past the image at hand without drawing it. */
  skip(): void;
  /** Measures a picture of the rendered size, or one that `reduce` made. */
  measure(samples: Uint8Array): Tone;
  /**
   * A picture of the rendered size made smaller: target · target greys, a view that the next call overwrites; with a palette
   * their red, green and blue.
   * @param target px, 1 … size (RangeError for any other)
   */
  reduce(samples: Uint8Array, target: number, resample: Resample): Uint8Array;
  /**
   * PNG of width × height 8-bit samples (`channels` bytes a pixel, row-major); deterministic on every platform.
   * One channel is written as RGB with `pixel: "rgb"`: greys are repeated, and others have the palette's colours. The result is
   * a view that the next call overwrites.
   */
  encodePng(samples: Uint8Array, width: number, height: number, pixel: Pixel): Uint8Array;
}

/** @throws RangeError where the dataset has no such image, or an image of a stream is to be drawn again */
export function requireImage(
  config: DatasetConfig,
  classIndex: number,
  instance: number,
  attempt: number,
): void {
  requireWithin("class", classIndex, config.startClass, config.classes);
  requireWithin("instance", instance, 0, config.instances);
  if (attempt > 0 && config.streams !== null) {
    throw new RangeError("an image of a stream cannot be drawn again: the stream's numbers run on");
  }
}

function requireWithin(what: string, index: number, first: number, count: number): void {
  if (!Number.isInteger(index) || index < first || index >= first + count) {
    throw new RangeError(`${what} ${index} is not one of ${first} … ${first + count - 1}`);
  }
}
