/** What the studio shows of radial contours: the anatomy of an image's own ellipse, and sweeps of what is the class's. */
import { describe, expect, test } from "vitest";
import type { RcdbPlacement } from "../../../core/formulations/rcdb/parameters.ts";
import { referenceImage } from "../../../core/render/referenceSource.ts";
import { register, smallConfig, testStudio } from "../../support/studio.ts";

describe("the anatomy of radial contours", () => {
  test.each([
    ["random access", null],
    ["streams", 2],
  ])("is that of the image's own ellipse, on white: %s", async (_name, streams) => {
    const { studio } = await testStudio();
    const parameters = { orbits: [2, 9], vertices: [3, 40] };
    const config = smallConfig({ formulation: "rcdb", streams, classes: 4, parameters });
    const configId = await register(studio, config);
    for (const [classIndex, instance] of [
      [1, 0],
      [1, 2],
      [2, 3],
    ]) {
      const anatomy = await studio.api.anatomy({ configId, classIndex, instance, maximumOrbits: 1 });
      const image = referenceImage(config, classIndex, instance);
      const { x: centreX, radius, ovalX } = image.centre as RcdbPlacement;
      expect([anatomy.background, anatomy.orbitCount]).toEqual([255, image.orbits.length]);
      for (const [i, x] of anatomy.orbits[0].x.entries()) {
        expect(x).toBeCloseTo(image.orbits[0].x[i], 3);
        const outward = radius * ovalX + anatomy.wave[i];
        expect(x).toBeCloseTo(centreX + outward * Math.cos(anatomy.theta[i]), 1);
      }
    }
  });
});

describe("a sweep", () => {
  test.each([
    ["random access", null],
    ["streams", 2],
  ])(
    "of radial contours changes what is the class's, and refuses what each image draws anew: %s",
    async (_name, streams) => {
      const { studio } = await testStudio();
      const config = smallConfig({
        formulation: "rcdb",
        streams,
        classes: 4,
        imageSize: 512,
        parameters: { startPos: 0 },
      });
      const configId = await register(studio, config);
      const { rows } = await studio.api.classDetail({ configId, classIndex: 1 });
      for (const { name } of rows) {
        const answer = studio.api.sweep({ configId, classIndex: 1, parameter: name, steps: 4 });
        if (["radius", "ovalX", "ovalY", "centreX", "centreY"].includes(name)) {
          await expect(answer).rejects.toThrow(`${name} cannot be swept`);
          continue;
        }
        const { pictures } = await answer;
        expect(pictures.length, name).toBeGreaterThan(2);
        const place = { classIndex: 1, instance: 2, size: 512 };
        const drawn = await Promise.all(
          pictures.map((swept) => studio.picture({ configId: swept.configId, ...place })),
        );
        const distinct = new Set(drawn.map(({ bytes }) => Buffer.from(bytes).toString("base64")));
        expect(distinct.size, name).toBeGreaterThan(1);
      }
    },
  );
});
