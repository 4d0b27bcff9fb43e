/** Sampling errors: against textbook values, and against samples drawn again and again. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jackknife, meanOf, scaled, studentQuantile } from "../../../core/compare/statistics/interval.ts";
import { circlePairs, pairCount } from "../../../core/compare/statistics/pairs.ts";
import { classScatter, Scatters } from "../../../core/compare/statistics/scatter.ts";
import { shareOf, wilson } from "../../../core/compare/statistics/share.ts";
import { normal, seeded } from "../../support/madePictures.ts";

describe("Student's quantile", () => {
  it("is that of the tables", () => {
    const table: [number, number][] = [
      [1, 12.706],
      [2, 4.303],
      [3, 3.182],
      [4, 2.776],
      [5, 2.571],
      [9, 2.262],
      [30, 2.042],
      [63, 1.998],
      [1000, 1.962],
    ];
    for (const [freedom, quantile] of table) {
      expect(Math.abs(studentQuantile(freedom) / quantile - 1)).toBeLessThan(0.003);
    }
  });
});

describe("the jackknife", () => {
  it("of a mean is the standard deviation over √n", () => {
    const values = [1, 2, 4, 9, 9, 12];
    const mean = 37 / 6;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 5);
    const { value, standardError, low, high } = meanOf(values)!;
    expect(value).toBeCloseTo(mean, 12);
    expect(standardError).toBeCloseTo(deviation / Math.sqrt(6), 12);
    expect(high! - value).toBeCloseTo(studentQuantile(5) * standardError!, 12);
    expect(value - low!).toBeCloseTo(high! - value, 12);
  });

  it("says nothing where there is too little", () => {
    expect(jackknife(0, () => Number.NaN)).toBeNull();
    expect(meanOf([3])).toEqual({ value: 3, standardError: null, low: null, high: null });
    // Without one of two units no pair is left.
    const pair = jackknife(2, (without) => (without === null ? 5 : Number.NaN));
    expect(pair).toEqual({ value: 5, standardError: null, low: null, high: null });
    expect(scaled(pair!, 2)).toEqual({ value: 10, standardError: null, low: null, high: null });
  });

  it("has the truth in 95 % of the intervals of means over pairs", () => {
    const random = seeded(20);
    const units = 24;
    const pairs = [...circlePairs(units, 8)];
    const truth = 2 / Math.sqrt(Math.PI);
    let inside = 0;
    for (let sample = 0; sample < 400; sample++) {
      const values = Array.from({ length: units }, () => normal(random));
      const { low, high } = jackknife(units, (without) => {
        const left = pairs.filter((pair) => without === null || !pair.includes(without));
        return left.reduce((sum, [a, b]) => sum + Math.abs(values[a] - values[b]), 0) / left.length;
      })!;
      if (low! <= truth && truth <= high!) inside += 1;
    }
    expect(inside / 400).toBeGreaterThan(0.91);
    expect(inside / 400).toBeLessThan(0.99);
  });
});

describe("shares", () => {
  it("have Wilson's interval", () => {
    // 10 of 100, as in the tables.
    const { low, high } = wilson(0.1, 100);
    expect(low).toBeCloseTo(0.0552, 4);
    expect(high).toBeCloseTo(0.1744, 4);
  });

  it("of none say how many there may still be, each unit counting as one", () => {
    const none = shareOf(Array.from({ length: 64 }, () => ({ of: 8, holds: 0 })))!;
    expect(none).toMatchObject({ value: 0, low: 0 });
    expect(none.high).toBeCloseTo(0.0566, 3);
    const all = shareOf(Array.from({ length: 64 }, () => ({ of: 8, holds: 8 })))!;
    expect(all).toMatchObject({ value: 1, high: 1 });
    expect(all.low).toBeCloseTo(1 - 0.0566, 3);
  });

  it("are worth less where what is drawn together is alike", () => {
    const apart = shareOf(Array.from({ length: 100 }, () => ({ of: 10, holds: 1 })))!;
    const together = shareOf(Array.from({ length: 100 }, (_, i) => ({ of: 10, holds: i < 10 ? 10 : 0 })))!;
    expect(apart.value).toBeCloseTo(together.value, 12);
    expect(together.high! - together.low!).toBeGreaterThan(2 * (apart.high! - apart.low!));
  });

  it("cannot be told of nothing", () => {
    expect(shareOf([])).toBeNull();
  });
});

describe("scatter", () => {
  it("of two classes is what one counts by hand", () => {
    const classes = [classScatter([[0], [2]]), classScatter([[10], [14]])];
    expect(classes.map(({ within }) => within)).toEqual([2, 8]);
    // Means 1 and 12: variance 60.5; the images' own part of it is 5 / 2.
    expect(new Scatters(classes).of(null)).toEqual({ between: 60.5 - 2.5, within: 5 });
  });

  it("without a class is that of the others", () => {
    const random = seeded(3);
    const classes = Array.from({ length: 6 }, () =>
      classScatter(Array.from({ length: 4 }, () => [random(), random(), random()])),
    );
    for (let i = 0; i < 6; i++) {
      const others = new Scatters(classes.filter((_, at) => at !== i)).of(null);
      const without = new Scatters(classes).of(i);
      expect(without.between).toBeCloseTo(others.between, 12);
      expect(without.within).toBeCloseTo(others.within, 12);
    }
  });

  it("of two classes is told without an error, since without either there is none between", () => {
    const random = seeded(5);
    for (let n = 0; n < 200; n++) {
      const classes = [0, 1].map(() => classScatter([[random()], [random()]]));
      const scatters = new Scatters(classes);
      const pair = jackknife(2, (without) => scatters.of(without).between);
      expect(pair).toMatchObject({ standardError: null, low: null, high: null });
    }
  });

  it("finds the variances that samples were drawn with", () => {
    const random = seeded(4);
    const classes = Array.from({ length: 4000 }, () => {
      const centre = [2 * normal(random), 2 * normal(random)];
      return classScatter(Array.from({ length: 3 }, () => centre.map((middle) => middle + normal(random))));
    });
    const { between, within } = new Scatters(classes).of(null);
    expect(between / 8).toBeCloseTo(1, 1);
    expect(within / 2).toBeCloseTo(1, 1);
  });

  it("between classes of the same mean is not below 0, and of one image is not told", () => {
    const same = classScatter([[1], [3]]);
    expect(new Scatters([same, same]).of(null).between).toBe(0);
    expect(classScatter([[5]]).within).toBeNaN();
  });
});

describe("pairs on a circle", () => {
  it("meet nobody twice and everyone as often, and come in parts", () => {
    const sizes = fc.record({ n: fc.integer({ min: 1, max: 40 }), most: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(sizes, fc.nat(40), ({ n, most }, cut) => {
        const pairs = [...circlePairs(n, most)];
        expect(pairs).toHaveLength(pairCount(n, most));
        expect(new Set(pairs.map(([a, b]) => [Math.min(a, b), Math.max(a, b)].join(" "))).size).toBe(
          pairs.length,
        );
        const met = new Array<number>(n).fill(0);
        for (const pair of pairs) for (const one of pair) met[one] += 1;
        expect(new Set(met).size).toBe(1);
        const at = Math.min(cut, n);
        expect([...circlePairs(n, most, 0, at), ...circlePairs(n, most, at, n)]).toEqual(pairs);
      }),
    );
  });

  it("are all there are where that is few", () => {
    expect([...circlePairs(4, 16)].map((pair) => pair.join("-")).sort()).toEqual([
      "0-1",
      "0-2",
      "1-2",
      "1-3",
      "2-3",
      "3-0",
    ]);
  });
});
