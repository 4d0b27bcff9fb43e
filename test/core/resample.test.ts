/** Reducing a picture: the mean over areas, Lanczos, and their laws. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { reduce } from "../../core/raster/resample.ts";
import { kernelSource } from "../support/kernel.ts";

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
        expect(reduce(samples, size, target, "area")).toEqual(meanOfAreas(samples, size, target));
      }),
    );
  });

  it("averages 2 × 2 pixels when halving, halves rounded up", () => {
    expect([...reduce(Uint8Array.of(0, 1, 0, 1), 2, 1, "area")]).toEqual([1]);
    expect([...reduce(Uint8Array.of(0, 255, 255, 255), 2, 1, "area")]).toEqual([191]);
  });
});

describe("by Lanczos", () => {
  it("is the weighted sum of three lobes, clamped", () => {
    fc.assert(
      fc.property(pictures, ([samples, size, target]) => {
        const exact = lanczosSum(samples, size, target);
        const reduced = reduce(samples, size, target, "lanczos");
        for (const [i, value] of reduced.entries()) {
          // Weights rounded to 2^-16 can move a sum across a rounding border, no more.
          expect(Math.abs(value - exact[i])).toBeLessThanOrEqual(0.6);
        }
      }),
    );
  });
});

describe.each(["area", "lanczos"] as const)("%s", (resample) => {
  it("keeps a flat picture's grey", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 255 }),
        fc.integer({ min: 1, max: 64 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (grey, size, part) => {
          const target = 1 + Math.floor(part * (size - 1));
          expect(new Set(reduce(new Uint8Array(size * size).fill(grey), size, target, resample))).toEqual(
            new Set([grey]),
          );
        },
      ),
    );
  });

  it("leaves a picture alone that has the size already", () => {
    fc.assert(
      fc.property(pictures, ([samples, size]) => {
        expect(reduce(samples, size, size, resample)).toEqual(samples);
      }),
    );
  });

  it("refuses to enlarge", () => {
    expect(() => reduce(new Uint8Array(4), 2, 3, resample)).toThrow(RangeError);
  });
});

describe("the kernel", () => {
  it.each([16, 61, 512])("reduces a picture of %i px to the very greys of its twin", async (size) => {
    const kernel = await kernelSource(parseConfig({ formulation: "paper", imageSize: size }));
    const sides = fc.integer({ min: 1, max: size });
    const seeds = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(sides, seeds, fc.constantFrom("area", "lanczos"), (target, seed, resample) => {
        const samples = checkered(size, seed);
        const reduced = kernel.reduce(samples, target, resample);
        expect(Buffer.from(reduced).equals(reduce(samples, size, target, resample))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("refuses to enlarge, and pictures of another size", async () => {
    const kernel = await kernelSource(parseConfig({ formulation: "paper", imageSize: 16 }));
    expect(() => kernel.reduce(new Uint8Array(256), 17, "area")).toThrow(RangeError);
    expect(() => kernel.reduce(new Uint8Array(64), 4, "area")).toThrow(RangeError);
  });
});

/** Black, white and greys beside each other, in no order that a mistake could hide in. */
function checkered(size: number, seed: number): Uint8Array {
  const picture = new Uint8Array(size * size);
  for (let i = 0, state = seed; i < picture.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    picture[i] = [0, 255, state >>> 24, 0][(state >>> 16) % 4];
  }
  return picture;
}

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
