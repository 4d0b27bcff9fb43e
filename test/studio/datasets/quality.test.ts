/** What the studio tells of the images of a dataset on disk. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Studio } from "../../../main/studio/studio.ts";
import { grantedFolder, jobState, register, smallConfig, testStudio } from "../../support/studio.ts";

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
