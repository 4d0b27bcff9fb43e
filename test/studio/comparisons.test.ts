/** Comparisons in the background: what is told of them, and what of them lasts. */
import { describe, expect, test } from "vitest";
import type { Comparing, ComparisonInput, StudioEvent } from "../../core/studio/api.ts";
import type { Studio } from "../../main/studio/studio.ts";
import { grantedFolder, jobState, register, smallConfig, testStudio, until } from "../support/studio.ts";

const sample = { classes: 3, instances: 2 };

async function input(studio: Studio, ...configs: unknown[]): Promise<ComparisonInput> {
  const configIds: string[] = [];
  for (const config of configs) configIds.push(await register(studio, config));
  return { configIds, sample };
}

const ended = (studio: Studio, of: ComparisonInput): Promise<Comparing> =>
  until(async () => {
    const comparing = await studio.api.comparing(of);
    return comparing !== null && comparing.state !== "running" ? comparing : null;
  });

/** So many pictures that it cannot end while a test looks at it. */
const endless = { formulation: "paper", classes: 1000, instances: 64, imageSize: 512 };

test("its progress, its end and what it found are told, and last until the studio ends", async () => {
  const { studio, events } = await testStudio();
  const of = await input(studio, smallConfig(), smallConfig({ formulation: "rcdb" }), {
    formulation: "release",
    classes: 4,
    instances: 3,
    imageSize: 64,
    streams: 2,
  });
  expect(await studio.api.comparing(of)).toBeNull();
  const begun = await studio.api.startComparison(of);
  expect(begun).toMatchObject({ input: of, state: "running", error: null, disturbed: false });
  const finished = await ended(studio, of);
  expect(finished).toMatchObject({ comparisonId: begun.comparisonId, state: "finished", error: null });
  const found = await studio.api.comparison({ comparisonId: begun.comparisonId });
  expect(found!.configurations.map(({ name }) => name)).toEqual(of.configIds);
  expect(found!.configurations[0].sample).toMatchObject({ classes: 3, instances: 2 });
  const told = events.filter(
    (event): event is StudioEvent & { type: "comparing" } => event.type === "comparing",
  );
  expect(told[0].comparing.state).toBe("running");
  expect(told.at(-1)!.comparing).toEqual(finished);
  // In another order it is another comparison.
  const [one, other, third] = of.configIds;
  expect(await studio.api.comparing({ ...of, configIds: [other, one, third] })).toBeNull();
});

test("one at a time; it is cancelled within a picture, and the next one may begin", async () => {
  const { studio } = await testStudio();
  const large = await input(studio, endless, { ...endless, seed: 1 });
  large.sample = { classes: 1000, instances: 64 };
  const small = await input(studio, smallConfig(), smallConfig({ seed: 2 }));
  expect(await studio.api.comparisonAtWork()).toBeNull();
  const { comparisonId } = await studio.api.startComparison(large);
  expect(await studio.api.comparisonAtWork()).toMatchObject({ comparisonId, input: large });
  expect((await studio.api.startComparison(large)).comparisonId).toBe(comparisonId);
  await expect(studio.api.startComparison(small)).rejects.toMatchObject({
    name: "NotPossible",
    message: expect.stringContaining("wait for it or cancel it"),
  });
  await until(async () => ((await studio.api.comparing(large))!.progress?.step === "pictures" ? true : null));
  await studio.api.cancelComparison({ comparisonId });
  expect(await studio.api.comparing(large)).toMatchObject({ state: "cancelled", error: null });
  expect(await studio.api.comparisonAtWork()).toBeNull();
  expect(await studio.api.comparison({ comparisonId })).toBeNull();
  await studio.api.startComparison(small);
  expect(await ended(studio, small)).toMatchObject({ state: "finished" });
});

test("one that fails says why in a sentence", async () => {
  const { studio } = await testStudio();
  const of = await input(studio, smallConfig(), {
    formulation: "paper",
    classes: 2,
    instances: 2,
    imageSize: 16,
  });
  await studio.api.startComparison(of);
  const failed = await ended(studio, of);
  expect(failed.state).toBe("failed");
  expect(failed.error).toMatch(/pictures of 16 px are too small to be compared.*\.$/);
});

test("a verification that has the processors for a while is told with what was found", async () => {
  const { studio } = await testStudio();
  const out = await grantedFolder(studio);
  const { jobId } = await studio.api.startJob({ configId: await register(studio, smallConfig()), out });
  await jobState(studio, jobId, "finished");
  const { datasetId } = await studio.api.openDataset({ path: out });
  const of = await input(studio, endless, { ...endless, seed: 1 });
  of.sample = { classes: 1000, instances: 64 };
  expect((await studio.api.startComparison(of)).disturbed).toBe(false);
  await until(async () => {
    if ((await studio.api.comparing(of))!.disturbed) return true;
    const check = await studio.api.datasetCheck({ datasetId });
    if (check?.state !== "running") await studio.api.startCheck({ datasetId, repair: false });
    return null;
  });
});

test("the end of the studio ends it", async () => {
  const { studio } = await testStudio();
  const large = await input(studio, endless, { ...endless, seed: 1 });
  large.sample = { classes: 1000, instances: 64 };
  await studio.api.startComparison(large);
  await studio.close();
  expect(await studio.api.comparing(large)).toMatchObject({ state: "cancelled" });
});

describe("the boundary", () => {
  test("refuses what is no comparison", async () => {
    const { studio } = await testStudio();
    const [a, b] = (await input(studio, smallConfig(), smallConfig({ seed: 2 }))).configIds;
    const wrong: unknown[] = [
      {},
      { configIds: [a], sample },
      { configIds: [a, a], sample },
      { configIds: Array.from({ length: 7 }, (_, i) => `000000000000000${i}`), sample },
      { configIds: [a, "../../etc"], sample },
      { configIds: [a, b] },
      { configIds: [a, b], sample: { classes: 1, instances: 2 } },
      { configIds: [a, b], sample: { classes: 3, instances: 65 } },
      { configIds: [a, b], sample: { ...sample, side: 4 } },
    ];
    for (const method of ["startComparison", "comparing"]) {
      for (const each of wrong) {
        await expect(studio.call(method, each), JSON.stringify(each)).rejects.toMatchObject({
          name: "InvalidInput",
        });
      }
    }
    await expect(studio.call("comparison", { comparisonId: "x" })).rejects.toMatchObject({
      name: "InvalidInput",
    });
  });
});
