/** The geometry of formulation `rcdb`: polygons on equally spaced vertices that grow outward, in greys of half the image's size. */
import { describe, expect, it } from "vitest";
import { findPreset } from "../../core/config/presets.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { drawClass } from "../../core/formulations/index.ts";
import type { RcdbClass, RcdbConfig, RcdbPlacement } from "../../core/formulations/rcdb/parameters.ts";
import { rcdb } from "../../core/formulations/rcdb/rcdb.ts";
import { Draws } from "../../core/random/philox.ts";
import { ReferenceSource } from "../../core/render/referenceSource.ts";
import { kernelSource } from "../support/kernel.ts";

const config = findPreset("rcdb-1k").config as RcdbConfig;
const placement: RcdbPlacement = { x: 230.5, y: 301, radius: 40, ovalX: 1.5, ovalY: 1.25 };

function orbitsOf(changes: Partial<RcdbClass>, of = config) {
  const parameters = { ...(drawClass(of, 0) as RcdbClass), ...changes };
  const random = { kind: "randomAccess", draws: new Draws(of.seed, 0, 3) } as const;
  return [...rcdb.orbits(of, parameters, placement, random)];
}

describe("the vertices", () => {
  it.each([3, 7, 200])(
    "of %i start on an ellipse, at equally spaced angles, and grow by w where κ is 0",
    (q) => {
      const w = 0.75;
      const orbits = orbitsOf({ vertices: q, orbits: 20, noiseCoefficient: 0, radialStep: w });
      expect(orbits).toHaveLength(20);
      for (const [k, { x, y }] of orbits.entries()) {
        expect([x.length, y.length]).toEqual([q, q]);
        for (let i = 0; i < q; i++) {
          const theta = (2 * Math.PI * i) / q;
          expect(x[i]).toBeCloseTo(230.5 + (40 * 1.5 + (k + 1) * w) * Math.cos(theta), 9);
          expect(y[i]).toBeCloseTo(301 + (40 * 1.25 + (k + 1) * w) * Math.sin(theta), 9);
        }
      }
    },
  );

  it("move outward by κ + w in the mean and never by more than the noise allows", () => {
    const [kappa, w] = [2.5, 0.1];
    const orbits = orbitsOf({ vertices: 101, orbits: 200, noiseCoefficient: kappa, radialStep: w });
    const steps: number[] = [];
    for (let k = 1; k < orbits.length; k++) {
      for (let i = 0; i < 101; i++) {
        const theta = (2 * Math.PI * i) / 101;
        steps.push((orbits[k].x[i] - orbits[k - 1].x[i]) / Math.cos(theta));
        if (i > 0) steps.push((orbits[k].y[i] - orbits[k - 1].y[i]) / Math.sin(theta));
      }
    }
    const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
    // Over all lattice cells the noise's own mean is not quite 0.
    expect(Math.abs(mean - kappa - w)).toBeLessThan(0.15 * kappa);
    for (const step of steps) expect(Math.abs(step - kappa - w)).toBeLessThanOrEqual(2 * 1.6 * kappa);
    expect(Math.max(...steps) - Math.min(...steps)).toBeGreaterThan(kappa);
  });
});

describe("greys", () => {
  it.each([64, 512, 1024])(
    "of %i px are integers of 0 … S/2, of which those above 255 are white",
    (imageSize) => {
      const own = parseConfig({ formulation: "rcdb", imageSize }) as RcdbConfig;
      const greys = orbitsOf({ vertices: 3, orbits: 10_000 }, own).map(({ grey }) => grey);
      const highest = Math.min(255, imageSize / 2);
      expect(Math.min(...greys)).toBe(0);
      expect(Math.max(...greys)).toBe(highest);
      const share = greys.filter((grey) => grey === highest).length / greys.length;
      const expected = (imageSize / 2 - highest + 1) / (imageSize / 2 + 1);
      expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt(expected / greys.length));
    },
  );
});

describe("a stream's image", () => {
  it("is white where nothing is drawn, and its first has the values of the class", async () => {
    const exact = parseConfig({ formulation: "rcdb", streams: 1, classes: 3, instances: 3 });
    const source = await kernelSource(exact);
    const twin = new ReferenceSource(exact);
    for (const classIndex of [0, 1, 2]) {
      const { centreX: x, centreY: y, radius, ovalX, ovalY } = source.begin(classIndex, 0) as RcdbClass;
      expect(source.centre()).toEqual({ x, y, radius, ovalX, ovalY });
      const pixels = source.paint();
      const { ink } = source.measure(pixels);
      expect(pixels.filter((grey) => grey === 255).length).toBe(pixels.length - ink);
      expect(ink).toBeGreaterThan(0);
      source.begin(classIndex, 1);
      expect(source.centre()).not.toMatchObject({ radius, ovalX, ovalY });
      twin.begin(classIndex, 1);
      expect(source.centre()).toEqual(twin.centre());
      source.skip();
      twin.skip();
    }
  });
});
