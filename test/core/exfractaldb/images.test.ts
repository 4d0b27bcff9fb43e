/** ExFractalDB's images: along the script's generators its own pictures, by random access any image alone; kernel and reference alike. */
import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { findPreset } from "../../../core/config/presets.ts";
import { parseConfig } from "../../../core/config/schema.ts";
import { imagesOfClass, randomImage } from "../../../core/formulations/exfractaldb/images.ts";
import type { ExfractaldbConfig } from "../../../core/formulations/exfractaldb/parameters.ts";
import { exfractaldbRows } from "../../../core/formulations/exfractaldb/rows.ts";
import { pointsOf } from "../../../core/formulations/index.ts";
import type { ClassRow } from "../../../core/formulations/pointFormulation.ts";
import type { ImageSource } from "../../../core/render/imageSource.ts";
import { ReferenceSource } from "../../../core/render/referenceSource.ts";
import { sha256 } from "../../support/digests.ts";
import { firstClasses, searcherOf, takeClasses } from "../../support/fractals.ts";
import { kernelSource } from "../../support/kernel.ts";
import { classesGolden, picturesGolden, ringGolden } from "../../support/spatialGoldens.ts";

const VIEWS = 12;

function config(
  fields: Record<string, unknown> = {},
  parameters: Record<string, unknown> = {},
): ExfractaldbConfig {
  return parseConfig({ formulation: "exfractaldb", ...fields, parameters }) as ExfractaldbConfig;
}

const script = config(
  { streams: 1, seed: 0, classes: 4, instances: 1740 },
  { search: "script", viewpoint: "ring" },
);
let classes: ClassRow[];

beforeAll(async () => {
  classes = await firstClasses(script, 20);
});

const digestAt = (source: ImageSource, classIndex: number, instance: number): string => {
  source.begin(classIndex, instance);
  return sha256(source.paint()).slice(0, 16);
};

describe("along the script's generators", () => {
  beforeAll(() => takeClasses(script, classes));

  it("the classes are the script's", () => {
    for (const [classIndex, golden] of classesGolden.classes.entries()) {
      const system = classes[classIndex].slice(3);
      expect(system.length / 13).toBe(golden.maps);
      expect(sha256(system).startsWith(golden.sha256)).toBe(true);
      for (const variance of classes[classIndex].subarray(0, 3)) {
        expect(variance).toBeGreaterThan(classesGolden.variance);
      }
    }
  });

  it("every picture of the first classes is the script's", async () => {
    const kernel = await kernelSource(script);
    for (const { class: classIndex, pictures, sha256: golden } of ringGolden.classes) {
      const hash = createHash("sha256");
      for (let instance = 0; instance < pictures; instance++) {
        kernel.begin(classIndex, instance);
        hash.update(kernel.paint());
      }
      expect(hash.digest("hex")).toBe(golden);
    }
  });

  it("a class's first model is seen as the script sees it, by the kernel and by the reference", async () => {
    const kernel = await kernelSource(script);
    const reference = new ReferenceSource(script);
    for (const { view, sha256 } of picturesGolden.pictures.slice(0, VIEWS)) {
      expect(digestAt(kernel, 0, view)).toBe(sha256);
      expect(digestAt(reference, 0, view)).toBe(sha256);
    }
  });

  it("any image is reached again from a checkpoint before it, in the middle of a model too", async () => {
    const small = config({ ...script, instances: 30 }, script.parameters as never);
    takeClasses(small, classes);
    const source = await kernelSource(small);
    const digests: string[] = [];
    const checkpoints = [];
    for (let image = 0; image < 60; image++) {
      digests.push(digestAt(source, Math.floor(image / 30), image % 30));
      checkpoints.push(source.checkpoint()!);
    }
    expect(new Set(digests).size).toBe(60);
    const reference = new ReferenceSource(small);
    for (const image of [58, 41, 1, 30, 11, 12, 29]) {
      for (const fresh of [source, reference]) {
        fresh.restore(checkpoints[image - 1]);
        expect(digestAt(fresh, Math.floor(image / 30), image % 30)).toBe(digests[image]);
      }
    }
    const skipping = await kernelSource(small);
    for (let image = 0; image < 40; image++) {
      skipping.begin(Math.floor(image / 30), image % 30);
      skipping.skip();
    }
    expect(digestAt(skipping, 1, 10)).toBe(digests[40]);
  });
});

describe.each(["random", "ring"])("by random access with viewpoint %s", (viewpoint) => {
  const dataset = config({ classes: 3, instances: 200, seed: 5 }, { viewpoint, points: 3000 });

  beforeAll(async () => {
    const searcher = await searcherOf(dataset);
    takeClasses(
      dataset,
      [0, 1, 2].map((classIndex) => searcher.tryAlone(classIndex, 0, 20_000)!),
    );
  });

  it("each image is drawn alone, in any order, alike by kernel and reference", async () => {
    const kernel = await kernelSource(dataset);
    const images = [0, 1, 11, 12, 13, 199].flatMap((instance) => [0, 1, 2].map((c) => [c, instance]));
    const digests = images.map(([c, instance]) => digestAt(kernel, c, instance));
    expect(new Set(digests).size).toBe(images.length);
    const reference = new ReferenceSource(dataset);
    for (const [n, [c, instance]] of [...images.entries()].reverse()) {
      expect(digestAt(reference, c, instance)).toBe(digests[n]);
      expect(digestAt(kernel, c, instance)).toBe(digests[n]);
    }
  });

  it("another attempt is another picture, alike by both", async () => {
    const kernel = await kernelSource(dataset);
    const reference = new ReferenceSource(dataset);
    const digests = [0, 1, 2].map((attempt) => {
      kernel.begin(1, 7, attempt);
      reference.begin(1, 7, attempt);
      const drawn = sha256(kernel.paint());
      expect(sha256(reference.paint())).toBe(drawn);
      return drawn;
    });
    expect(new Set(digests).size).toBe(3);
  });
});

describe("a class whose walk diverges whatever its weights", () => {
  const factor = 9;
  const system = Array.from({ length: 2 }, (_, map) =>
    Array.from({ length: 13 }, (_, k) => (k === 12 ? 0.5 : [0, 4, 8].includes(k) ? factor : 0.1 * map)),
  ).flat();
  const row = exfractaldbRows.toRow([1, 1, 1], system);

  it.each(["random", "ring"])("has black pictures with viewpoint %s", async (viewpoint) => {
    const dataset = config({ classes: 1, instances: 20 }, { viewpoint });
    takeClasses(dataset, [row]);
    for (const source of [await kernelSource(dataset), new ReferenceSource(dataset)]) {
      source.begin(0, 3);
      expect(source.diverges()).toBe(true);
      expect(source.paint().every((grey) => grey === 0)).toBe(true);
    }
  });
});

describe("viewpoints at random", () => {
  it("are spread over the sphere and the rows of weights evenly", () => {
    const dataset = config();
    const bins = new Array(24).fill(0);
    const rows = new Array(145).fill(0);
    const count = 14_500;
    for (let instance = 0; instance < count; instance++) {
      const { weight, azimuth, height } = randomImage(dataset, 2, instance, 0);
      rows[weight] += 1;
      bins[Math.floor((azimuth / (2 * Math.PI)) * 6) * 4 + Math.floor((height + 1) * 2)] += 1;
    }
    // Chi-squared, with a chance of one in some ten thousands of being larger.
    const chiSquared = (bin: number[]): number =>
      bin.reduce((sum, n) => sum + (n - count / bin.length) ** 2 / (count / bin.length), 0);
    expect(chiSquared(bins)).toBeLessThan(60);
    expect(chiSquared(rows)).toBeLessThan(220);
  });
});

describe("the presets", () => {
  it("have the images that their classes have", () => {
    const ring = findPreset("mvfractaldb-1k").config as ExfractaldbConfig;
    expect(imagesOfClass(ring)).toBe(1740);
    expect(ring.instances).toBe(1740);
    expect(findPreset("exfractaldb-21k").config).toMatchObject({ classes: 21_000, imageSize: 224 });
    expect(() => config({ instances: 1741 }, { viewpoint: "ring" })).toThrow(/1741 is more than a class has/);
    expect(() => config({ streams: 2 })).toThrow(/use "ring", or streams null/);
  });
});

it("names and reads the script's files", () => {
  const { scriptFiles } = pointsOf(script)!;
  const parameters = exfractaldbRows.toClass(exfractaldbRows.toRow([0, 0, 0], []));
  const numbers = { class: "000003", instance: "0025", index: 25 };
  const name = scriptFiles.imageName(parameters, numbers, "png", script);
  expect(name).toBe("000003_00002_001.png");
  expect(scriptFiles.instanceIn(name, script)).toBe(25);
  expect(scriptFiles.instanceIn("000003_00002_012.png", script)).toBeNull();
});
