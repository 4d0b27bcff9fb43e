/** From pixel places to a picture: points or 3 × 3 patches, and its four flips. */
import { HUES } from "./colours.ts";
import type { PixelPlaces } from "./pixels.ts";

/** What a point or a patch is drawn with in the grey variants. */
const POINT_GREY = 127;
/** Patterns of a patch are 1 … 511: nine bits, of which at least one is set. */
export const PATCH_PATTERNS = 512;
const PATCH = 3;

/** Sample of the point of a number. */
function sampleOf(isColour: boolean, point: number): number {
  return isColour ? 1 + (point % HUES) : POINT_GREY;
}

/** S · S samples: each point its pixel. */
export function drawPoints({ x, y }: PixelPlaces, size: number, isColour: boolean): Uint8Array {
  const samples = new Uint8Array(size * size);
  x.forEach((column, i) => {
    if (column < size && y[i] < size) samples[y[i] * size + column] = sampleOf(isColour, i);
  });
  return samples;
}

/**
 * Each point its patch, right of and below its pixel, later ones over earlier ones.
 * @param pattern the next patch's pattern, 1 … 511: its highest bit is the upper left pixel, and 0 erases
 */
export function drawPatches(
  { x, y }: PixelPlaces,
  size: number,
  isColour: boolean,
  pattern: () => number,
): Uint8Array {
  const samples = new Uint8Array(size * size);
  x.forEach((column, i) => {
    const bits = pattern();
    const sample = sampleOf(isColour, i);
    for (let cell = 0; cell < PATCH * PATCH; cell++) {
      const pixelX = column + 1 + (cell % PATCH);
      const pixelY = y[i] + 1 + Math.floor(cell / PATCH);
      if (pixelX >= size || pixelY >= size) continue;
      samples[pixelY * size + pixelX] = (bits >> (PATCH * PATCH - 1 - cell)) & 1 ? sample : 0;
    }
  });
  return samples;
}

export const FLIPS = 4;

/** Flip 0 is what was drawn, upside down; 1 turns that back; 2 and 3 mirror these left to right. */
export function flipped(samples: Uint8Array, size: number, flip: number): Uint8Array {
  const turned = flip % 2 === 0;
  const mirrored = flip >= 2;
  return samples.map((_, at) => {
    const row = Math.floor(at / size);
    const column = at % size;
    const fromRow = turned ? size - 1 - row : row;
    const fromColumn = mirrored ? size - 1 - column : column;
    return samples[fromRow * size + fromColumn];
  });
}
