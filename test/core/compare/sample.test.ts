/** Which classes and images are looked at. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usualSample } from "../../../core/compare/limits.ts";
import { sampleOf } from "../../../core/compare/sample.ts";
import { findPreset } from "../../../core/config/presets.ts";
import { parseConfig } from "../../../core/config/schema.ts";

const paper = (classes: number, instances: number, startClass = 0) =>
  parseConfig({ formulation: "paper", classes, instances, startClass });

describe("a sample", () => {
  it("has each class and image once, in order, and no more than there are", () => {
    const sizes = fc.record({
      classes: fc.integer({ min: 1, max: 300 }),
      instances: fc.integer({ min: 1, max: 300 }),
      startClass: fc.nat(1000),
      seed: fc.nat(5),
    });
    fc.assert(
      fc.property(sizes, ({ classes, instances, startClass, seed }) => {
        const size = { ...usualSample, seed };
        const sample = sampleOf(paper(classes, instances, startClass), size);
        expect(sample.classes).toHaveLength(Math.min(64, classes));
        expect(sample.instances).toBe(Math.min(8, instances));
        for (const classIndex of sample.classes.slice(0, 3)) {
          const images = sample.instancesOf(classIndex);
          expect(images).toHaveLength(sample.instances);
          expect(new Set(images).size).toBe(sample.instances);
          expect(images).toEqual([...images].sort((a, b) => a - b));
          expect(images.every((image) => image >= 0 && image < instances)).toBe(true);
          expect(sample.shownOf(classIndex)).toBeLessThan(sample.instances);
        }
        expect(new Set(sample.classes).size).toBe(sample.classes.length);
        expect(sample.classes.every((c) => c >= startClass && c < startClass + classes)).toBe(true);
      }),
    );
  });

  it("is the same for the same seed and another for another", () => {
    const of = (seed: number) => {
      const sample = sampleOf(paper(1000, 1000), { ...usualSample, seed });
      return [sample.classes, sample.instancesOf(sample.classes[0])];
    };
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  it("is of the same classes for configurations with as many, so that they are compared class by class", () => {
    const one = sampleOf(findPreset("visualatom-1k").config, usualSample);
    const other = sampleOf(findPreset("visualatom-1k-recursive").config, usualSample);
    expect(other.classes).toEqual(one.classes);
    expect(other.instancesOf(one.classes[9])).toEqual(one.instancesOf(one.classes[9]));
  });

  it("is fair: every class and image is as likely as any other", () => {
    const counts = new Array<number>(40).fill(0);
    const images = new Array<number>(20).fill(0);
    for (let seed = 0; seed < 1000; seed++) {
      const sample = sampleOf(paper(40, 20), { classes: 10, instances: 4, side: null, seed });
      for (const classIndex of sample.classes) {
        counts[classIndex] += 1;
        // The one that is compared with other classes is no other than the rest.
        images[sample.instancesOf(classIndex)[sample.shownOf(classIndex)]] += 1;
      }
    }
    // 250 and 500 expected; five standard deviations.
    for (const count of counts) expect(Math.abs(count - 250)).toBeLessThan(70);
    for (const count of images) expect(Math.abs(count - 500)).toBeLessThan(120);
  });

  it("takes what is reached first where others would have to be run past or searched", () => {
    const streams = sampleOf(findPreset("visualatom-1k-exact").config, { ...usualSample, classes: 45 });
    // 20 streams of 50 classes: the first two of each and the third of five.
    expect(streams.classes.slice(0, 6)).toEqual([0, 1, 2, 50, 51, 52]);
    expect(streams.classes).toHaveLength(45);
    expect(streams.instancesOf(50)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const sequence = sampleOf(findPreset("fractaldb-1k").config, usualSample);
    expect(sequence.classes).toEqual(Array.from({ length: 64 }, (_, i) => i));
    // Its images are in the order of weights, patches and flips, so that the first would be no fair sample.
    expect(sequence.instancesOf(0)).not.toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const alone = sampleOf(findPreset("exfractaldb-1k").config, usualSample);
    expect(alone.classes.at(-1)).toBeGreaterThan(500);
  });
});
