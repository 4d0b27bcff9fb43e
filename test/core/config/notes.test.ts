/** What is allowed and surprises later is told: beside the field in the studio, on stderr and on the card. */
import { describe, expect, it } from "vitest";
import { type ConfigNote, configNotes } from "../../../core/config/notes.ts";
import { findPreset } from "../../../core/config/presets.ts";
import { parseConfig } from "../../../core/config/schema.ts";
import type { ReleaseConfig } from "../../../core/formulations/release/parameters.ts";
import { paintReference, referenceStream } from "../../../core/render/referenceSource.ts";
import { sha256 } from "../../support/digests.ts";

const notesOf = (config: object): ConfigNote[] => configNotes(parseConfig(config));

describe("seeds of exact datasets", () => {
  const parameters = { vertices: [20, 40], orbits: [10, 20], startPos: 8 };
  const exact = (seed: number, streams = 3) => ({
    formulation: "release",
    ...{ classes: 6, instances: 3, imageSize: 256, parameters },
    ...{ seed, streams },
  });
  /** Digests of all images. */
  function imagesOf(seed: number): Set<string> {
    const config = parseConfig(exact(seed)) as ReleaseConfig;
    const images = [0, 1, 2].flatMap((stream) => [...referenceStream(config, stream)]);
    return new Set(images.map(({ orbits }) => sha256(paintReference(256, orbits))));
  }

  it("that are not told of have no image in common", () => {
    const seeds = Array.from({ length: 11 }, (_, seed) => seed);
    const untold = seeds.filter((seed) => notesOf(exact(seed)).length === 0);
    expect(untold).toEqual([1, 4, 7, 10]);
    const all = untold.map(imagesOf);
    expect(new Set(all.flatMap((images) => [...images])).size).toBe(
      all.reduce((sum, { size }) => sum + size, 0),
    );
    const first = imagesOf(1);
    expect([...imagesOf(2)].filter((image) => first.has(image)).length).toBeGreaterThanOrEqual(12);
  });

  it.each([
    [0, 20, "19 of its 20 streams are also those of seed 1", "the next is 21."],
    [2, 20, "19 of its 20 streams are also those of seed 1", "the next is 21."],
    [20, 20, "1 of its 20 streams are also those of seed 1", "the next is 21."],
    [22, 20, "every seed less than 20 away", "the next is 41."],
    [Number.MAX_SAFE_INTEGER - 19, 20, "every seed", "the next is 9007199254740961."],
  ])("seed %i with %i streams", (seed, streams, shared, next) => {
    const [{ field, message }, ...others] = notesOf({ ...exact(seed, streams), classes: 20 });
    expect([field, others]).toEqual(["seed", []]);
    expect(message).toContain(shared);
    expect(message).toContain(next);
  });

  it("are independent without streams", () => {
    expect(notesOf({ formulation: "release", seed: 2 })).toEqual([]);
    expect(notesOf(exact(2, 1))).toEqual([]);
  });
});

describe("classes that do not begin with 0", () => {
  it.each(["webdataset", "parquet"])("in layout %s have labels from 0", (layout) => {
    const [{ field, message }] = notesOf({ formulation: "paper", startClass: 500, output: { layout } });
    expect(field).toBe("startClass");
    expect(message).toContain("class 500 has label 0");
    expect(message).toContain("add 500 to its labels");
    expect(notesOf({ formulation: "paper", output: { layout } })).toEqual([]);
  });

  it("in folders keep their numbers", () => {
    expect(notesOf({ formulation: "paper", startClass: 500 })).toEqual([]);
  });
});

it("parts whose class numbers have more digits than others'", () => {
  const part = { formulation: "paper", startClass: 99_995, classes: 12 };
  expect(notesOf(part)).toEqual([
    { field: "startClass", message: expect.stringContaining("Class numbers have 6 digits here") },
  ]);
  expect(notesOf({ ...part, classes: 5 })).toEqual([]);
});

it("seeds of fractals whose points draw nothing at random", () => {
  const points = { formulation: "fractaldb", parameters: { drawType: "point_gray", patchDrawings: 1 } };
  const size = { classes: 2, instances: 4 };
  expect(notesOf({ ...points, ...size })).toEqual([]);
  expect(notesOf({ ...points, ...size, seed: 2 })).toEqual([
    { field: "seed", message: expect.stringContaining("every seed gives the same images") },
  ]);
  expect(notesOf({ formulation: "fractaldb", ...size, seed: 2 })).toEqual([]);
  const drawn = { ...points.parameters, search: "random" };
  expect(notesOf({ ...points, ...size, seed: 2, parameters: drawn })).toEqual([]);
});

describe("folders of many files", () => {
  it.each([
    [{ classes: 21_000 }, "21,000 classes"],
    [{ instances: 10_001 }, "10,001 instances"],
  ])("%j", (size, what) => {
    const [{ field, message }] = notesOf({ formulation: "paper", ...size });
    expect(field).toBe("output.layout");
    expect(message).toContain(what);
    expect(message).toContain("at most 10,000 a folder");
    expect(notesOf({ formulation: "paper", ...size, output: { layout: "parquet" } })).toEqual([]);
  });
});

it("layout release with class numbers of different length", () => {
  const config = { formulation: "release", startClass: 99_995, classes: 12, output: { layout: "release" } };
  expect(notesOf(config)).toMatchObject([{ field: "output.layout" }]);
  expect(notesOf({ ...config, classes: 5 })).toEqual([]);
  expect(notesOf({ ...config, startClass: 100_000 })).toEqual([]);
});

it("presets of 1,000 classes have nothing to be told", () => {
  for (const name of ["sample", "visualatom-1k", "visualatom-1k-release", "visualatom-1k-exact"]) {
    expect(configNotes(findPreset(name).config)).toEqual([]);
  }
});

describe("folders that the Hugging Face Hub does not take", () => {
  const packed = (layout: string, shardSize: number) => {
    const more = { formulation: "paper", classes: 1000, instances: 1000, output: { layout, shardSize } };
    return notesOf(more).map(({ field, message }) => `${field}: ${message}`);
  };

  it.each(["webdataset", "parquet"])("are told of layout %s with many shards", (layout) => {
    expect(packed(layout, 101)).toEqual([]);
    expect(packed(layout, 100)).toEqual([
      expect.stringMatching(
        /^output.shardSize: 10,000 shards are .* at most 10,000 a folder.*larger shardSize/,
      ),
    ]);
  });
});
