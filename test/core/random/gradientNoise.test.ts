/** Gradient noise has the laws of its construction: lattice zeros, continuity, the period, the gradients of the table. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noiseAt, pnoise1 } from "../../../core/mathematics/gradientNoise.ts";

const fractions = fc.integer({ min: 0, max: 2 ** 24 }).map((n) => n / 2 ** 24);
const cells = fc.integer({ min: 0, max: 255 });

describe("gradient noise", () => {
  it("is 0 at every lattice point", () => {
    for (let x = 0; x <= 10_000; x++) expect(pnoise1(x) + 0).toBe(0);
  });

  it("starts from each lattice point with that cell's gradient: half of them −1, the others 1 … 8", () => {
    const slopes = Array.from({ length: 256 }, (_, cell) => Math.round((noiseAt(cell, 1e-6) / 0.4) * 1e6));
    const counts = new Map<number, number>();
    for (const slope of slopes) counts.set(slope, (counts.get(slope) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      "-1": 128,
      ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((g) => [g, 16])),
    });
  });

  it("is continuous from one cell into the next, with one slope on both sides", () => {
    for (let cell = 0; cell < 256; cell++) {
      const before = noiseAt(cell, 1 - 2 ** -10);
      const after = noiseAt((cell + 1) & 255, 2 ** -10);
      expect(Math.abs(before + after)).toBeLessThan(2e-5);
      expect(Math.abs(after)).toBeGreaterThan(3e-4);
    }
  });

  it("agrees with the quintic fade between the two gradients, in double precision", () => {
    fc.assert(
      fc.property(cells, fractions, (cell, f) => {
        const slope = (c: number) => Math.round((noiseAt(c & 255, 1e-6) / 0.4) * 1e6);
        const fade = f ** 3 * (f * (6 * f - 15) + 10);
        const [g0, g1] = [slope(cell) * f, slope(cell + 1) * (f - 1)];
        expect(Math.abs(noiseAt(cell, f) - 0.4 * (g0 + fade * (g1 - g0)))).toBeLessThan(1e-5);
      }),
    );
  });

  it("is in single precision, and repeats with the table's 256 cells", () => {
    fc.assert(
      fc.property(cells, fractions, (cell, f) => {
        const value = noiseAt(cell, f);
        expect(Math.fround(value)).toBe(value);
        expect(noiseAt(cell + 256, f)).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 18 - 1 }), (n) => {
        // Steps of 2⁻¹⁰ are exact in single precision up to 10,000.
        const x = n / 2 ** 10;
        for (const periods of [1, 4, 38]) expect(pnoise1(x + 256 * periods)).toBe(pnoise1(x));
      }),
    );
  });

  it("rounds its argument to single precision first", () => {
    expect(pnoise1(9999.8751)).toBe(pnoise1(Math.fround(9999.8751)));
    expect(pnoise1(9999.8751)).not.toBe(pnoise1(9999.8756));
  });
});
