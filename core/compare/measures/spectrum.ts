/**
 * The exponent α of a picture's power spectrum, P(f) ~ 1/f^α (Field, JOSA A 1987): some 2 for photographs of nature, 0 for
 * white noise, larger where fine structure is lacking. Baradad et al. (NeurIPS 2021) look at the same of images that
 * networks are pre-trained on.
 */
import type { GreyPicture } from "../picture.ts";
import { type Fourier, fourierOf } from "./fourier.ts";

/** Cycles in the picture: below, its border and the window are what is seen. */
const LOWEST = 2;
/** Of the highest frequency that a picture has: above, the reduction has taken away. */
const HIGHEST = 0.5;
/** Rings of an octave of frequencies: each counts as much as any other. */
const RINGS_AN_OCTAVE = 3;

let atHand: { fourier: Fourier; hann: Float64Array } | null = null;

/** NaN of a picture of one grey. */
export function spectrumExponent(picture: GreyPicture): number {
  const { side } = picture;
  if (atHand?.fourier.length !== side) atHand = { fourier: fourierOf(side), hann: hannOf(side) };
  const rings = ringsOf(picture, atHand.fourier, atHand.hann);
  const points = rings.filter(({ count, power }) => count > 0 && power > 0);
  return -slopeOf(points.map(({ count, frequency, power }) => [frequency / count, Math.log(power / count)]));
}

/** Falls to 0 at the border, so that what meets there makes no edge. */
function hannOf(side: number): Float64Array {
  return Float64Array.from(
    { length: side },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / side),
  );
}

interface Ring {
  count: number;
  /** Sums over its coefficients of the logarithm of the frequency, and of the power. */
  frequency: number;
  power: number;
}

function ringsOf({ side, samples }: GreyPicture, { transform }: Fourier, hann: Float64Array): Ring[] {
  const mean = samples.reduce((sum, grey) => sum + grey, 0) / samples.length;
  const half = Math.floor(side / 2) + 1;
  // Of the rows' transforms the half that the other follows from, column by column.
  const columnsReal = Array.from({ length: half }, () => new Float64Array(side));
  const columnsImaginary = Array.from({ length: half }, () => new Float64Array(side));
  const real = new Float64Array(side);
  const imaginary = new Float64Array(side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) real[x] = (samples[y * side + x] - mean) * hann[x] * hann[y];
    imaginary.fill(0);
    transform(real, imaginary);
    for (let u = 0; u < half; u++) {
      columnsReal[u][y] = real[u];
      columnsImaginary[u][y] = imaginary[u];
    }
  }
  const highest = (side / 2) * HIGHEST;
  const rings = Array.from({ length: Math.ceil(RINGS_AN_OCTAVE * Math.log2(highest / LOWEST)) }, () => ({
    ...{ count: 0, frequency: 0, power: 0 },
  }));
  for (let u = 0; u < half && u <= highest; u++) {
    transform(columnsReal[u], columnsImaginary[u]);
    // The other half has the same power.
    const times = u === 0 || 2 * u === side ? 1 : 2;
    for (let v = 0; v < side; v++) {
      const frequency = Math.hypot(u, Math.min(v, side - v));
      if (frequency < LOWEST || frequency >= highest) continue;
      const ring = rings[Math.floor(RINGS_AN_OCTAVE * Math.log2(frequency / LOWEST))];
      ring.count += times;
      ring.frequency += times * Math.log(frequency);
      ring.power += times * (columnsReal[u][v] ** 2 + columnsImaginary[u][v] ** 2);
    }
  }
  return rings;
}

/** Of the line by least squares; NaN of fewer than two points. */
function slopeOf(points: readonly (readonly number[])[]): number {
  if (points.length < 2) return Number.NaN;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  let products = 0;
  let squares = 0;
  for (const [x, y] of points) {
    products += (x - meanX) * (y - meanY);
    squares += (x - meanX) ** 2;
  }
  return products / squares;
}
