/** Sine and cosine are rounded correctly, the angles that are hardest to round included. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosAccurate, sinAccurate } from "../../core/mathematics/sincos.ts";

/** Angle, sine and cosine, computed with 400 bits and rounded once. */
const fixture: Record<string, [number, number, number][]> = JSON.parse(
  readFileSync(new URL("../fixtures/sincos.json", import.meta.url), "utf8"),
);

describe("correct rounding", () => {
  it.each(Object.keys(fixture))("of sine and cosine: %s", (group) => {
    const rows = fixture[group];
    expect(rows.length).toBeGreaterThan(20);
    for (const [x, sine, cosine] of rows) {
      expect(sinAccurate(x), `sin ${x}`).toBe(sine);
      expect(cosAccurate(x), `cos ${x}`).toBe(cosine);
      expect(sinAccurate(-x) + 0, `sin ${-x}`).toBe(-sine + 0);
      expect(cosAccurate(-x), `cos ${-x}`).toBe(cosine);
    }
  });
});

describe("everywhere up to a million radians", () => {
  it("sine and cosine lie on the unit circle, within the engine's own last bit", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
        expect(Math.abs(sinAccurate(x) - Math.sin(x))).toBeLessThan(2e-16);
        expect(Math.abs(cosAccurate(x) - Math.cos(x))).toBeLessThan(2e-16);
        expect(Math.abs(sinAccurate(x) ** 2 + cosAccurate(x) ** 2 - 1)).toBeLessThan(5e-16);
      }),
      { numRuns: 2000 },
    );
  });
});
