/**
 * How much of what images differ by is their class: variance between the classes and within them, and the ratio of the two
 * by which Fisher (Annals of Eugenics 1936) tells how well classes are kept apart; of vectors the traces of the scatter
 * matrices (Fukunaga, Introduction to Statistical Pattern Recognition, 1990, 10.2).
 */

/** What is kept of a class's images. */
export interface ClassScatter {
  images: number;
  /** Of their vectors. */
  mean: ArrayLike<number>;
  /** Σ |x − mean|² / (images − 1): the trace of the covariance; NaN of one image. */
  within: number;
}

export interface Scatter {
  /** Variance of the classes' true means: what their images' own differences add to it is taken off. Not below 0; NaN of one class. */
  between: number;
  /** Mean over the classes. */
  within: number;
}

export class Scatters {
  private readonly classes: readonly ClassScatter[];
  /** Sums over the classes. */
  private readonly means: Float64Array;
  private readonly lengths: Float64Array;
  private readonly products: Float64Array;

  constructor(classes: readonly ClassScatter[]) {
    this.classes = classes;
    this.means = new Float64Array(classes[0]?.mean.length ?? 0);
    for (const { mean } of classes) for (let i = 0; i < mean.length; i++) this.means[i] += mean[i];
    this.lengths = Float64Array.from(classes, ({ mean }) => product(mean, mean));
    this.products = Float64Array.from(classes, ({ mean }) => product(mean, this.means));
  }

  /** Of all classes, or without one. */
  of(without: number | null): Scatter {
    let count = 0;
    let lengths = 0;
    let within = 0;
    let noise = 0;
    for (const [i, { images, within: own }] of this.classes.entries()) {
      if (i === without) continue;
      count += 1;
      lengths += this.lengths[i];
      within += own;
      noise += own / images;
    }
    const whole = product(this.means, this.means);
    const sum = without === null ? whole : whole - 2 * this.products[without] + this.lengths[without];
    if (count < 2) return { between: Number.NaN, within: within / count };
    const between = (lengths - sum / count) / (count - 1) - noise / count;
    return { between: Math.max(0, between), within: within / count };
  }
}

/** Mean and scatter of a class's vectors, which are all as long. */
export function classScatter(vectors: readonly ArrayLike<number>[]): ClassScatter {
  const images = vectors.length;
  const [first] = vectors;
  const mean = new Float64Array(first.length);
  // From the first one on, so that equal vectors have no scatter at all.
  for (const vector of vectors) for (let i = 0; i < mean.length; i++) mean[i] += vector[i] - first[i];
  for (let i = 0; i < mean.length; i++) mean[i] = first[i] + mean[i] / images;
  let squares = 0;
  for (const vector of vectors) for (let i = 0; i < mean.length; i++) squares += (vector[i] - mean[i]) ** 2;
  return { images, mean, within: images > 1 ? squares / (images - 1) : Number.NaN };
}

function product(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
