/** The TypeScript twin, on its own, draws what the authors' script draws: every digest, deep in a stream too. */

import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import type { PolylineClass } from "../../core/formulations/configurations.ts";
import { ReferenceSource } from "../../core/render/referenceSource.ts";
import { sha256 } from "../support/digests.ts";
import { goldens } from "../support/goldens.ts";

describe("the TypeScript twin", () => {
  it.each(goldens)("has the pixels of the authors' script: $name", ({ config, images }) => {
    const source = new ReferenceSource(config);
    expect(images.length).toBeGreaterThan(0);
    for (const image of images) {
      const parameters = source.begin(image.class, image.instance);
      if (image.vertices !== undefined) expect((parameters as PolylineClass).vertices).toBe(image.vertices);
      expect(sha256(source.paint()), `class ${image.class}, instance ${image.instance}`).toBe(image.sha256);
    }
  });

  it("draws the class and the first grey of the published trace", () => {
    const exact = goldens.find((golden) => golden.name === "visualatom-1k-exact-stream-0")!;
    const source = new ReferenceSource(exact.config);
    expect(source.begin(0, 0)).toEqual({
      formulation: "release",
      vertices: 337,
      orbits: 146,
      noiseCoefficient: 3.3897349477489307,
      radialStep: 0.07637746189766141,
      radius: 26,
      frequency1: 3,
      frequency2: 15,
      ovalX: 1.7609624449125756,
      ovalY: 1.4722452435761166,
    });
    expect(source.centre()).toEqual({ x: 214.5, y: 388.5 });
    expect(source.orbits().next().value!.grey).toBe(48);
  });
});

describe("the pictures beside the digests", () => {
  it.each([0, 1])("are the pixels that the digests stand for: class %d", async (classIndex) => {
    const file = new URL(`../fixtures/goldens/images/0000${classIndex}_0000.png`, import.meta.url);
    const picture = sharp(readFileSync(file));
    const { width, height, channels } = await picture.metadata();
    expect([width, height, channels]).toEqual([512, 512, 1]);
    // Decoding widens grey to RGB; any one channel is the grey.
    const data = await picture.extractChannel(0).raw().toBuffer();
    const exact = goldens.find((golden) => golden.name === "visualatom-1k-exact-stream-0")!;
    const image = exact.images.find((golden) => golden.class === classIndex && golden.instance === 0)!;
    expect(sha256(data)).toBe(image.sha256);
  });

  it("are drawn by the twin: RCDB, a class after others", async () => {
    const file = new URL("../fixtures/goldens/images/rcdb_00001.png", import.meta.url);
    const data = await sharp(readFileSync(file)).extractChannel(0).raw().toBuffer();
    const source = new ReferenceSource(
      parseConfig({ formulation: "rcdb", streams: 1, classes: 10, instances: 5 }),
    );
    source.begin(1, 0);
    expect(sha256(source.paint())).toBe(sha256(data));
  });
});
