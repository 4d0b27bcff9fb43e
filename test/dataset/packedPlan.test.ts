/** The plan of a dataset in shards: every sample once, shards of the size asked for, shares of whole shards. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { PackedPlan, planOf } from "../../main/dataset/packed/packedPlan.ts";
import { Plan } from "../../main/dataset/plan.ts";

const plans = fc
  .record({
    classes: fc.integer({ min: 1, max: 20 }),
    instances: fc.integer({ min: 1, max: 400 }),
    shardSize: fc.integer({ min: 1, max: 3000 }),
    layout: fc.constantFrom("webdataset", "parquet"),
    imageSize: fc.constantFrom(16, 512, 4096),
  })
  .map(({ classes, instances, shardSize, layout, imageSize }) => {
    const output = { shardSize, layout };
    return planOf(parseConfig({ formulation: "paper", classes, instances, imageSize, output })) as PackedPlan;
  });

describe("packed plan", () => {
  it("covers every sample once, in order, in shards of the size asked for", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { shardSize } = plan.config.output;
        let expected = 0;
        let units = 0;
        for (const unit of plan.unitsOf(plan.whole)) {
          expect(unit.unit).toBe(units);
          expect(unit.classIndex * shardSize + unit.first).toBe(expected);
          expect(unit.count).toBeGreaterThan(0);
          expect(unit.count).toBeLessThanOrEqual(100);
          expect(unit.first + unit.count).toBeLessThanOrEqual(plan.samplesOf(unit.classIndex));
          expected += unit.count;
          units += 1;
        }
        expect([expected, units]).toEqual([plan.images, plan.unitCount]);
        expect(plan.shards).toBe(Math.ceil(plan.images / shardSize));
      }),
    );
  });

  it("is cut into shares between shards, which differ by one shard at most", () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 30 }), (plan, of) => {
        const bounds = plan.shareBounds(of);
        if (of > plan.shards) {
          expect(bounds).toBeNull();
          return;
        }
        expect([bounds![0], bounds![of]]).toEqual([0, plan.unitCount]);
        const shards = bounds!.map((unit) =>
          unit === plan.unitCount ? plan.shards : plan.unitAt(unit).classIndex,
        );
        const sizes = shards.slice(1).map((shard, i) => shard - shards[i]);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(Math.min(...sizes)).toBeGreaterThan(0);
      }),
    );
  });

  it("is for the packed layouts alone", () => {
    const config = parseConfig({ formulation: "paper" });
    expect(planOf(config)).toBeInstanceOf(Plan);
    expect(planOf(config)).not.toBeInstanceOf(PackedPlan);
  });
});
