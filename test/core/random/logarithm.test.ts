/** The logarithm is rounded correctly, next to 1 too, where it all but vanishes. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { lnAccurate } from "../../../core/mathematics/logarithm.ts";
import { ln, lnBySeries } from "../../../core/mathematics/logarithmSeries.ts";

/** Argument and logarithm, computed with 60 digits and rounded once. */
const fixture: [number, number][] = JSON.parse(
  readFileSync(new URL("../../fixtures/logarithm.json", import.meta.url), "utf8"),
);

it("is the nearest double, over (0, 1], beyond, and at powers of 2", () => {
  expect(fixture.length).toBeGreaterThan(300);
  for (const [x, ln] of fixture) expect(lnAccurate(x), `ln ${x}`).toBe(ln);
});

it("is within the engine's own last bit anywhere", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
      const engine = Math.log(x);
      expect(Math.abs(lnAccurate(x) - engine)).toBeLessThanOrEqual(Math.abs(engine) * 2 ** -52);
    }),
    { numRuns: 5000 },
  );
});

it("is the same with the shortcut as without", () => {
  for (const [x, logarithm] of fixture) expect(ln(x), `ln ${x}`).toBe(logarithm);
  let different = 0;
  fc.assert(
    fc.property(
      fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
      fc.double({ min: 1e-3, max: 2, noNaN: true }),
      (x, y) => {
        if (ln(x) !== lnBySeries(x) || ln(y) !== lnBySeries(y)) different += 1;
      },
    ),
    { numRuns: 20_000 },
  );
  expect(different).toBe(0);
});

it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("of %s is refused", (x) => {
  expect(() => lnAccurate(x)).toThrow(RangeError);
});
