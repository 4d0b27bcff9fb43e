/** What the studio tells of the images of a dataset on disk. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { Measuring } from "../../../core/studio/api.ts";
import type { Studio } from "../../../main/studio/studio.ts";
import { filesIn } from "../../support/folders.ts";
import {
  grantedFolder,
  jobState,
  register,
  smallConfig,
  type TestStudio,
  testStudio,
  until,
} from "../../support/studio.ts";

// One orbit, often black; one frequency and nearly one size, so that classes are alike.
const parameters = {
  ...{ orbits: [1, 1], grey: [0, 0.01], frequency1: [3, 3], frequency2: [5, 5] },
  ...{ diameter: [200, 210], vertices: [300, 301], noiseLevel: [0, 0] },
};

async function opened(studio: Studio, changes: object): Promise<{ datasetId: string; out: string }> {
  const out = await grantedFolder(studio);
  const configId = await register(studio, smallConfig({ classes: 3, instances: 8, parameters, ...changes }));
  const { jobId } = await studio.api.startJob({ configId, out });
  await jobState(studio, jobId, "finished");
  const { datasetId } = await studio.api.openDataset({ path: out });
  return { datasetId, out };
}

test.each(["imagefolder", "webdataset"])(
  "the figures of every class and the classes that are alike are told: %s",
  async (layout) => {
    const { studio } = await testStudio();
    const { datasetId } = await opened(studio, { output: { layout } });
    const { statistics, nearDuplicates, classes } = await studio.api.datasetQuality({ datasetId });
    expect(classes.numbers).toEqual([0, 1, 2]);
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(statistics!.inkCoverage).toBeCloseTo(mean(classes.inkCoverage), 5);
    expect(statistics!.meanGrey).toBeCloseTo(mean(classes.meanGrey), 4);
    expect(Math.max(...classes.blank)).toBeGreaterThan(0);
    expect(nearDuplicates).toMatchObject({ pairs: 3, complete: true });
    expect(nearDuplicates!.closest).toHaveLength(3);
  },
);

test("a dataset without figures, or with others' in their place, has none", async () => {
  const { studio } = await testStudio();
  const { datasetId, out } = await opened(studio, {});
  writeFileSync(join(out, "statistics.csv"), "class,score\n0,1\n\n1,2,3,4,,\n");
  expect((await studio.api.datasetQuality({ datasetId })).classes.numbers).toEqual([]);
  rmSync(join(out, "statistics.csv"));
  expect((await studio.api.datasetQuality({ datasetId })).classes.numbers).toEqual([]);
  rmSync(join(out, "dataset.json"));
  expect(await studio.api.datasetQuality({ datasetId })).toMatchObject({
    statistics: null,
    nearDuplicates: null,
  });
});

test("tables of more rows or bytes than the classes can have are nobody's, and are not read", async () => {
  const { studio } = await testStudio();
  const { datasetId, out } = await opened(studio, {});
  expect(await studio.api.datasetClasses({ datasetId })).toMatchObject({ classes: 3 });
  for (const name of ["statistics.csv", "classes.csv"]) {
    const text = readFileSync(join(out, name), "utf8");
    const rows = text.trimEnd().split("\n");
    for (const other of [`${text}${rows[1]}\n`, `${text}${"\n".repeat(100_000)}`]) {
      writeFileSync(join(out, name), other);
      if (name === "classes.csv") expect(await studio.api.datasetClasses({ datasetId })).toBeNull();
      else expect((await studio.api.datasetQuality({ datasetId })).classes.numbers).toEqual([]);
    }
  }
});

describe("images that nobody measured", () => {
  const ended = (studio: Studio, datasetId: string): Promise<Measuring> =>
    until(async () => {
      const measuring = await studio.api.measuring({ datasetId });
      return measuring !== null && measuring.state !== "running" ? measuring : null;
    });
  async function measured(studio: Studio, datasetId: string): Promise<Measuring> {
    await studio.api.startMeasuring({ datasetId });
    return ended(studio, datasetId);
  }
  /** As the authors' script leaves it: nothing but folders of pictures. What its own statistics were is told. */
  async function undescribed({ studio }: TestStudio, changes: object = {}) {
    const { datasetId, out } = await opened(studio, { output: { layout: "release" }, ...changes });
    const told = await studio.api.datasetQuality({ datasetId });
    for (const name of ["dataset.json", "statistics.csv", "classes.csv", "journal.jsonl"]) {
      rmSync(join(out, name));
    }
    await studio.api.openDataset({ path: out });
    return { datasetId, out, told };
  }

  test("are read, and are what their dataset said of them; that is known at the next start too", async () => {
    const first = await testStudio();
    const { datasetId, out, told } = await undescribed(first);
    const before = await first.studio.api.datasetQuality({ datasetId });
    expect(before).toMatchObject({ classes: { numbers: [] }, unmeasured: 24 });
    expect(await measured(first.studio, datasetId)).toMatchObject({ state: "finished", imagesDone: 24 });
    const quality = await first.studio.api.datasetQuality({ datasetId });
    expect(quality.unmeasured).toBe(0);
    expect(quality.classes.numbers).toEqual([0, 1, 2]);
    expect(quality.classes.blank).toEqual(told.classes.blank);
    for (const column of ["inkCoverage", "meanGrey"] as const) {
      for (const [i, value] of quality.classes[column].entries()) {
        expect(value).toBeCloseTo(told.classes[column][i], 4);
      }
    }
    await first.studio.close();
    const { studio } = await testStudio({ folder: first.folder });
    await studio.api.openDataset({ path: out });
    expect(await studio.api.datasetQuality({ datasetId })).toEqual(quality);
  });

  test("are told from a white background as from a black one", async () => {
    const { studio } = await testStudio();
    const white = { formulation: "rcdb", parameters: { orbits: [1, 3] } };
    const { datasetId, told } = await undescribed({ studio } as TestStudio, white);
    expect(await measured(studio, datasetId)).toMatchObject({ state: "finished", imagesDone: 24 });
    const { classes } = await studio.api.datasetQuality({ datasetId });
    expect(classes.numbers).toEqual([0, 1, 2]);
    expect(classes.blank).toEqual(told.classes.blank);
    for (const [i, value] of classes.inkCoverage.entries()) {
      expect(value).toBeCloseTo(told.classes.inkCoverage[i], 4);
    }
  });

  test("of a class that has changed since are read once more, and no others", async () => {
    const first = await testStudio();
    const { studio } = first;
    const { datasetId, out } = await undescribed(first);
    await measured(studio, datasetId);
    const [gone, ...left] = filesIn(join(out, "00001"));
    rmSync(join(out, "00001", gone));
    writeFileSync(join(out, "00001", left[0]), "no picture");
    await studio.api.openDataset({ path: out });
    const open = await studio.api.datasetQuality({ datasetId });
    expect(open).toMatchObject({ classes: { numbers: [0, 2] }, unmeasured: 7 });
    expect(await measured(studio, datasetId)).toMatchObject({ imagesTotal: 7, imagesDone: 7 });
    expect((await studio.api.datasetQuality({ datasetId })).classes.numbers).toEqual([0, 1, 2]);
  });

  test("are read until that is cancelled; one dataset at a time", async () => {
    const first = await testStudio();
    const { studio } = first;
    const { datasetId } = await undescribed(first);
    const other = await opened(studio, {});
    await studio.api.startMeasuring({ datasetId });
    await expect(studio.api.startMeasuring({ datasetId: other.datasetId })).rejects.toThrow(
      /is being measured; wait for it or cancel it/,
    );
    await studio.api.cancelMeasuring({ datasetId });
    expect(await ended(studio, datasetId)).toMatchObject({ state: "cancelled" });
    expect(await measured(studio, datasetId)).toMatchObject({ state: "finished" });
  });

  test.each(["imagefolder", "webdataset", "parquet"])(
    "only of classes with blank images are read where the rest is known, which tells the blank ones: %s",
    async (layout) => {
      const { studio } = await testStudio();
      const { datasetId } = await opened(studio, { output: { layout } });
      const { classes, blankImages, unmeasured } = await studio.api.datasetQuality({ datasetId });
      expect(blankImages).toBe(null);
      const withBlank = classes.numbers.filter((_, i) => classes.blank[i] > 0);
      expect(unmeasured).toBe(8 * withBlank.length);
      await measured(studio, datasetId);
      const after = await studio.api.datasetQuality({ datasetId });
      expect(after.classes).toEqual(classes);
      expect(after.unmeasured).toBe(0);
      const { at, images } = after.blankImages!;
      expect(at.map((i) => classes.numbers[i])).toEqual(withBlank);
      expect(images.map((places) => places.length)).toEqual(at.map((i) => classes.blank[i]));
      for (const [i, places] of images.entries()) {
        const classIndex = classes.numbers[at[i]];
        const { names } = await studio.api.datasetImages({ datasetId, classIndex, first: 0, count: 100 });
        for (const [place, name] of names.entries()) {
          const { bytes } = await studio.datasetPicture({ datasetId, classIndex, name });
          const { data } = await sharp(Buffer.from(bytes)).raw().toBuffer({ resolveWithObject: true });
          expect(data.every((value) => value === 0)).toBe(places.includes(place));
        }
      }
    },
  );
});
