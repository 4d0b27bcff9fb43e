/** The gradient of a picture, by central differences as Dalal and Triggs (CVPR 2005) take it. */
import type { GreyPicture } from "../picture.ts";

/**
 * Calls `see` for each pixel that is not on the border and where the greys change.
 * @param see x, y in px; the change across and down, greys a pixel
 */
export function eachGradient(
  { side, samples }: GreyPicture,
  see: (x: number, y: number, across: number, down: number) => void,
): void {
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const at = y * side + x;
      const across = (samples[at + 1] - samples[at - 1]) / 2;
      const down = (samples[at + side] - samples[at - side]) / 2;
      if (across !== 0 || down !== 0) see(x, y, across, down);
    }
  }
}
