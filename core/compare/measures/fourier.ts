/** The discrete Fourier transform of any length: X_k = Σ_n x_n exp(−2πi kn/N). */

export interface Fourier {
  length: number;
  /** In place; both arrays have N numbers. */
  transform(real: Float64Array, imaginary: Float64Array): void;
}

/** @param length N, an integer ≥ 1; quick where its prime factors are small */
export function fourierOf(length: number): Fourier {
  return new MixedRadix(length);
}

/** Splits every p-th number off for each prime factor p, transforms the p parts, and joins them (Cooley and Tukey, 1965). */
class MixedRadix implements Fourier {
  readonly length: number;
  /** Ascending: the parts that are left at the end have the largest. */
  private readonly factors: number[];
  /** Of 2πk/N. */
  private readonly cosines: Float64Array;
  private readonly sines: Float64Array;
  private readonly fromReal: Float64Array;
  private readonly fromImaginary: Float64Array;
  /** One number of each part. */
  private readonly partsReal: Float64Array;
  private readonly partsImaginary: Float64Array;

  constructor(length: number) {
    this.length = length;
    this.factors = factorsOf(length);
    this.cosines = Float64Array.from({ length }, (_, k) => Math.cos((2 * Math.PI * k) / length));
    this.sines = Float64Array.from({ length }, (_, k) => Math.sin((2 * Math.PI * k) / length));
    this.fromReal = new Float64Array(length);
    this.fromImaginary = new Float64Array(length);
    const largest = this.factors.at(-1) ?? 1;
    this.partsReal = new Float64Array(largest);
    this.partsImaginary = new Float64Array(largest);
  }

  transform(real: Float64Array, imaginary: Float64Array): void {
    if (this.length === 1) return;
    this.fromReal.set(real);
    this.fromImaginary.set(imaginary);
    this.split(real, imaginary, 0, 0, 1, 0);
  }

  /**
   * @param at where the result lies
   * @param from and `stride`: where its numbers come from
   * @param depth number of factors that were split off
   */
  private split(
    real: Float64Array,
    imaginary: Float64Array,
    at: number,
    from: number,
    stride: number,
    depth: number,
  ): void {
    const { factors, length } = this;
    const p = factors[depth];
    const part = length / stride / p;
    if (part === 1) {
      for (let r = 0; r < p; r++) {
        this.partsReal[r] = this.fromReal[from + r * stride];
        this.partsImaginary[r] = this.fromImaginary[from + r * stride];
      }
      this.join(real, imaginary, at, p, 1, 0, stride);
      return;
    }
    for (let r = 0; r < p; r++) {
      this.split(real, imaginary, at + r * part, from + r * stride, stride * p, depth + 1);
    }
    if (p === 2) {
      this.joinHalves(real, imaginary, at, part, stride);
      return;
    }
    for (let k = 0; k < part; k++) {
      for (let r = 0; r < p; r++) {
        this.partsReal[r] = real[at + k + r * part];
        this.partsImaginary[r] = imaginary[at + k + r * part];
      }
      this.join(real, imaginary, at + k, p, part, k, stride);
    }
  }

  private joinHalves(
    real: Float64Array,
    imaginary: Float64Array,
    at: number,
    part: number,
    stride: number,
  ): void {
    const { cosines, sines } = this;
    for (let one = at, turn = 0; one < at + part; one++, turn += stride) {
      const other = one + part;
      const re = real[other] * cosines[turn] + imaginary[other] * sines[turn];
      const im = imaginary[other] * cosines[turn] - real[other] * sines[turn];
      real[other] = real[one] - re;
      imaginary[other] = imaginary[one] - im;
      real[one] += re;
      imaginary[one] += im;
    }
  }

  /** The numbers k, k + part, … from those of the p parts. */
  private join(
    real: Float64Array,
    imaginary: Float64Array,
    at: number,
    p: number,
    part: number,
    k: number,
    stride: number,
  ): void {
    const { cosines, sines, partsReal, partsImaginary, length } = this;
    for (let q = 0; q < p; q++) {
      let re = partsReal[0];
      let im = partsImaginary[0];
      const step = (k + q * part) * stride;
      let turn = 0;
      for (let r = 1; r < p; r++) {
        turn = (turn + step) % length;
        re += partsReal[r] * cosines[turn] + partsImaginary[r] * sines[turn];
        im += partsImaginary[r] * cosines[turn] - partsReal[r] * sines[turn];
      }
      real[at + q * part] = re;
      imaginary[at + q * part] = im;
    }
  }
}

/** Prime factors, ascending. */
function factorsOf(n: number): number[] {
  const factors: number[] = [];
  let rest = n;
  for (let p = 2; p * p <= rest; p++) {
    for (; rest % p === 0; rest /= p) factors.push(p);
  }
  return rest === 1 ? factors : [...factors, rest];
}
