/** The plan of units, and the ledger of what is done of it. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Range } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";
import type { JournalEntry } from "../../main/dataset/journal/journalLines.ts";
import { Ledger } from "../../main/dataset/journal/ledger.ts";
import { imagesOf, type Part, Plan, type Unit, unitSizeOf } from "../../main/dataset/plan.ts";
import { sha256 } from "../support/digests.ts";

const planOf = (classes: number, instances: number, startClass = 0): Plan =>
  new Plan(parseConfig({ formulation: "paper", classes, instances, startClass }));

const plans = fc
  .record({
    classes: fc.integer({ min: 1, max: 12 }),
    instances: fc.integer({ min: 1, max: 700 }),
    startClass: fc.integer({ min: 0, max: 50 }),
  })
  .map(({ classes, instances, startClass }) => planOf(classes, instances, startClass));

const plansWithPart = plans.chain((plan) =>
  fc.tuple(fc.constant(plan), within(plan.whole.classes), within(plan.whole.instances)),
);

function within([from, to]: Range): fc.Arbitrary<Range> {
  return fc
    .tuple(fc.integer({ min: from, max: to }), fc.integer({ min: from, max: to }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
}

describe("plan", () => {
  it("covers every image of the dataset once, in order", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        let expected = 0;
        let number = 0;
        for (const unit of plan.unitsOf(plan.whole)) {
          const { startClass, instances } = plan.config;
          expect((unit.classIndex - startClass) * instances + unit.first).toBe(expected);
          expect(unit.unit).toBe(number);
          expect(unit).toEqual(plan.unitAt(number));
          expected += unit.count;
          number += 1;
        }
        expect([expected, number]).toEqual([plan.images, plan.unitCount]);
      }),
    );
  });

  it("covers every image of a part once and no other", () => {
    fc.assert(
      fc.property(plansWithPart, ([plan, classes, instances]) => {
        const part: Part = { classes, instances };
        let images = 0;
        for (const { unit, classIndex, first, count } of plan.unitsOf(part)) {
          const whole = plan.unitAt(unit);
          expect(classIndex).toBe(whole.classIndex);
          expect(count).toBeGreaterThan(0);
          expect(first).toBeGreaterThanOrEqual(Math.max(whole.first, instances[0]));
          expect(first + count - 1).toBeLessThanOrEqual(
            Math.min(whole.first + whole.count - 1, instances[1]),
          );
          images += count;
        }
        expect(images).toBe(imagesOf(part));
      }),
    );
  });

  it("has units of 100 images in large datasets and smaller ones in small datasets", () => {
    const size = (classes: number, instances: number) => planOf(classes, instances).unitSize;
    expect([size(1000, 1000), size(21_000, 1000), size(1000, 50)]).toEqual([100, 100, 50]);
    expect([size(10, 10), size(1, 1), size(4, 320)]).toEqual([1, 1, 10]);
    expect(unitSizeOf(parseConfig({ formulation: "release", streams: 20 }))).toBe(100);
  });

  it("refuses a part outside the dataset", () => {
    const plan = planOf(10, 10, 5);
    expect(() => plan.part({ classes: [4, 6] })).toThrow(/--only-classes: 4-6 .* 5-14/);
    expect(() => plan.part({ instances: [0, 10] })).toThrow(/--only-instances: 0-10 .* 0-9/);
    expect(plan.part({ classes: [14, 14] })).toEqual({ classes: [14, 14], instances: [0, 9] });
  });
});

const digestOf = (unit: Unit): string => sha256(JSON.stringify([unit.unit, unit.first, unit.count]));

const entryOf = (unit: Unit): JournalEntry => ({
  unit: unit.unit,
  class: unit.classIndex,
  first: unit.first,
  count: unit.count,
  bytes: unit.count * 10,
  blank: unit.count % 2,
  digest: digestOf(unit),
});

describe("ledger", () => {
  it("has one fingerprint, that of the digests in order, whatever parts were done in whatever order", () => {
    const cases = plansWithPart.chain(([plan, classes, instances]) =>
      fc.tuple(
        fc.constant(plan),
        fc.constant<Part>({ classes, instances }),
        fc.shuffledSubarray(Array.from({ length: plan.unitCount }, (_, i) => i)),
      ),
    );
    fc.assert(
      fc.property(cases, ([plan, part, someUnits]) => {
        const ledger = new Ledger(plan);
        for (const unit of someUnits) ledger.record(entryOf(plan.unitAt(unit)));
        for (const unit of [...ledger.pendingOf(part)].reverse())
          expect(ledger.record(entryOf(unit))).toBe(true);
        expect(ledger.pendingImages(part)).toBe(0);
        for (const unit of ledger.pendingOf(plan.whole)) ledger.record(entryOf(unit));
        const hash = createHash("sha256");
        for (const unit of plan.unitsOf(plan.whole)) hash.update(digestOf(unit), "hex");
        expect(ledger.fingerprint()).toBe(hash.digest("hex"));
        expect(ledger.counts).toMatchObject({ images: plan.images, bytes: plan.images * 10 });
      }),
    );
  });

  it("counts every image once while parts of units are done, and asks only for the rest", () => {
    fc.assert(
      fc.property(plans, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 }), (plan, ranges) => {
        const ledger = new Ledger(plan);
        const done = new Set<number>();
        const { instances, startClass } = plan.config;
        for (const [a, b] of ranges) {
          const [x, y] = [a % instances, b % instances];
          const part: Part = {
            classes: [startClass, startClass],
            instances: [Math.min(x, y), Math.max(x, y)],
          };
          for (const unit of ledger.pendingOf(part)) {
            for (let i = 0; i < unit.count; i++) done.add(unit.first + i);
            ledger.record(entryOf(unit));
          }
          expect(ledger.counts.images).toBe(done.size);
        }
        expect(ledger.fingerprint() === null).toBe(done.size < plan.images || !ledger.complete);
      }),
    );
  });

  it("ignores entries that do not belong to the plan", () => {
    const ledger = new Ledger(planOf(2, 10));
    const good = entryOf(ledger.plan.unitAt(1));
    const bad = [{ unit: 99 }, { class: 1 }, { first: 5 }, { count: 3 }].map((change) => ({
      ...good,
      ...change,
    }));
    for (const entry of bad) expect(ledger.record(entry)).toBe(false);
    expect(ledger.record(good)).toBe(true);
    expect(ledger.record(good)).toBe(false);
    expect(ledger.counts.images).toBe(1);
  });
});
