/** Colour pictures: samples that stand for colours of a palette, or red, green and blue one after the other. */
import type { Tone } from "./imageSource.ts";

/** Red, green and blue of each sample. */
export function coloured(samples: Uint8Array, palette: Uint8Array): Uint8Array {
  const rgb = new Uint8Array(3 * samples.length);
  for (let i = 0; i < samples.length; i++) {
    const at = 3 * samples[i];
    rgb[3 * i] = palette[at];
    rgb[3 * i + 1] = palette[at + 1];
    rgb[3 * i + 2] = palette[at + 2];
  }
  return rgb;
}

/**
 * Red, green and blue of a picture that is made smaller: between two samples of a palette there is nothing, so that each
 * channel is reduced for itself.
 * @param target side of what comes out, px
 * @param reduce of one channel; what it returns may be a view that its next call overwrites
 */
export function reducedColours(
  samples: Uint8Array,
  palette: Uint8Array,
  target: number,
  reduce: (channel: Uint8Array) => Uint8Array,
): Uint8Array {
  const rgb = new Uint8Array(3 * target * target);
  for (let channel = 0; channel < 3; channel++) {
    const one = samples.map((sample) => palette[3 * sample + channel]);
    reduce(one).forEach((value, i) => {
      rgb[3 * i + channel] = value;
    });
  }
  return rgb;
}

/** Of red, green and blue on black; a pixel's grey is the rounded mean of the three. */
export function toneOfRgb(rgb: Uint8Array): Tone {
  let ink = 0;
  let grey = 0;
  for (let i = 0; i < rgb.length; i += 3) {
    const sum = rgb[i] + rgb[i + 1] + rgb[i + 2];
    if (sum > 0) ink += 1;
    grey += Math.round(sum / 3);
  }
  return { ink, grey };
}
