/** Recursive classes as the page looks at them: the wave's depths, and sweeps over depth, ratio and factor. */
import { describe, expect, test } from "vitest";
import { drawClass } from "../../core/formulations/index.ts";
import type { PaperClass } from "../../core/formulations/paper/parameters.ts";
import { register, smallConfig, testStudio } from "../support/studio.ts";

const parameters = { frequency1: [2, 2], frequency2: [5, 5], noiseLevel: [0, 0] };
const recursion = { depth: 2, ratio: 0.5, factor: 3 };
const place = { classIndex: 1, instance: 0 };

describe("the anatomy", () => {
  test("has each depth's term, which add up to the wave, and the orbit with the terms so far", async () => {
    const { studio } = await testStudio();
    const config = smallConfig({ parameters: { ...parameters, recursion } });
    const configId = await register(studio, config);
    const { depths, curve, ellipse, centre } = await studio.api.anatomy({
      ...{ configId, ...place, maximumOrbits: 1 },
    });
    expect(depths.map(({ formula }) => formula)).toEqual([
      "0.5 sin 2θ + 0.5 sin 5θ",
      "0.25 sin 6θ + 0.25 sin 15θ",
      "0.125 sin 18θ + 0.125 sin 45θ",
    ]);
    expect(depths[2].curve).toEqual(curve);
    const { semiAxisA } = drawClass(config, place.classIndex) as PaperClass;
    for (const i of [0, 17, 700, 1300]) {
      const theta = (2 * Math.PI * i) / depths[0].wave.length;
      let sum = 0;
      for (const [d, { wave, curve: orbit }] of depths.entries()) {
        const [f1, f2] = [2 * 3 ** d, 5 * 3 ** d];
        const term = 0.5 ** (d + 1) * (Math.sin(f1 * theta) + Math.sin(f2 * theta));
        expect(wave[i]).toBeCloseTo(term, 3);
        sum += term;
        expect(orbit.x[i]).toBeCloseTo(centre.x + semiAxisA * (1 + sum) * Math.cos(theta), 2);
      }
      expect(ellipse.x[i]).toBeCloseTo(centre.x + semiAxisA * Math.cos(theta), 2);
    }
  });

  test("follows fine waves with more points, within what a page can carry", async () => {
    const { studio } = await testStudio();
    const points = async (factor: number) => {
      const config = smallConfig({ parameters: { ...parameters, recursion: { ...recursion, factor } } });
      const configId = await register(studio, config);
      const anatomy = await studio.api.anatomy({ configId, ...place, maximumOrbits: 1 });
      return anatomy.curve.x.length;
    };
    expect(await points(3)).toBe(1440);
    expect(await points(7)).toBe(16 * 5 * 49);
    expect(await points(100)).toBe(7200);
  });

  test("has no depths without recursion", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, smallConfig({ parameters }));
    const { depths } = await studio.api.anatomy({ configId, ...place, maximumOrbits: 1 });
    expect(depths).toEqual([]);
  });
});

describe("a sweep", () => {
  test.each([
    ["depth", [0, 1, 2, 3, 4]],
    ["ratio", [0, 0.25, 0.5, 0.75, 1]],
    ["factor", [3, 4, 5, 7, 8]],
  ])("over the %s has other pictures, its own among them", async (parameter, wanted) => {
    const { studio } = await testStudio();
    const config = smallConfig({ imageSize: 128, parameters: { ...parameters, nucleus: [0, 0], recursion } });
    const configId = await register(studio, config);
    const { rows } = await studio.api.classDetail({ configId, classIndex: 1 });
    expect(rows.map(({ name }) => name)).toContain(parameter);
    const { pictures } = await studio.api.sweep({ configId, classIndex: 1, parameter, steps: 5 });
    expect(pictures.map(({ value }) => value)).toEqual(wanted);
    const drawn = await Promise.all(
      [configId, ...pictures.map((picture) => picture.configId)].map(async (id) => {
        const { bytes } = await studio.picture({ configId: id, ...place, size: 128 });
        return Buffer.from(bytes).toString("base64");
      }),
    );
    expect(new Set(drawn.slice(1)).size).toBe(wanted.length);
    expect(drawn.slice(1)).toContain(drawn[0]);
  });

  test("is refused of a class without recursion", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, smallConfig({ parameters }));
    const sweep = studio.api.sweep({ configId, classIndex: 1, parameter: "depth", steps: 5 });
    await expect(sweep).rejects.toThrow(/^depth cannot be swept; these can: orbits, .*noiseLevel$/);
  });
});
