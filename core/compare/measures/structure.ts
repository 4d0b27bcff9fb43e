/**
 * Structural similarity over several scales, MS-SSIM (Wang, Simoncelli and Bovik, Asilomar 2003, after Wang et al., IEEE
 * TIP 2004): 1 of equal pictures, near 0 of pictures that have nothing in common. Its mean over pairs of images is what
 * Odena, Olah and Shlens (ICML 2017) tell the variety of a class by.
 */
import type { GreyPicture } from "../picture.ts";

/** How much each scale counts, from the finest. */
const WEIGHTS = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];
/** The Gaussian window: 11 px, σ = 1.5 px. */
const WINDOW = 11;
const REACH = 5;
const DEVIATION = 1.5;
/** (0.01 · 255)² and (0.03 · 255)², which steady quotients of what is hardly there. */
const C1 = 6.5025;
const C2 = 58.5225;

/** Of the middle, then of each further px. */
const window = ((): number[] => {
  const values = Array.from({ length: REACH + 1 }, (_, i) =>
    Math.exp(-(i * i) / (2 * DEVIATION * DEVIATION)),
  );
  const sum = values.reduce((total, value, i) => total + (i === 0 ? value : 2 * value), 0);
  return values.map((value) => value / sum);
})();

/** A picture at one scale: its greys, and their mean and variance under the window wherever that lies inside. */
interface Scale {
  side: number;
  greys: Float32Array;
  mean: Float32Array;
  variance: Float32Array;
}

/** A picture prepared to be compared with others of its size. */
export type Structure = readonly Scale[];

/** Of the five scales those at which the window fits. */
export function scalesOf(side: number): number {
  let scales = 0;
  for (let left = side; left >= WINDOW && scales < WEIGHTS.length; left = Math.floor(left / 2)) scales += 1;
  return scales;
}

/** @throws RangeError for pictures smaller than the window */
export function structureOf({ side, samples }: GreyPicture): Structure {
  const count = scalesOf(side);
  if (count === 0) throw new RangeError(`a picture of ${side} px is smaller than the window of ${WINDOW} px`);
  const scales: Scale[] = [];
  let greys = Float32Array.from(samples);
  for (let left = side; scales.length < count; left = Math.floor(left / 2)) {
    const mean = windowed(greys, greys, left, false);
    const variance = windowed(greys, greys, left, true);
    for (let i = 0; i < mean.length; i++) variance[i] -= mean[i] * mean[i];
    scales.push({ side: left, greys, mean, variance });
    greys = halved(greys, left);
  }
  return scales;
}

/**
 * 0 … 1: the product over the scales of the mean of (2 σ_ab + C₂) / (σ_a² + σ_b² + C₂), at the coarsest with
 * (2 μ_a μ_b + C₁) / (μ_a² + μ_b² + C₁) in it, each to the power of its weight. A scale whose mean is negative counts as 0.
 * Of pictures too small for five scales the weights of those that there are sum to 1.
 */
export function structuralSimilarity(a: Structure, b: Structure): number {
  const total = WEIGHTS.slice(0, a.length).reduce((sum, weight) => sum + weight, 0);
  let similarity = 1;
  for (const [i, one] of a.entries()) {
    const mean = similarityAt(one, b[i], i === a.length - 1);
    similarity *= Math.max(0, mean) ** (WEIGHTS[i] / total);
  }
  return similarity;
}

function similarityAt(a: Scale, b: Scale, isCoarsest: boolean): number {
  const products = windowed(a.greys, b.greys, a.side, true);
  let sum = 0;
  for (let i = 0; i < products.length; i++) {
    const means = a.mean[i] * b.mean[i];
    // Rounded as the variances are, so that equal pictures are equal to the last bit.
    const covariance = Math.fround(products[i] - means);
    const structure = (2 * covariance + C2) / (a.variance[i] + b.variance[i] + C2);
    const luminance = isCoarsest
      ? (2 * means + C1) / (a.mean[i] * a.mean[i] + b.mean[i] * b.mean[i] + C1)
      : 1;
    sum += structure * luminance;
  }
  return sum / products.length;
}

/** Under the window, wherever it lies inside: the mean of `a`, or of the product of both. */
function windowed(
  a: Float32Array,
  b: Float32Array,
  side: number,
  isProduct: boolean,
): Float32Array<ArrayBuffer> {
  const [w0, w1, w2, w3, w4, w5] = window;
  const width = side - 2 * REACH;
  const rows = new Float32Array(side * width);
  const row = new Float64Array(side);
  for (let y = 0; y < side; y++) {
    const start = y * side;
    for (let x = 0; x < side; x++) row[x] = isProduct ? a[start + x] * b[start + x] : a[start + x];
    for (let x = 0; x < width; x++) {
      rows[y * width + x] =
        w0 * row[x + 5] +
        w1 * (row[x + 4] + row[x + 6]) +
        w2 * (row[x + 3] + row[x + 7]) +
        w3 * (row[x + 2] + row[x + 8]) +
        w4 * (row[x + 1] + row[x + 9]) +
        w5 * (row[x] + row[x + 10]);
    }
  }
  const result = new Float32Array(width * width);
  for (let at = 0; at < result.length; at++) {
    result[at] =
      w0 * rows[at + 5 * width] +
      w1 * (rows[at + 4 * width] + rows[at + 6 * width]) +
      w2 * (rows[at + 3 * width] + rows[at + 7 * width]) +
      w3 * (rows[at + 2 * width] + rows[at + 8 * width]) +
      w4 * (rows[at + width] + rows[at + 9 * width]) +
      w5 * (rows[at] + rows[at + 10 * width]);
  }
  return result;
}

/** Means of 2 × 2 px; an odd last row and column are left out. */
function halved(greys: Float32Array, side: number): Float32Array<ArrayBuffer> {
  const half = Math.floor(side / 2);
  const result = new Float32Array(half * half);
  for (let y = 0; y < half; y++) {
    for (let x = 0; x < half; x++) {
      const at = 2 * y * side + 2 * x;
      result[y * half + x] = (greys[at] + greys[at + 1] + greys[at + side] + greys[at + side + 1]) / 4;
    }
  }
  return result;
}
