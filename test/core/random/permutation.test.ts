/** The keyed permutation is a bijection for any size, and mixes well. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../core/config/schema.ts";
import { Permutation } from "../../../core/random/permutation.ts";
import { SampleOrder } from "../../../core/random/sampleOrder.ts";

const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const variants = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe("permutation", () => {
  it("takes every number exactly once, for any size, seed and variant", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), seeds, variants, (size, seed, variant) => {
        const permutation = new Permutation(size, seed, variant);
        const numbers = Array.from({ length: size }, (_, position) => permutation.at(position));
        expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
      }),
    );
  });

  it("has an inverse, also for sizes far too large to list", () => {
    const sizes = fc.oneof(fc.integer({ min: 1, max: 1e11 }), fc.integer({ min: 1, max: 2 ** 52 }));
    fc.assert(
      fc.property(sizes, seeds, fc.double({ min: 0, max: 0.999999, noNaN: true }), (size, seed, part) => {
        const position = Math.floor(part * size);
        const permutation = new Permutation(size, seed);
        const number = permutation.at(position);
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThan(size);
        expect(permutation.positionOf(number)).toBe(position);
        expect(permutation.at(permutation.positionOf(position))).toBe(position);
      }),
    );
  });

  it("is another one for another seed or variant", () => {
    const first = (seed: number, variant: number): string => {
      const permutation = new Permutation(1_000_000, seed, variant);
      return Array.from({ length: 8 }, (_, i) => permutation.at(i)).join();
    };
    const all = [first(1, 0), first(2, 0), first(1, 1), first(1 + 2 ** 32, 0)];
    expect(new Set(all).size).toBe(4);
  });

  it("refuses sizes that it cannot permute", () => {
    for (const size of [0, -1, 1.5, 2 ** 53]) expect(() => new Permutation(size, 1)).toThrow(RangeError);
  });

  it("reaches every arrangement of four numbers about equally often", () => {
    const counts = new Map<string, number>();
    const keys = 24_000;
    for (let seed = 0; seed < keys; seed++) {
      const permutation = new Permutation(4, seed);
      const arrangement = [0, 1, 2, 3].map((i) => permutation.at(i)).join();
      counts.set(arrangement, (counts.get(arrangement) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // χ² with 23 degrees of freedom is above 49.7 once in a thousand times; the keys are fixed.
    const expected = keys / 24;
    const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(49.7);
  });
});

describe("sample order", () => {
  const config = parseConfig({ formulation: "paper", classes: 100, instances: 500, startClass: 7 });

  it("makes every stretch a fair sample of the classes", () => {
    const order = new SampleOrder(config);
    for (const start of [0, 10_000, 40_000]) {
      const counts = new Array<number>(100).fill(0);
      for (let i = 0; i < 10_000; i++) counts[order.at(start + i).label] += 1;
      // Each class has 100 of 10,000 on average; drawn without replacement χ² (99 degrees) is above 149 once in a thousand times.
      const chiSquare = counts.reduce((sum, n) => sum + (n - 100) ** 2 / 100, 0);
      expect(chiSquare).toBeLessThan(149);
      // A mere rotation through the classes would be far too even.
      expect(chiSquare).toBeGreaterThan(40);
    }
  });

  it("labels classes from 0 and finds an image's place", () => {
    const order = new SampleOrder(config, 3);
    for (const position of [0, 1, 49_999]) {
      const { classIndex, instance, label } = order.at(position);
      expect(label).toBe(classIndex - 7);
      expect(order.positionOf(classIndex, instance)).toBe(position);
    }
  });
});
