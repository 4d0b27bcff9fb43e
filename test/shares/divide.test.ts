/** Shares are a partition of the dataset into runs of units of equal work. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPreset } from "../../core/config/presets.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { drawClass } from "../../core/formulations/index.ts";
import { streamOf } from "../../core/render/streamPosition.ts";
import { InputError } from "../../main/common/errors.ts";
import { Plan } from "../../main/dataset/plan.ts";
import { partOfShare, shareBounds, workOf } from "../../main/shares/divide.ts";

const configs = fc
  .record({
    formulation: fc.constantFrom("paper", "release"),
    classes: fc.integer({ min: 1, max: 12 }),
    instances: fc.integer({ min: 1, max: 700 }),
    startClass: fc.integer({ min: 0, max: 50 }),
    seed: fc.integer({ min: 0, max: 1000 }),
  })
  .map(parseConfig);

/** Estimated work of each share. */
function workOfShares(plan: Plan, of: number): number[] {
  return Array.from({ length: of }, (_, index) => {
    let work = 0;
    for (const { classIndex, count } of plan.unitsOf(partOfShare(plan, { index, of }))) {
      work +=
        count * (plan.config.streams === null ? workOf(plan.config, drawClass(plan.config, classIndex)) : 1);
    }
    return work;
  });
}

describe("shares", () => {
  it("have every unit of the dataset once, in order, and each has at least one", () => {
    fc.assert(
      fc.property(configs, fc.constantFrom(1, 2, 3, 7), (config, of) => {
        const plan = new Plan(config);
        fc.pre(of <= plan.unitCount);
        const units: number[] = [];
        let images = 0;
        for (let index = 0; index < of; index++) {
          const part = partOfShare(plan, { index, of });
          const own = [...plan.unitsOf(part)];
          expect(own.length).toBeGreaterThan(0);
          for (const unit of own) expect(plan.isWhole(unit)).toBe(true);
          units.push(...own.map(({ unit }) => unit));
          images += plan.imagesIn(part);
        }
        expect(units).toEqual(Array.from({ length: plan.unitCount }, (_, unit) => unit));
        expect(images).toBe(plan.images);
      }),
    );
  });

  it("differ from equal work by no more than their heaviest unit", () => {
    fc.assert(
      fc.property(configs, fc.constantFrom(1, 2, 3, 7), (config, of) => {
        const plan = new Plan(config);
        fc.pre(of <= plan.unitCount);
        const heaviest = Math.max(
          ...[...plan.unitsOf(plan.whole)].map(
            ({ classIndex, count }) => count * workOf(config, drawClass(config, classIndex)),
          ),
        );
        const works = workOfShares(plan, of);
        const mean = works.reduce((sum, work) => sum + work, 0) / of;
        // A share that would be empty takes one unit of its neighbours.
        const slack = of * 3 > plan.unitCount ? of : 1;
        for (const work of works)
          expect(Math.abs(work - mean)).toBeLessThanOrEqual(slack * heaviest * 1.000001);
      }),
    );
  });

  it.each(["visualatom-1k", "visualatom-1k-release"])(
    "of %s are of equal work: within a five-hundredth in 7 shares, a fiftieth in 64",
    (preset) => {
      const plan = new Plan(findPreset(preset).config);
      const ratio = (of: number): number => {
        const works = workOfShares(plan, of);
        return Math.max(...works) / Math.min(...works);
      };
      for (const of of [1, 2, 3, 7]) expect(ratio(of)).toBeLessThan(1.002);
      expect(ratio(64)).toBeLessThan(1.02);
    },
  );

  it("are of equal work where shares of equal classes would not be", () => {
    const plan = new Plan(findPreset("visualatom-1k").config);
    const { config } = plan;
    const ofClasses = Array.from({ length: 64 }, (_, i) => {
      let work = 0;
      for (let c = Math.round((i * 1000) / 64); c < Math.round(((i + 1) * 1000) / 64); c++) {
        work += workOf(config, drawClass(config, c));
      }
      return work;
    });
    expect(Math.max(...ofClasses) / Math.min(...ofClasses)).toBeGreaterThan(1.5);
  });

  it("of exact streams are whole streams, at most one more in one share than in another", () => {
    const plan = new Plan(findPreset("visualatom-1k-exact").config);
    for (const of of [1, 2, 3, 7, 20]) {
      const counts: number[] = [];
      for (let index = 0; index < of; index++) {
        const { classes, units } = partOfShare(plan, { index, of });
        const streams = new Set<number>();
        for (let c = classes[0]; c <= classes[1]; c++) streams.add(streamOf(plan.config, c));
        expect((units![1] - units![0] + 1) % (50 * plan.unitsPerClass)).toBe(0);
        counts.push(streams.size);
      }
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  it("are refused where there are more than units or streams", () => {
    const exact = new Plan(findPreset("visualatom-1k-exact").config);
    expect(() => partOfShare(exact, { index: 0, of: 21 })).toThrow(/20 streams.*at most 20 shares/);
    const sample = new Plan(findPreset("sample").config);
    expect(shareBounds(sample, 100)).toHaveLength(101);
    expect(() => partOfShare(sample, { index: 0, of: 101 })).toThrow(InputError);
  });
});
