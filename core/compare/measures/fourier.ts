/** The discrete Fourier transform of any length: X_k = Σ_n x_n exp(−2πi kn/N). */

export interface Fourier {
  length: number;
  /** In place; both arrays have N numbers. */
  transform(real: Float64Array, imaginary: Float64Array): void;
}

/** @param length N, an integer ≥ 1; quick where its prime factors are small */
export function fourierOf(length: number): Fourier {
  const cosines = Float64Array.from({ length }, (_, k) => Math.cos((2 * Math.PI * k) / length));
  const sines = Float64Array.from({ length }, (_, k) => Math.sin((2 * Math.PI * k) / length));
  const fromReal = new Float64Array(length);
  const fromImaginary = new Float64Array(length);
  const largest = factorsOf(length).reduce((a, b) => Math.max(a, b), 1);
  const partsReal = new Float64Array(largest);
  const partsImaginary = new Float64Array(largest);

  /** Splits every p-th number off, transforms the p parts, and joins them (Cooley and Tukey, 1965). */
  function split(
    toReal: Float64Array,
    toImaginary: Float64Array,
    at: number,
    from: number,
    stride: number,
    n: number,
  ): void {
    if (n === 1) {
      toReal[at] = fromReal[from];
      toImaginary[at] = fromImaginary[from];
      return;
    }
    const p = smallestFactor(n);
    const part = n / p;
    for (let r = 0; r < p; r++)
      split(toReal, toImaginary, at + r * part, from + r * stride, stride * p, part);
    for (let k = 0; k < part; k++) {
      if (p === 2) joinTwo(toReal, toImaginary, at + k, at + k + part, k * stride);
      else join(toReal, toImaginary, at + k, p, part, k, stride);
    }
  }

  function joinTwo(
    real: Float64Array,
    imaginary: Float64Array,
    one: number,
    other: number,
    turn: number,
  ): void {
    const re = real[other] * cosines[turn] + imaginary[other] * sines[turn];
    const im = imaginary[other] * cosines[turn] - real[other] * sines[turn];
    real[other] = real[one] - re;
    imaginary[other] = imaginary[one] - im;
    real[one] += re;
    imaginary[one] += im;
  }

  function join(
    real: Float64Array,
    imaginary: Float64Array,
    at: number,
    p: number,
    part: number,
    k: number,
    stride: number,
  ): void {
    for (let r = 0; r < p; r++) {
      partsReal[r] = real[at + r * part];
      partsImaginary[r] = imaginary[at + r * part];
    }
    for (let q = 0; q < p; q++) {
      let re = partsReal[0];
      let im = partsImaginary[0];
      const step = (k + q * part) * stride;
      for (let r = 1; r < p; r++) {
        const turn = (step * r) % length;
        re += partsReal[r] * cosines[turn] + partsImaginary[r] * sines[turn];
        im += partsImaginary[r] * cosines[turn] - partsReal[r] * sines[turn];
      }
      real[at + q * part] = re;
      imaginary[at + q * part] = im;
    }
  }

  return {
    length,
    transform(real, imaginary) {
      fromReal.set(real);
      fromImaginary.set(imaginary);
      split(real, imaginary, 0, 0, 1, length);
    },
  };
}

function smallestFactor(n: number): number {
  for (let p = 2; p * p <= n; p++) if (n % p === 0) return p;
  return n;
}

function factorsOf(n: number): number[] {
  if (n === 1) return [];
  const p = smallestFactor(n);
  return [p, ...factorsOf(n / p)];
}
