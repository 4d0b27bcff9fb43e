/** The arithmetic of plots: ticks, scales, bins and brushes. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binOf, brushedRange, countBins, extent, makeBins } from "../../renderer/plots/bins.ts";
import { readEnds } from "../../renderer/plots/rangeEnds.ts";
import { formatTick, linearScale, niceStep, niceTicks } from "../../renderer/plots/scale.ts";

describe("scales", () => {
  it("gives back the value of the pixel it maps a value to", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (min, part) => {
          const scale = linearScale(min, min + 10, 40, 340);
          const value = min + 10 * part;
          expect(scale.toValue(scale.toPixels(value))).toBeCloseTo(value, 6);
        },
      ),
    );
  });

  it("keeps values within its ends when a pointer leaves the plot", () => {
    const scale = linearScale(2, 8, 0, 100);
    expect(scale.toValue(-50)).toBe(2);
    expect(scale.toValue(500)).toBe(8);
  });

  it("puts a single value in the middle", () => {
    expect(linearScale(5, 5, 0, 100).toPixels(5)).toBe(50);
  });
});

describe("ticks", () => {
  it("are round numbers within the ends", () => {
    expect(niceTicks(1, 200, 4)).toEqual([50, 100, 150, 200]);
    expect(niceTicks(-1, 1, 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(niceTicks(0.1, 0.3, 2)).toEqual([0.1, 0.2, 0.3]);
  });

  it("step by 1, 2 or 5 times a power of ten", () => {
    expect([0.7, 3, 51, 0.011].map(niceStep)).toEqual([1, 5, 100, 0.02]);
    expect(niceStep(0)).toBe(0);
  });

  it("are written with grouped thousands and a true minus sign", () => {
    expect([1500, -1, 0.25].map(formatTick)).toEqual(["1,500", "−1", "0.25"]);
  });
});

describe("histogram bins", () => {
  it("count every value once, whatever the values", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -500, max: 5000 }), { minLength: 1 }),
        fc.boolean(),
        (values, integer) => {
          const bins = makeBins(...extent(values), integer);
          const counts = countBins(bins, values);
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
        },
      ),
    );
  });

  it("give each of a few integers a bin of its own", () => {
    const bins = makeBins(0, 20, true);
    expect(bins.count).toBe(21);
    expect(Array.from({ length: 21 }, (_, value) => binOf(bins, value))).toEqual([...Array(21).keys()]);
  });

  it("count only the classes that match", () => {
    const bins = makeBins(0, 2, true);
    expect(countBins(bins, [0, 1, 2, 2], [1, 3])).toEqual([0, 1, 1]);
  });
});

describe("a brush", () => {
  it("chooses the integers whose middles it covers, in either direction", () => {
    expect(brushedRange(2.6, 7.4, true)).toEqual([3, 7]);
    expect(brushedRange(7.4, 2.6, true)).toEqual([3, 7]);
  });

  it("within one bar chooses that bar", () => {
    expect(brushedRange(3.1, 3.4, true)).toEqual([3, 3]);
  });
});

describe("the two ends of a range that are typed", () => {
  const bounds = { now: [60, 120], limits: [1, 200], integer: true } as const;
  const said = (low: string | null, high: string | null) => readEnds([low, high], bounds).problem;

  it("are wrong where they are no number, no whole one, outside or crossed, and say so", () => {
    expect(said("abc", null)).toBe("“abc” is no number.");
    expect(said("70.5", null)).toBe("70.5 is no whole number.");
    expect(said(null, "201")).toBe("Values go from 1 to 200.");
    expect(said("", null)).toBe("Values go from 1 to 200.");
    expect(said("150", null)).toBe("From 150 to 120 is nothing.");
    expect(said(null, "20")).toBe("From 60 to 20 is nothing.");
    expect(said("Infinity", null)).toBe("“Infinity” is no number.");
  });

  it("are read together: what one has crossed, the other puts right", () => {
    expect(readEnds(["5", "20"], bounds)).toEqual({ values: [5, 20], problems: [null, null], problem: null });
    expect(readEnds([null, "20"], bounds).problems).toEqual([null, "From 60 to 20 is nothing."]);
  });

  it("take a limit as it is shown, in three figures, for the limit itself", () => {
    const real = { now: [1.4217, 399.96], limits: [1.4217, 399.96], integer: false } as const;
    expect(readEnds(["1.42", "400"], real)).toEqual({
      values: [1.4217, 399.96],
      problems: [null, null],
      problem: null,
    });
    expect(readEnds(["1.41", null], real).problem).toBe("Values go from 1.42 to 400.");
  });
});
