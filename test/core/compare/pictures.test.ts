/** The measures of pictures, on pictures whose values are known by hand, and beside definitions written down a second time. */
import { describe, expect, it } from "vitest";
import { colourfulness } from "../../../core/compare/measures/colourfulness.ts";
import { EDGE, edgeDensity } from "../../../core/compare/measures/edges.ts";
import { fourierOf } from "../../../core/compare/measures/fourier.ts";
import {
  DIRECTIONS,
  orientationDistance,
  orientationsOf,
} from "../../../core/compare/measures/orientations.ts";
import { spectrumExponent } from "../../../core/compare/measures/spectrum.ts";
import { scalesOf, structuralSimilarity, structureOf } from "../../../core/compare/measures/structure.ts";
import { type GreyPicture, greysOf } from "../../../core/compare/picture.ts";
import { flat, grating, noise, picture, seeded } from "../../support/madePictures.ts";

const similarity = (a: GreyPicture, b: GreyPicture): number =>
  structuralSimilarity(structureOf(a), structureOf(b));
const distance = (a: GreyPicture, b: GreyPicture): number =>
  orientationDistance(orientationsOf(a).descriptor, orientationsOf(b).descriptor);

describe("greys", () => {
  it("are the samples themselves, or the rounded mean of three", () => {
    const samples = Uint8Array.of(1, 2, 3, 4);
    expect(greysOf(samples, 2)).toEqual({ side: 2, samples });
    const rgb = Uint8Array.of(0, 0, 1, 0, 1, 1, 255, 255, 255, 30, 60, 90);
    expect([...greysOf(rgb, 2).samples]).toEqual([0, 1, 255, 60]);
    expect(() => greysOf(samples, 3)).toThrow("4 samples are no picture of 3 × 3 px");
  });
});

describe("MS-SSIM", () => {
  it.each([11, 32, 45, 224])("is exactly 1 of equal pictures of %i px", (side) => {
    for (const each of [noise(side, 1), flat(side, 0), grating(side, 5, 1)])
      expect(similarity(each, each)).toBe(1);
  });

  it("is symmetric, and of black and white what the formula says by hand", () => {
    expect(similarity(noise(64, 1), noise(64, 2))).toBe(similarity(noise(64, 2), noise(64, 1)));
    // Nothing varies, so that only the means count, at the coarsest scale.
    const luminance = 6.5025 / (255 ** 2 + 6.5025);
    expect(similarity(flat(224, 0), flat(224, 255))).toBeCloseTo(luminance ** 0.1333, 4);
    // At 11 px there is one scale, of weight 1.
    expect(similarity(flat(11, 0), flat(11, 255))).toBeCloseTo(luminance, 6);
  });

  it("is near 0 of two noises and 0 of a picture and its negative", () => {
    expect(similarity(noise(224, 1), noise(224, 2))).toBeLessThan(0.1);
    const one = noise(224, 3);
    const negative = { side: 224, samples: one.samples.map((grey) => 255 - grey) };
    expect(similarity(one, negative)).toBe(0);
  });

  it("falls as noise is added", () => {
    const clean = grating(224, 6, 0.4);
    const noisy = (strength: number): GreyPicture => {
      const random = seeded(5);
      return picture(224, (x, y) => clean.samples[224 * y + x] + strength * (random() - 0.5));
    };
    const values = [0, 20, 60, 200].map((strength) => similarity(clean, noisy(strength)));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values[3]).toBeLessThan(0.9 * values[1]);
  });

  it("takes the scales that the window of 11 px fits in, and no smaller picture", () => {
    expect([10, 11, 21, 22, 44, 175, 176, 4096].map(scalesOf)).toEqual([0, 1, 1, 2, 3, 4, 5, 5]);
    expect(() => structureOf(flat(10, 0))).toThrow("a picture of 10 px is smaller than the window of 11 px");
  });

  it("equals the definition, written down window by window", () => {
    const pairs: [GreyPicture, GreyPicture][] = [
      [noise(50, 1), grating(50, 4, 1)],
      [grating(50, 4, 1), grating(50, 5, 1.1)],
      [noise(50, 1), flat(50, 90)],
    ];
    for (const [a, b] of pairs) expect(similarity(a, b)).toBeCloseTo(msSsimByHand(a, b), 4);
  });
});

/** With the whole window at each place, in double precision. */
function msSsimByHand(a: GreyPicture, b: GreyPicture): number {
  const weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];
  let one = Float64Array.from(a.samples);
  let other = Float64Array.from(b.samples);
  const means: number[] = [];
  const window = Array.from({ length: 121 }, (_, i) => {
    const [x, y] = [(i % 11) - 5, Math.floor(i / 11) - 5];
    return Math.exp(-(x * x + y * y) / 4.5);
  });
  const total = window.reduce((sum, weight) => sum + weight, 0);
  for (let side = a.side; side >= 11 && means.length < 5; side = Math.floor(side / 2)) {
    const isLast = Math.floor(side / 2) < 11 || means.length === 4;
    let sum = 0;
    let count = 0;
    for (let y = 0; y + 11 <= side; y++) {
      for (let x = 0; x + 11 <= side; x++) {
        const under = (values: (at: number) => number) =>
          window.reduce(
            (all, weight, i) => all + weight * values((y + Math.floor(i / 11)) * side + x + (i % 11)),
            0,
          ) / total;
        const ma = under((at) => one[at]);
        const mb = under((at) => other[at]);
        const va = under((at) => (one[at] - ma) ** 2);
        const vb = under((at) => (other[at] - mb) ** 2);
        const cov = under((at) => (one[at] - ma) * (other[at] - mb));
        const structure = (2 * cov + 58.5225) / (va + vb + 58.5225);
        sum += structure * (isLast ? (2 * ma * mb + 6.5025) / (ma * ma + mb * mb + 6.5025) : 1);
        count += 1;
      }
    }
    means.push(Math.max(0, sum / count));
    const half = Math.floor(side / 2);
    const smaller = (greys: Float64Array) =>
      Float64Array.from({ length: half * half }, (_, i) => {
        const at = 2 * Math.floor(i / half) * side + 2 * (i % half);
        return (greys[at] + greys[at + 1] + greys[at + side] + greys[at + side + 1]) / 4;
      });
    one = smaller(one);
    other = smaller(other);
  }
  const used = weights.slice(0, means.length).reduce((sum, weight) => sum + weight, 0);
  return means.reduce((result, mean, i) => result * mean ** (weights[i] / used), 1);
}

describe("histograms of gradient directions", () => {
  it("have one direction of a grating in the middle of a bin, two alike of one between bins", () => {
    const middle = orientationsOf(grating(64, 8, (10 * Math.PI) / 180));
    // Not quite 0: greys are rounded, and differences over two pixels bend the direction a little.
    expect(middle.evenness).toBeLessThan(0.12);
    const between = orientationsOf(grating(64, 8, 0));
    expect(between.evenness).toBeCloseTo(Math.log(2) / Math.log(DIRECTIONS), 6);
  });

  it("are all alike of noise, and nothing of a flat picture", () => {
    expect(orientationsOf(noise(224, 1)).evenness).toBeGreaterThan(0.99);
    const { descriptor, evenness } = orientationsOf(flat(64, 77));
    expect(evenness).toBeNaN();
    expect(descriptor.every((value) => value === 0)).toBe(true);
  });

  it("are 0 apart of equal pictures, √2 where no direction is shared, 1 of something and nothing", () => {
    const upright = grating(64, 8, 0);
    const level = grating(64, 8, Math.PI / 2);
    expect(distance(upright, upright)).toBe(0);
    expect(distance(upright, level)).toBeCloseTo(Math.SQRT2, 3);
    expect(distance(upright, flat(64, 0))).toBeCloseTo(1, 3);
  });

  it("take no notice of contrast, brightness or a negative, but of where something lies", () => {
    const one = picture(64, (x, y) => 100 + 50 * Math.cos(x / 2) * Math.sin(y / 3));
    const half = picture(64, (x, y) => 30 + 25 * Math.cos(x / 2) * Math.sin(y / 3));
    const negative = { side: 64, samples: one.samples.map((grey) => 255 - grey) };
    expect(distance(one, half)).toBeLessThan(0.05);
    expect(distance(one, negative)).toBe(0);
    const dot = (at: number) => picture(64, (x, y) => (Math.hypot(x - at, y - at) < 5 ? 255 : 0));
    expect(distance(dot(16), dot(48))).toBeGreaterThan(0.3);
  });

  it("equals the definition, written down vote by vote", () => {
    const one = noise(24, 8);
    const cells = new Map<string, number>();
    for (let y = 1; y < 23; y++) {
      for (let x = 1; x < 23; x++) {
        const dx = (one.samples[24 * y + x + 1] - one.samples[24 * y + x - 1]) / 2;
        const dy = (one.samples[24 * (y + 1) + x] - one.samples[24 * (y - 1) + x]) / 2;
        for (let bin = 0; bin < 9; bin++) {
          const angle = ((Math.atan2(dy, dx) * 180) / Math.PI + 360) % 180;
          const apart = Math.abs(angle - (20 * bin + 10));
          const near = Math.max(0, 1 - Math.min(apart, 180 - apart) / 20);
          for (let row = 0; row < 8; row++) {
            for (let column = 0; column < 8; column++) {
              const down = Math.max(0, 1 - Math.abs(y - (3 * row + 1)) / 3);
              const across = Math.max(0, 1 - Math.abs(x - (3 * column + 1)) / 3);
              const key = `${row} ${column} ${bin}`;
              cells.set(key, (cells.get(key) ?? 0) + Math.hypot(dx, dy) * near * down * across);
            }
          }
        }
      }
    }
    const expected: number[] = [];
    for (let row = 0; row < 7; row++) {
      for (let column = 0; column < 7; column++) {
        const block = [0, 1].flatMap((v) =>
          [0, 1].flatMap((u) =>
            Array.from({ length: 9 }, (_, bin) => cells.get(`${row + v} ${column + u} ${bin}`)!),
          ),
        );
        const length = Math.sqrt(block.reduce((sum, value) => sum + value * value, 0.9 * 0.9));
        expected.push(...block.map((value) => value / length));
      }
    }
    const { descriptor } = orientationsOf(one);
    expect(descriptor.length).toBe(expected.length);
    for (const [i, value] of expected.entries()) expect(descriptor[i]).toBeCloseTo(value, 5);
  });
});

describe("edges", () => {
  it("of a step are the two columns beside it, of nothing none", () => {
    const step = picture(34, (x) => (x < 17 ? 0 : 2 * EDGE));
    expect(edgeDensity(step)).toBeCloseTo(2 / 32, 12);
    expect(edgeDensity(picture(34, (x) => (x < 17 ? 0 : 2 * EDGE - 1)))).toBe(0);
    expect(edgeDensity(flat(34, 200))).toBe(0);
    expect(edgeDensity(noise(64, 2))).toBeGreaterThan(0.9);
  });
});

describe("colourfulness", () => {
  const of = (pixels: number[][]): number => colourfulness(Uint8Array.from(pixels.flat()), pixels.length);

  it("is 0 of greys, in one channel or three", () => {
    expect(colourfulness(Uint8Array.of(1, 200, 30, 4), 4)).toBe(0);
    expect(
      of([
        [9, 9, 9],
        [200, 200, 200],
      ]),
    ).toBe(0);
  });

  it("is what the formula says by hand of one colour and of two", () => {
    expect(of([[255, 0, 0]])).toBeCloseTo(0.3 * Math.hypot(255, 127.5), 9);
    // rg = ±255, yb = 127.5 in both.
    expect(
      of([
        [255, 0, 0],
        [0, 255, 0],
      ]),
    ).toBeCloseTo(255 + 0.3 * 127.5, 9);
  });
});

describe("the Fourier transform", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 12, 30, 49, 64, 97, 224])("of length %i equals the sum", (length) => {
    const random = seeded(length);
    const real = Float64Array.from({ length }, () => random() - 0.5);
    const imaginary = Float64Array.from({ length }, () => random() - 0.5);
    const [re, im] = [real.slice(), imaginary.slice()];
    fourierOf(length).transform(re, im);
    for (let k = 0; k < length; k++) {
      let sumRe = 0;
      let sumIm = 0;
      for (let n = 0; n < length; n++) {
        const angle = (-2 * Math.PI * k * n) / length;
        sumRe += real[n] * Math.cos(angle) - imaginary[n] * Math.sin(angle);
        sumIm += real[n] * Math.sin(angle) + imaginary[n] * Math.cos(angle);
      }
      expect(re[k]).toBeCloseTo(sumRe, 9);
      expect(im[k]).toBeCloseTo(sumIm, 9);
    }
  });
});

describe("the spectrum's exponent", () => {
  it.each([0, 1, 2, 3])("is %i of noise made with it", (alpha) => {
    const values = [1, 2, 3, 4].map((seed) => spectrumExponent(colouredNoise(128, alpha, seed)));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean).toBeCloseTo(alpha, 0);
    expect(Math.abs(mean - alpha)).toBeLessThan(0.2);
  });

  it.each([32, 33])("equals the definition, written down coefficient by coefficient, at %i px", (side) => {
    const one = colouredNoise(side, 1.5, 3);
    const mean = one.samples.reduce((sum, grey) => sum + grey, 0) / side ** 2;
    const hann = (i: number) => Math.sin((Math.PI * (i + 0.5)) / side) ** 2;
    const rings = new Map<number, { log: number[]; power: number[] }>();
    for (let u = -side; u <= side; u++) {
      for (let v = -side; v <= side; v++) {
        const isOnce = u > -side / 2 && u <= side / 2 && v > -side / 2 && v <= side / 2;
        const frequency = Math.hypot(u, v);
        if (!isOnce || frequency < 2 || frequency >= side / 4) continue;
        let re = 0;
        let im = 0;
        for (let y = 0; y < side; y++) {
          for (let x = 0; x < side; x++) {
            const value = (one.samples[y * side + x] - mean) * hann(x) * hann(y);
            re += value * Math.cos((2 * Math.PI * (u * x + v * y)) / side);
            im += value * Math.sin((2 * Math.PI * (u * x + v * y)) / side);
          }
        }
        const number = Math.floor(3 * Math.log2(frequency / 2));
        const ring = rings.get(number) ?? { log: [], power: [] };
        ring.log.push(Math.log(frequency));
        ring.power.push(re * re + im * im);
        rings.set(number, ring);
      }
    }
    const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const points = [...rings.values()].map(({ log, power }) => [average(log), Math.log(average(power))]);
    const [x, y] = [0, 1].map((axis) => average(points.map((point) => point[axis])));
    const slope =
      points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) /
      points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
    expect(spectrumExponent(one)).toBeCloseTo(-slope, 9);
  });

  it("takes no notice of contrast and brightness, and cannot be told of a flat picture", () => {
    const one = colouredNoise(96, 2, 1);
    const fainter = picture(96, (x, y) => 40 + one.samples[96 * y + x] / 2);
    expect(spectrumExponent(fainter)).toBeCloseTo(spectrumExponent(one), 1);
    expect(spectrumExponent(flat(96, 0))).toBeNaN();
    expect(spectrumExponent(flat(96, 113))).toBeNaN();
  });
});

/** Waves of every direction and frequency with random phases, whose power falls as 1/f^α. */
function colouredNoise(side: number, alpha: number, seed: number): GreyPicture {
  const random = seeded(seed);
  const fourier = fourierOf(side);
  const rows = Array.from({ length: side }, () => new Float64Array(side));
  const others = Array.from({ length: side }, () => new Float64Array(side));
  for (let v = 0; v < side; v++) {
    for (let u = 0; u < side; u++) {
      const frequency = Math.hypot(Math.min(u, side - u), Math.min(v, side - v));
      const amplitude = frequency === 0 ? 0 : frequency ** (-alpha / 2);
      const phase = 2 * Math.PI * random();
      rows[v][u] = amplitude * Math.cos(phase);
      others[v][u] = amplitude * Math.sin(phase);
    }
    fourier.transform(rows[v], others[v]);
  }
  const values = new Float64Array(side * side);
  for (let x = 0; x < side; x++) {
    const real = Float64Array.from(rows, (row) => row[x]);
    const imaginary = Float64Array.from(others, (row) => row[x]);
    fourier.transform(real, imaginary);
    for (let y = 0; y < side; y++) values[y * side + x] = real[y];
  }
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
  return picture(side, (x, y) => 127.5 + (40 * values[y * side + x]) / deviation);
}
