/** Class parameters follow Table 1 (and the script's options) over 21,000 classes. */
import { describe, expect, it } from "vitest";
import type { ClassParameters } from "../../core/config/parameters.ts";
import { findPreset } from "../../core/config/presets.ts";
import { drawClass, drawPlacement } from "../../core/formulations/index.ts";
import type { PaperClass } from "../../core/formulations/paper/parameters.ts";
import { paperGrey } from "../../core/formulations/paper/sampling.ts";
import type { RcdbClass, RcdbPlacement } from "../../core/formulations/rcdb/parameters.ts";
import type { ReleaseClass } from "../../core/formulations/release/parameters.ts";
import { Draws } from "../../core/random/philox.ts";

const CLASSES = 21_000;

const draw = (preset: string): ClassParameters[] => {
  const { config } = findPreset(preset);
  return Array.from({ length: CLASSES }, (_, c) => drawClass(config, c));
};
const paper = draw("visualatom-21k") as PaperClass[];
const release = draw("visualatom-21k-release") as ReleaseClass[];
const rcdb = draw("rcdb-21k") as RcdbClass[];
const amplitudes = draw("amplitude-0-1") as PaperClass[];

/** Pearson’s χ² over `bins` equal parts, in standard deviations from its expectation; integers take an offset of 0.5. */
function chiSquare(values: number[], low: number, high: number, bins: number, offset = 0): number {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values)
    counts[Math.min(bins - 1, Math.floor(((value + offset - low) / (high - low)) * bins))] += 1;
  const expected = values.length / bins;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (statistic - (bins - 1)) / Math.sqrt(2 * (bins - 1));
}

function correlation(a: number[], b: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const covariance = mean(a.map((v, i) => (v - ma) * (b[i] - mb)));
  return covariance / Math.sqrt(mean(a.map((v) => (v - ma) ** 2)) * mean(b.map((v) => (v - mb) ** 2)));
}

type Column = [name: string, values: number[], low: number, high: number, integer: boolean];

const columns: Column[] = [
  ["paper K", paper.map((c) => c.orbits), 1, 200, true],
  ["paper 2a₁", paper.map((c) => 2 * c.semiAxisA), 1, 400, false],
  ["paper 2b₁", paper.map((c) => 2 * c.semiAxisB), 1, 400, false],
  ["paper n₁", paper.map((c) => c.frequency1), 0, 20, true],
  ["paper n₂", paper.map((c) => c.frequency2), 0, 20, true],
  ["paper q", paper.map((c) => c.vertices), 200, 1000, true],
  ["paper η", paper.map((c) => c.noiseLevel), 0, 1, false],
  ["paper λ₁, where Table 6 varies it", amplitudes.map((c) => c.amplitude1), 0, 1, false],
  ["paper λ₂, where Table 6 varies it", amplitudes.map((c) => c.amplitude2), 0, 1, false],
  ["release q", release.map((c) => c.vertices), 200, 1000, true],
  ["release K", release.map((c) => c.orbits), 1, 200, true],
  ["release κ", release.map((c) => c.noiseCoefficient), 0, 4, false],
  ["release w", release.map((c) => c.radialStep), 0, 0.1, false],
  ["release r", release.map((c) => c.radius), 10, 60, true],
  ["release n₁", release.map((c) => c.frequency1), 0, 20, true],
  ["release oₓ", release.map((c) => c.ovalX), 1, 2, false],
  ["release o_y", release.map((c) => c.ovalY), 1, 2, false],
  ["rcdb K", rcdb.map((c) => c.orbits), 1, 200, true],
  ["rcdb κ", rcdb.map((c) => c.noiseCoefficient), 0, 4, false],
  ["rcdb w", rcdb.map((c) => c.radialStep), 0, 0.1, false],
  ["rcdb r", rcdb.map((c) => c.radius), 0, 100, true],
  ["rcdb oₓ", rcdb.map((c) => c.ovalX), 1, 2, false],
  ["rcdb o_y", rcdb.map((c) => c.ovalY), 1, 2, false],
  // (S + an integer in [−400, 400]) / 2, in half px.
  ["rcdb 2cₓ", rcdb.map((c) => 2 * c.centreX), 112, 912, true],
  ["rcdb 2c_y", rcdb.map((c) => 2 * c.centreY), 112, 912, true],
];

describe("over 21,000 classes", () => {
  it.each(columns)(
    "%s is uniform over its range and reaches both ends",
    (_name, values, low, high, integer) => {
      expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
      expect(Math.max(...values)).toBeLessThanOrEqual(high);
      if (integer) {
        expect(values.every(Number.isInteger)).toBe(true);
        expect([Math.min(...values), Math.max(...values)]).toEqual([low, high]);
        const wholes = high - low + 1;
        expect(chiSquare(values, low, high + 1, wholes, 0.5)).toBeLessThan(4);
      } else {
        expect(Math.min(...values)).toBeLessThan(low + 0.002 * (high - low));
        expect(Math.max(...values)).toBeGreaterThan(high - 0.002 * (high - low));
        expect(chiSquare(values, low, high, 100)).toBeLessThan(4);
      }
    },
  );

  it("q is exponential with mean 100, truncated to 3 … 200, in formulation rcdb", () => {
    const counts = new Array<number>(201).fill(0);
    for (const { vertices } of rcdb) counts[vertices] += 1;
    const weights = counts.map((_, q) => (q < 3 ? 0 : Math.exp(-q / 100)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    expect(counts.slice(0, 3)).toEqual([0, 0, 0]);
    const statistic = counts
      .slice(3)
      .map((count, i) => ({ count, expected: (CLASSES * weights[i + 3]) / total }))
      .reduce((sum, { count, expected }) => sum + (count - expected) ** 2 / expected, 0);
    expect(Math.abs(statistic - 197) / Math.sqrt(2 * 197)).toBeLessThan(4);
  });

  const q: Column = ["rcdb q", rcdb.map((c) => c.vertices), 3, 200, true];
  it.each(["paper", "release", "rcdb"])(
    "the parameters are independent of each other and of their neighbours: %s",
    (name) => {
      const own = [...columns, q].filter(([column]) => column.startsWith(name));
      for (const [i, [nameA, a]] of own.entries()) {
        for (const [nameB, b] of own.slice(i + 1)) {
          expect(Math.abs(correlation(a, b)), `${nameA} and ${nameB}`).toBeLessThan(0.03);
        }
        expect(Math.abs(correlation(a.slice(1), a.slice(0, -1))), nameA).toBeLessThan(0.03);
      }
    },
  );

  it("n₂ differs from n₁ unless n₁ is 0, and is otherwise uniform, in the release formulation", () => {
    for (const c of release) if (c.frequency1 !== 0) expect(c.frequency2).not.toBe(c.frequency1);
    expect(release.some((c) => c.frequency1 === 0 && c.frequency2 === 0)).toBe(true);
    const others = release
      .filter((c) => c.frequency1 === 10)
      .map((c) => (c.frequency2 > 10 ? c.frequency2 - 1 : c.frequency2));
    expect(chiSquare(others, 0, 20, 20, 0.5)).toBeLessThan(4);
  });

  it("amplitudes and interval keep Table 1's fixed values", () => {
    for (const c of paper) expect([c.amplitude1, c.amplitude2, c.interval]).toEqual([0.5, 0.5, 1]);
  });

  it("another seed gives other classes", () => {
    const { config } = findPreset("visualatom-1k");
    const same = paper
      .slice(0, 500)
      .filter((c, i) => (drawClass({ ...config, seed: 2 }, i) as PaperClass).orbits === c.orbits);
    expect(same.length).toBeLessThan(20);
  });
});

describe("over 21,000 images", () => {
  const { config } = findPreset("visualatom-21k");
  const images = Array.from({ length: CLASSES }, (_, n) => [n % 300, Math.floor(n / 300)] as const);

  it.each([
    ["paper", "visualatom-21k", 0, 512, 0],
    // (S + integer in [−512, 512]) / 2 in half px: the 1,025 integers of the script.
    ["release", "visualatom-21k-release", 0, 512.5, 0.25],
    ["rcdb", "rcdb-21k", 56, 456.5, 0.25],
  ])(
    "the nucleus is uniform over the picture, x independent of y: %s",
    (_name, preset, low, high, offset) => {
      const centres = images.map(([c, instance]) => drawPlacement(findPreset(preset).config, c, instance));
      const [x, y] = [centres.map((centre) => centre.x), centres.map((centre) => centre.y)];
      for (const values of [x, y]) {
        expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
        expect(Math.min(...values)).toBeLessThan(low + 1);
        expect(Math.max(...values)).toBeLessThanOrEqual(512 - low);
        expect(Math.max(...values)).toBeGreaterThan(511 - low);
        expect(chiSquare(values, low, high, 41, offset)).toBeLessThan(4);
        expect(Math.abs(correlation(values.slice(1), values.slice(0, -1)))).toBeLessThan(0.03);
      }
      expect(Math.abs(correlation(x, y))).toBeLessThan(0.03);
    },
  );

  it("r, oₓ and o_y are drawn anew for each image, and are the class's for its first alone, in formulation rcdb", () => {
    const { config } = findPreset("rcdb-21k");
    const placement = (c: number, instance: number) => drawPlacement(config, c, instance) as RcdbPlacement;
    const drawn = images
      .filter(([, instance]) => instance > 0)
      .map(([c, instance]) => placement(c, instance));
    for (const [values, low, high, wholes] of [
      [drawn.map(({ radius }) => radius), 0, 100, 101],
      [drawn.map(({ ovalX }) => ovalX), 1, 2, 0],
      [drawn.map(({ ovalY }) => ovalY), 1, 2, 0],
    ] as const) {
      const [end, bins, offset] = wholes > 0 ? [high + 1, wholes, 0.5] : [high, 100, 0];
      expect(chiSquare([...values], low, end, bins, offset)).toBeLessThan(4);
    }
    for (const c of [0, 1, 299]) {
      const { centreX: x, centreY: y, radius, ovalX, ovalY } = rcdb[c];
      expect(placement(c, 0)).toEqual({ x, y, radius, ovalX, ovalY });
      expect(placement(c, 1).ovalX).not.toBe(ovalX);
    }
  });

  it("l_c is uniform, and independent from orbit to orbit and from image to image", () => {
    const greys = (k: number) =>
      images.map(([c, instance]) => paperGrey(new Draws(config.seed, c, instance).greyWord(k), [0, 1]));
    const [first, second, later] = [greys(0), greys(1), greys(4)];
    for (const values of [first, second, later]) {
      expect([Math.min(...values), Math.max(...values)]).toEqual([0, 255]);
      // Rounding gives the greys 0 and 255 half the width of the others.
      const between = values.filter((grey) => grey > 0 && grey < 255);
      expect(chiSquare(between, 1, 255, 254, 0.5)).toBeLessThan(4);
      expect(Math.abs((values.length - between.length) / values.length - 1 / 255)).toBeLessThan(0.002);
      expect(Math.abs(correlation(values.slice(1), values.slice(0, -1)))).toBeLessThan(0.03);
    }
    expect(Math.abs(correlation(first, second))).toBeLessThan(0.03);
    expect(Math.abs(correlation(first, later))).toBeLessThan(0.03);
  });
});
