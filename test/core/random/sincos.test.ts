/** Sine and cosine are rounded correctly, the angles that are hardest to round included. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosAccurate, sinAccurate, sinBySeries } from "../../../core/mathematics/sincos.ts";

/** Angle, sine and cosine, computed with 400 bits and rounded once. */
const fixture: Record<string, [number, number, number][]> = JSON.parse(
  readFileSync(new URL("../../fixtures/sincos.json", import.meta.url), "utf8"),
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

describe("the shortcut", () => {
  it("gives what the full series gives, at the angles of vertices and anywhere", () => {
    let different = 0;
    for (let q = 3; q <= 1000; q += 7) {
      for (const n of [1, 2, 3, 13, 20]) {
        const angle = (2 * Math.PI) / q;
        for (let i = 0; i < q; i++)
          if (sinAccurate(angle * i * n) !== sinBySeries(angle * i * n)) different += 1;
      }
    }
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
        if (sinAccurate(x) !== sinBySeries(x)) different += 1;
      }),
      { numRuns: 20_000 },
    );
    expect(different).toBe(0);
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
