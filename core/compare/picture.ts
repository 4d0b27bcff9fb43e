/** What measures look at: a square picture in greys. */

export interface GreyPicture {
  /** S, px */
  side: number;
  /** S · S greys 0 … 255, row by row. */
  samples: Uint8Array;
}

/**
 * The greys of a picture: of red, green and blue the rounded mean.
 * @param samples S · S greys, or red, green and blue of each pixel
 * @throws RangeError for any other number of samples
 */
export function greysOf(samples: Uint8Array, side: number): GreyPicture {
  const pixels = side * side;
  if (samples.length === pixels) return { side, samples };
  if (samples.length !== 3 * pixels) {
    throw new RangeError(`${samples.length} samples are no picture of ${side} × ${side} px`);
  }
  const greys = new Uint8Array(pixels);
  for (let i = 0, at = 0; i < pixels; i++, at += 3) {
    greys[i] = Math.round((samples[at] + samples[at + 1] + samples[at + 2]) / 3);
  }
  return { side, samples: greys };
}
