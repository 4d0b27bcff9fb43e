/** The kernel draws what the authors' script draws, and what its TypeScript twin draws. */

import { describe, expect, it } from "vitest";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { findPreset } from "../../core/config/presets.ts";
import { applyOverrides, parseConfig } from "../../core/config/schema.ts";
import type { PolylineClass } from "../../core/formulations/configurations.ts";
import type { ReferenceOrbit } from "../../core/formulations/formulation.ts";
import { formulationOf } from "../../core/formulations/index.ts";
import { paintReference, referenceImage, referenceStream } from "../../core/render/referenceSource.ts";
import { sha256 } from "../support/digests.ts";
import { goldens } from "../support/goldens.ts";
import { kernelSource } from "../support/kernel.ts";

describe("the authors' script", () => {
  it.each(goldens)("has the same pixels as the kernel: $name", async ({ config, images }) => {
    const source = await kernelSource(config);
    for (const image of images) {
      const parameters = source.begin(image.class, image.instance);
      if (image.vertices !== undefined) expect((parameters as PolylineClass).vertices).toBe(image.vertices);
      expect(sha256(source.paint()), `class ${image.class}, instance ${image.instance}`).toBe(image.sha256);
    }
    expect(images.length).toBeGreaterThan(0);
  });
});

const painted = (config: DatasetConfig, orbits: ReferenceOrbit[]) =>
  paintReference(config.imageSize, orbits, formulationOf(config).background);

const small = (name: string, changes: object = {}) =>
  parseConfig({ ...findPreset(name).config, classes: 40, instances: 8, ...changes });

const twins: [string, DatasetConfig][] = [
  ["paper", small("visualatom-1k")],
  ["paper, 200 px, another seed", small("visualatom-1k", { imageSize: 200, seed: 2 ** 52 + 12345 })],
  [
    "paper, few vertices and strong noise",
    small("visualatom-1k", {
      parameters: { ...findPreset("visualatom-1k").config.parameters, vertices: [3, 21], noiseScale: 1 },
    }),
  ],
  ["paper, recursive", small("visualatom-1k-recursive")],
  ...[
    { depth: 1, ratio: 0.7, factor: 2 },
    { depth: 3, ratio: 1 / 3, factor: 7 },
    { depth: 4, ratio: 2, factor: 100 },
  ].map((recursion): [string, DatasetConfig] => [
    `paper, recursive to depth ${recursion.depth}`,
    small("visualatom-1k", {
      parameters: { amplitude1: [0, 1], frequency1: [0, 1000], vertices: [3, 900], recursion },
    }),
  ]),
  ["release", small("visualatom-1k-release")],
  ["release, 96 px", small("visualatom-1k-release", { imageSize: 96, seed: 99 })],
  ["rcdb", small("rcdb-1k")],
  ["rcdb, 96 px, another seed", small("rcdb-1k", { imageSize: 96, seed: 2 ** 52 + 12345 })],
  ["rcdb, 1024 px, whose greys are mostly white", small("rcdb-1k", { imageSize: 1024 })],
];

describe("the TypeScript twin", () => {
  it.each(twins)("has the same vertices, greys and pixels as the kernel: %s", async (_name, config) => {
    const source = await kernelSource(config);
    for (const classIndex of [0, 7, 39]) {
      const instance = classIndex % 8;
      const reference = referenceImage(config, classIndex, instance);
      expect(source.begin(classIndex, instance)).toEqual(reference.parameters);
      let k = 0;
      for (const orbit of source.orbits()) {
        const twin = reference.orbits[k++];
        expect(orbit.grey).toBe(twin.grey);
        expect(Buffer.from(orbit.x.slice().buffer).equals(Buffer.from(twin.x.buffer))).toBe(true);
        expect(Buffer.from(orbit.y.slice().buffer).equals(Buffer.from(twin.y.buffer))).toBe(true);
      }
      expect(k).toBe((reference.parameters as PolylineClass).orbits);
      source.begin(classIndex, instance);
      expect(sha256(source.paint())).toBe(sha256(painted(config, reference.orbits)));
    }
  });

  it.each([
    ["visualatom-1k-exact", 20],
    ["rcdb-1k-exact", 10],
    ["rcdb-1k-exact", 40],
    ["rcdb-1k-exact", 1],
  ])(
    "has the same pixels in every stream, with the blocks of classes where the script puts them: %s, %i streams",
    async (preset, streams) => {
      const exact = applyOverrides(findPreset(preset).config, { classes: 40, instances: 2 });
      const config = parseConfig({ ...exact, streams, startClass: 500 });
      const source = await kernelSource(config);
      const block = 40 / streams;
      for (const stream of new Set([0, Math.min(1, streams - 1), streams - 1])) {
        for (const image of referenceStream(config, stream)) {
          expect(image.classIndex).toBe(500 + block * stream + ((image.classIndex - 500) % block));
          expect(source.begin(image.classIndex, image.instance)).toEqual(image.parameters);
          expect(sha256(source.paint())).toBe(sha256(painted(config, image.orbits)));
        }
      }
    },
  );
});

describe("an image that the dataset does not have", () => {
  it.each(["visualatom-1k", "visualatom-1k-exact", "rcdb-1k", "rcdb-1k-exact"])(
    "is refused at once: %s",
    async (preset) => {
      const config = applyOverrides(findPreset(preset).config, { classes: 40, instances: 5 });
      const source = await kernelSource(config);
      for (const [classIndex, instance] of [
        [0, 5],
        [40, 0],
        [-1, 0],
        [0, -1],
        [0.5, 0],
        [0, Number.NaN],
      ]) {
        expect(() => source.begin(classIndex, instance)).toThrow(RangeError);
      }
    },
  );
});

describe("streams", () => {
  it.each(["visualatom-1k-exact", "rcdb-1k-exact"])(
    "give the same picture whether walked to, skipped to, or restored from a checkpoint: %s",
    async (preset) => {
      const config = applyOverrides(findPreset(preset).config, { classes: 40, instances: 5 });
      const walked = await kernelSource(config);
      const digests: string[] = [];
      const checkpoints = [];
      for (let n = 0; n < 10; n++) {
        walked.begin(Math.floor(n / 5), n % 5);
        digests.push(sha256(walked.paint()));
        checkpoints.push(structuredClone(walked.checkpoint()!));
      }
      for (let n = 9; n > 0; n--) {
        const skipped = await kernelSource(config);
        skipped.begin(Math.floor(n / 5), n % 5);
        expect(sha256(skipped.paint())).toBe(digests[n]);
        skipped.restore(checkpoints[n - 1]);
        skipped.begin(Math.floor(n / 5), n % 5);
        expect(sha256(skipped.paint())).toBe(digests[n]);
      }
    },
  );
});

describe("an instance that is taken over", () => {
  const parameters = {
    ...findPreset("visualatom-1k").config.parameters,
    vertices: [200, 990],
    orbits: [3, 130],
  };
  const former = small("visualatom-1k");
  it.each([
    ["the same formulation, fewer orbits and vertices", small("visualatom-1k", { parameters, seed: 7 })],
    ["rcdb, on white", small("rcdb-1k")],
    ["streams", parseConfig({ formulation: "release", streams: 2, classes: 4, instances: 3 })],
  ])("draws and reduces as a new one does: %s", async (_name, config) => {
    const before = await kernelSource(former);
    before.begin(5, 0);
    before.reduce(before.paint(), 100, "area");
    const [taken, anew] = [await kernelSource(config, before), await kernelSource(config)];
    for (const classIndex of [0, 3]) {
      expect(taken.begin(classIndex, 1)).toEqual(anew.begin(classIndex, 1));
      const [a, b] = [taken, anew].map((source) => source.paint());
      expect(sha256(a)).toBe(sha256(b));
      expect(sha256(taken.reduce(a, 100, "area"))).toBe(sha256(anew.reduce(b, 100, "area")));
    }
  });
});
