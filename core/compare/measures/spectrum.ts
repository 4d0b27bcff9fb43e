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

/** What is the same for all pictures of a size. */
interface Plan {
  fourier: Fourier;
  hann: Float64Array;
  /** Of each coefficient in the columns that count, one column after the other: its ring, −1 where it lies in none. */
  rings: Int8Array;
  /** Of each ring: number of coefficients, and mean logarithm of their frequencies. */
  counts: number[];
  frequencies: number[];
}

let atHand: Plan | null = null;

/** NaN of a picture of one grey. */
export function spectrumExponent(picture: GreyPicture): number {
  if (atHand?.fourier.length !== picture.side) atHand = planOf(picture.side);
  const { counts, frequencies } = atHand;
  const points = ringPowers(picture, atHand).flatMap((power, ring) =>
    power > 0 ? [[frequencies[ring], Math.log(power / counts[ring])]] : [],
  );
  return -slopeOf(points);
}

function planOf(side: number): Plan {
  const highest = (side / 2) * HIGHEST;
  const columns = Math.floor(highest) + 1;
  const rings = new Int8Array(columns * side).fill(-1);
  const counts = new Array<number>(Math.ceil(RINGS_AN_OCTAVE * Math.log2(highest / LOWEST))).fill(0);
  const logarithms = counts.map(() => 0);
  for (let at = 0; at < rings.length; at++) {
    const u = Math.floor(at / side);
    const v = at % side;
    const frequency = Math.hypot(u, Math.min(v, side - v));
    if (frequency < LOWEST || frequency >= highest) continue;
    rings[at] = Math.floor(RINGS_AN_OCTAVE * Math.log2(frequency / LOWEST));
    counts[rings[at]] += sides(u);
    logarithms[rings[at]] += sides(u) * Math.log(frequency);
  }
  const frequencies = logarithms.map((sum, ring) => sum / counts[ring]);
  return { fourier: fourierOf(side), hann: hannOf(side), rings, counts, frequencies };
}

/** A column on the other side has the same power as its opposite. */
const sides = (u: number): number => (u === 0 ? 1 : 2);

/** Falls to 0 at the border, so that what meets there makes no edge. */
function hannOf(side: number): Float64Array {
  return Float64Array.from(
    { length: side },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / side),
  );
}

/** Summed over the coefficients of each ring. */
function ringPowers(picture: GreyPicture, { fourier, hann, rings, counts }: Plan): number[] {
  const { side } = picture;
  const powers = counts.map(() => 0);
  for (const [u, { real, imaginary }] of columnsOf(picture, fourier, hann, rings.length / side).entries()) {
    fourier.transform(real, imaginary);
    for (let v = 0; v < side; v++) {
      const ring = rings[u * side + v];
      if (ring >= 0) powers[ring] += sides(u) * (real[v] * real[v] + imaginary[v] * imaginary[v]);
    }
  }
  return powers;
}

interface Column {
  real: Float64Array;
  imaginary: Float64Array;
}

/** The first `count` columns of the rows' transforms; two rows are transformed at once, as real and imaginary part. */
function columnsOf(
  { side, samples }: GreyPicture,
  fourier: Fourier,
  hann: Float64Array,
  count: number,
): Column[] {
  const mean = samples.reduce((sum, grey) => sum + grey, 0) / samples.length;
  const columns = Array.from({ length: count }, () => ({
    real: new Float64Array(side),
    imaginary: new Float64Array(side),
  }));
  const one = new Float64Array(side);
  const other = new Float64Array(side);
  for (let y = 0; y < side; y += 2) {
    const isPair = y + 1 < side;
    for (let x = 0; x < side; x++) {
      one[x] = (samples[y * side + x] - mean) * hann[x] * hann[y];
      other[x] = isPair ? (samples[(y + 1) * side + x] - mean) * hann[x] * hann[y + 1] : 0;
    }
    fourier.transform(one, other);
    for (let u = 0; u < count; u++) {
      const { real, imaginary } = columns[u];
      const opposite = (side - u) % side;
      // What is even of it belongs to the first row, what is odd to the second.
      real[y] = (one[u] + one[opposite]) / 2;
      imaginary[y] = (other[u] - other[opposite]) / 2;
      if (!isPair) continue;
      real[y + 1] = (other[u] + other[opposite]) / 2;
      imaginary[y + 1] = (one[opposite] - one[u]) / 2;
    }
  }
  return columns;
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
