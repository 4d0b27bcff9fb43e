/** Which classes count as near duplicates, and that none is missed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClassParameters, DatasetConfig } from "../../core/config/parameters.ts";
import { findPreset } from "../../core/config/presets.ts";
import { applyOverrides, parseConfig } from "../../core/config/schema.ts";
import { drawClass, polylinesOf } from "../../core/formulations/index.ts";
import type { PaperClass } from "../../core/formulations/paper/parameters.ts";
import type { ReleaseClass } from "../../core/formulations/release/parameters.ts";
import {
  classDistance,
  findNearDuplicates,
  listNearPairs,
  NEAR,
} from "../../core/likeness/nearDuplicates.ts";

const config = parseConfig({ formulation: "paper", classes: 1000 });
const paper = drawClass(config, 0) as PaperClass;
const releaseConfig = parseConfig({ formulation: "release", classes: 1000 });
const release = drawClass(releaseConfig, 0) as ReleaseClass;

function distance(of: DatasetConfig, a: ClassParameters, b: ClassParameters): number {
  const { shape } = polylinesOf(of)!;
  return classDistance(shape(of, a), shape(of, b));
}

/** Every pair compared with every other. */
function bruteForce(of: DatasetConfig, classes: [number, ClassParameters][]) {
  const pairs: { classes: [number, number]; distance: number }[] = [];
  for (const [i, [a, one]] of classes.entries()) {
    for (const [b, other] of classes.slice(i + 1)) {
      const apart = distance(of, one, other);
      if (apart < NEAR) pairs.push({ classes: [a, b], distance: Number(apart.toFixed(6)) });
    }
  }
  return pairs.sort((a, b) => a.distance - b.distance);
}

describe("the distance of two classes", () => {
  const swapped = {
    ...paper,
    frequency1: paper.frequency2,
    frequency2: paper.frequency1,
    amplitude1: paper.amplitude2,
    amplitude2: paper.amplitude1,
  };

  it("is 0 for equal classes and where the two sinusoids are swapped", () => {
    expect(distance(config, paper, { ...paper })).toBe(0);
    expect(distance(config, paper, swapped)).toBe(0);
    const { frequency1, frequency2 } = release;
    const other = { ...release, frequency1: frequency2, frequency2: frequency1 };
    expect(distance(releaseConfig, release, other)).toBe(0);
  });

  it("takes no notice of what does not change the picture", () => {
    const flat = { ...paper, frequency1: 0, frequency2: 5, amplitude1: 0.5 };
    expect(distance(config, flat, { ...flat, amplitude1: 0.1 })).toBe(0);
    const doubled = { ...paper, frequency1: 5, frequency2: 5, amplitude1: 0.25, amplitude2: 0.25 };
    expect(distance(config, doubled, { ...flat, amplitude2: 0.5 })).toBe(0);
    const round = { ...release, radius: 40, ovalX: 1, ovalY: 1.5 };
    expect(distance(releaseConfig, round, { ...round, radius: 20, ovalX: 2, ovalY: 3 })).toBe(0);
  });

  it("is the largest of the relative differences", () => {
    const base: PaperClass = { ...paper, orbits: 100, semiAxisA: 60, semiAxisB: 101, interval: 1 };
    expect(distance(config, base, { ...base, vertices: base.vertices * 1.02 })).toBeCloseTo(
      Math.log(1.02),
      12,
    );
    expect(distance(config, base, { ...base, noiseLevel: base.noiseLevel + 0.03 })).toBeCloseTo(0.03, 12);
    // The atom is 101 + 99 = 200 px large.
    expect(distance(config, base, { ...base, semiAxisA: 66 })).toBeCloseTo(6 / 200, 12);
    expect(distance(config, base, { ...base, amplitude1: 0.54 })).toBeCloseTo(0.04, 12);
    const both = { ...base, semiAxisA: 66, noiseLevel: base.noiseLevel + 0.01 };
    expect(distance(config, base, both)).toBeCloseTo(0.03, 12);
  });

  it("is infinite between other frequencies", () => {
    const { frequency1 } = paper;
    expect(distance(config, paper, { ...paper, frequency1: frequency1 + 1 })).toBe(Number.POSITIVE_INFINITY);
  });

  it("is symmetric", () => {
    const index = fc.integer({ min: 0, max: 999 });
    fc.assert(
      fc.property(index, index, fc.constantFrom(config, releaseConfig), (i, j, of) => {
        const [a, b] = [drawClass(of, i), drawClass(of, j)].map((c) => ({
          ...c,
          frequency1: 3,
          frequency2: 4,
        }));
        expect(distance(of, a, b)).toBe(distance(of, b, a));
      }),
    );
  });
});

describe("near duplicates", () => {
  const narrow = {
    paper: { frequency1: [0, 2], frequency2: [0, 2], vertices: [300, 320], diameter: [300, 400] },
    release: { frequency1: [0, 2], frequency2: [0, 2], vertices: [300, 320], orbits: [100, 120] },
  };

  it.each(["paper", "release"] as const)(
    "are those that a comparison of all pairs finds: %s",
    (formulation) => {
      const of = parseConfig({ formulation, classes: 1500, startClass: 70, parameters: narrow[formulation] });
      const classes = Array.from({ length: 1500 }, (_, i): [number, ClassParameters] => [
        70 + i,
        drawClass(of, 70 + i),
      ]);
      const expected = bruteForce(of, classes);
      const found = findNearDuplicates(of, classes);
      expect(expected.length).toBeGreaterThan(20);
      expect(found).toMatchObject({
        threshold: NEAR,
        pairs: expected.length,
        complete: true,
        identicalPairs: 0,
      });
      expect(found.closest.map(({ distance: apart }) => apart)).toEqual(
        expected.slice(0, 20).map(({ distance: apart }) => apart),
      );
      expect(found.closest.slice(0, 5)).toEqual(expected.slice(0, 5));
      // The order in which classes come does not matter.
      expect(findNearDuplicates(of, [...classes].reverse())).toEqual(found);
    },
  );

  it("count classes that are the same without comparing each with each", () => {
    const classes = Array.from({ length: 100_000 }, (_, i): [number, ClassParameters] => [i, { ...paper }]);
    const found = findNearDuplicates(config, classes);
    expect([found.pairs, found.identicalPairs, found.complete]).toEqual([4_999_950_000, 4_999_950_000, true]);
    expect(found.closest).toHaveLength(20);
    expect(found.closest[0]).toEqual({ classes: [0, 1], distance: 0 });
  });

  it("of a class that is close to a group of equal ones are as many as the group has", () => {
    const near = { ...paper, noiseLevel: paper.noiseLevel * 0.99 };
    const classes = [paper, near, paper, paper].map((c, i): [number, ClassParameters] => [i, c]);
    expect(findNearDuplicates(config, classes)).toMatchObject({ pairs: 6, identicalPairs: 3 });
  });

  it("are said to be a lower bound where nearly all classes are alike", () => {
    const alike = parseConfig({
      formulation: "paper",
      parameters: { frequency1: [3, 3], frequency2: [5, 5], vertices: [300, 301], orbits: [150, 151] },
    });
    const classes = Array.from({ length: 5000 }, (_, i): [number, ClassParameters] => {
      return [
        i,
        { ...drawClass(alike, i), semiAxisA: 100, semiAxisB: 100, noiseLevel: 0.5 + i / 1e6 } as PaperClass,
      ];
    });
    const found = findNearDuplicates(alike, classes);
    expect(found.complete).toBe(false);
    expect(found.pairs).toBeGreaterThan(1e6);
    expect(found.closest).toHaveLength(20);
  });

  it.each(["visualatom-21k", "visualatom-21k-release"])("are few in %s", (preset) => {
    const of = applyOverrides(findPreset(preset).config, {});
    const classes = Array.from({ length: of.classes }, (_, i): [number, ClassParameters] => [
      i,
      drawClass(of, i),
    ]);
    const found = findNearDuplicates(of, classes);
    expect(found.complete).toBe(true);
    expect(found.identicalPairs).toBe(0);
    expect(found.pairs).toBeLessThan(200);
  });
});

describe("the list of all near duplicates", () => {
  /** Three classes that are the same, one that is near to them, others that are not. */
  const classes: [number, ClassParameters][] = [
    [7, paper],
    [2, paper],
    [4, { ...paper, vertices: paper.vertices + 1 }],
    [5, paper],
    [9, { ...paper, orbits: 3 * paper.orbits }],
  ];

  it("has each pair of classes that are the same, and each of those with one that is near", () => {
    const pairs = listNearPairs(config, classes, 100);
    expect(pairs.map((pair) => pair.classes)).toEqual([
      [2, 5],
      [2, 7],
      [5, 7],
      [2, 4],
      [4, 5],
      [4, 7],
    ]);
    expect(pairs).toHaveLength(findNearDuplicates(config, classes).pairs);
  });

  it("keeps the nearest where there are more than are wanted", () => {
    const all = listNearPairs(config, classes, 100);
    for (let most = 1; most <= 6; most++) {
      expect(listNearPairs(config, classes, most)).toEqual(all.slice(0, most));
    }
  });
});
