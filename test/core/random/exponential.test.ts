/** The exponential is rounded correctly, also of what is hardest to round. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { expAccurate, expBySeries } from "../../../core/mathematics/exponential.ts";

/** Argument and exponential, computed with 80 digits and rounded once. */
const fixture: [number, number][] = JSON.parse(
  readFileSync(new URL("../../fixtures/exponential.json", import.meta.url), "utf8"),
);

it("is the nearest double, near 0, at multiples of ½ ln 2, and up to ±690", () => {
  expect(fixture.length).toBeGreaterThan(400);
  for (const [x, power] of fixture) expect(expAccurate(x), `exp ${x}`).toBe(power);
});

it("is what the full series gives, with and without the shortcut", () => {
  let different = 0;
  fc.assert(
    fc.property(fc.double({ min: -690, max: 690, noNaN: true }), (x) => {
      if (expAccurate(x) !== expBySeries(x)) different += 1;
      expect(Math.abs(expAccurate(x) - Math.exp(x))).toBeLessThanOrEqual(Math.exp(x) * 2 ** -52);
    }),
    { numRuns: 20_000 },
  );
  expect(different).toBe(0);
});
