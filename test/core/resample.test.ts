/** Reducing a picture: the mean over areas, Lanczos, and their laws. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reduceByArea, reduceByLanczos } from "../../core/raster/resample.ts";

/** A square picture and a side to reduce it to. */
const pictures = fc
  .integer({ min: 1, max: 24 })
  .chain((size) =>
    fc.tuple(
      fc.uint8Array({ minLength: size * size, maxLength: size * size }),
      fc.constant(size),
      fc.integer({ min: 1, max: size }),
    ),
  );

describe("by area", () => {
  it("is the rounded mean of the area under each pixel, parts of pixels by their overlap", () => {
    fc.assert(
      fc.property(pictures, ([samples, size, target]) => {
        expect(reduceByArea(samples, size, target)).toEqual(meanOfAreas(samples, size, target));
      }),
    );
  });

  it("averages 2 × 2 pixels when halving, halves rounded up", () => {
    expect([...reduceByArea(Uint8Array.of(0, 1, 0, 1), 2, 1)]).toEqual([1]);
    expect([...reduceByArea(Uint8Array.of(0, 255, 255, 255), 2, 1)]).toEqual([191]);
  });
});

describe("by Lanczos", () => {
  it("is the weighted sum of three lobes, clamped", () => {
    fc.assert(
      fc.property(pictures, ([samples, size, target]) => {
        const exact = lanczosSum(samples, size, target);
        const reduced = reduceByLanczos(samples, size, target);
        for (const [i, value] of reduced.entries()) {
          // Weights rounded to 2^-16 can move a sum across a rounding border, no more.
          expect(Math.abs(value - exact[i])).toBeLessThanOrEqual(0.6);
        }
      }),
    );
  });
});

describe.each([
  ["area", reduceByArea],
  ["Lanczos", reduceByLanczos],
] as const)("%s", (_, reduce) => {
  it("keeps a flat picture's grey", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 255 }),
        fc.integer({ min: 1, max: 64 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (grey, size, part) => {
          const target = 1 + Math.floor(part * (size - 1));
          expect(new Set(reduce(new Uint8Array(size * size).fill(grey), size, target))).toEqual(
            new Set([grey]),
          );
        },
      ),
    );
  });

  it("leaves a picture alone that has the size already", () => {
    fc.assert(
      fc.property(pictures, ([samples, size]) => {
        expect(reduce(samples, size, size)).toEqual(samples);
      }),
    );
  });

  it("refuses to enlarge", () => {
    expect(() => reduce(new Uint8Array(4), 2, 3)).toThrow(RangeError);
  });
});

function meanOfAreas(samples: Uint8Array, size: number, target: number): Uint8Array {
  // Overlaps in units of 1/target px are whole numbers, so that the mean is exact before it is rounded.
  const overlap = (source: number, at: number): number =>
    Math.max(0, Math.min((source + 1) * target, (at + 1) * size) - Math.max(source * target, at * size));
  const area = size * size;
  return Uint8Array.from(weighted(samples, size, target, overlap), (sum) =>
    Math.floor((2 * sum + area) / (2 * area)),
  );
}

function lanczosSum(samples: Uint8Array, size: number, target: number): number[] {
  const scale = size / target;
  const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
  const kernel = (x: number): number => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0);
  const raw = (source: number, at: number): number => kernel((source + 0.5 - (at + 0.5) * scale) / scale);
  const sums = Array.from({ length: target }, (_, at) =>
    Array.from({ length: size }, (_, source) => raw(source, at)).reduce((a, b) => a + b),
  );
  const exact = weighted(samples, size, target, (source, at) => raw(source, at) / sums[at]);
  return exact.map((value) => Math.min(255, Math.max(0, value)));
}

function weighted(
  samples: Uint8Array,
  size: number,
  target: number,
  weight: (source: number, at: number) => number,
): number[] {
  const result: number[] = [];
  for (let ty = 0; ty < target; ty++) {
    for (let tx = 0; tx < target; tx++) {
      let sum = 0;
      for (let y = 0; y < size; y++) {
        for (let x = 0; x < size; x++) sum += weight(y, ty) * weight(x, tx) * samples[y * size + x];
      }
      result.push(sum);
    }
  }
  return result;
}
