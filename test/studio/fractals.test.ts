/** What the studio shows of fractals: the table as it is searched, the maps and points of an image, sweeps of its weights, colours. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import type { FractaldbClass } from "../../core/formulations/fractaldb/parameters.ts";
import { drawClass } from "../../core/formulations/index.ts";
import { ReferenceSource } from "../../core/render/referenceSource.ts";
import { plainError } from "../../main/studio/errors.ts";
import { register, testStudio, until } from "../support/studio.ts";

let seeds = 0;

/** Quickly found classes that no test before has asked for: their tables are kept for as long as the process is. */
function fractals(fields: Record<string, unknown> = {}, parameters: Record<string, unknown> = {}) {
  seeds += 1;
  return parseConfig({
    formulation: "fractaldb",
    ...{ classes: 6, instances: 1000, imageSize: 96, ...fields },
    parameters: { rate: 0.02, searchPoints: 12_000, points: 3000, searchSeed: seeds, ...parameters },
  });
}

describe("the class table", () => {
  test("is searched in the background, told as it grows, and has maps, fill rates and contractions", async () => {
    const { studio, events } = await testStudio();
    const config = fractals({ classes: 150 });
    const configId = await register(studio, config);
    const first = await studio.api.classTable({ configId });
    expect(first).toEqual({ ready: false, done: 0, total: 150, known: [] });
    await expect.poll(async () => (await studio.api.classTable({ configId })).ready).toBe(true);
    const result = await studio.api.classTable({ configId });
    if (!result.ready) throw new Error("not ready");
    const columns = Object.fromEntries(result.table.columns.map(({ name, values }) => [name, values]));
    expect(Object.keys(columns)).toEqual(["maps", "fill", "contraction"]);
    for (let i = 0; i < 150; i += 29) {
      const { maps, fill } = drawClass(config, i) as FractaldbClass;
      expect(columns.maps[i]).toBe(maps);
      expect(columns.fill[i]).toBeCloseTo(fill, 6);
      expect(columns.contraction[i]).toBeGreaterThan(0.01);
      expect(columns.contraction[i]).toBeLessThan(1.5);
    }
    const told = events.filter((event) => event.type === "classTable");
    expect(told.every((event) => event.configId === configId && event.total === 150)).toBe(true);
    const known = told.map(({ done }) => done);
    // The first blocks of candidates do not hold all of them; where threads start slowly it is told before that none is known yet.
    expect(known.length).toBeGreaterThan(1);
    expect(known[0]).toBeLessThan(150);
    expect(known).toEqual([...known].sort((a, b) => a - b));
    expect(known.at(-1)).toBe(150);
  });

  test("says why a search cannot succeed", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, fractals({ classes: 2 }, { rate: 0.99, searchPoints: 300_000 }));
    await studio.api.classTable({ configId });
    await expect(studio.api.classDetail({ configId, classIndex: 0 })).rejects.toThrow(
      /none of [\d,]+ candidates in a row became a class; lower rate/,
    );
  });
});

describe("an image taken apart", () => {
  test.each([0, 1, 2, 3])(
    "has its maps' parallelograms, and its points where the picture has them: flip %i",
    async (flip) => {
      const { studio } = await testStudio();
      const config = fractals({}, { drawType: "point_gray" });
      const configId = await register(studio, config);
      // Weights 1: a × 0.6.
      const instance = 40 + flip;
      const anatomy = await studio.api.mapAnatomy({
        configId,
        classIndex: 2,
        instance,
        maximumPoints: 10_000,
      });
      const { system } = drawClass(config, 2) as FractaldbClass;
      expect(anatomy.model).toBe(null);
      expect(anatomy.words).toBe(`weights 1 (a × 0.6), patches 0, flip ${flip}`);
      for (const [map, { corners, probability }] of anatomy.maps.entries()) {
        const [a, b, c, d, e, f, p] = system.slice(7 * map, 7 * map + 7);
        expect(probability).toBe(p);
        expect(corners[0]).toEqual({ x: e, y: f });
        expect(corners[1].x).toBeCloseTo(0.6 * a + e, 12);
        expect(corners[2]).toEqual({ x: 0.6 * a * 1 + b * 1 + e, y: c * 1 + d * 1 + f });
        expect(corners[3].y).toBeCloseTo(d + f, 12);
      }
      const source = new ReferenceSource(config);
      source.begin(2, instance);
      const drawn = new Set<number>();
      source.paint().forEach((grey, at) => {
        if (grey > 0) drawn.add(at);
      });
      expect(new Set(anatomy.points.x.map((x, i) => anatomy.points.y[i] * 96 + x))).toEqual(drawn);
      expect(anatomy.pointCount).toBe(3000);
    },
  );

  test("is told by its weights, patches and flip; polylines are not taken apart so", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, fractals());
    expect(await studio.api.imageDraws({ configId, classIndex: 0, instance: 0 })).toEqual({
      kind: "points",
      words: "weights 0 (a × 0.2), patches 0, flip 0",
    });
    await expect(
      studio.api.anatomy({ configId, classIndex: 0, instance: 0, maximumOrbits: 1 }),
    ).rejects.toThrow("no orbits");
  });
});

test("a sweep has the image at each weight, its own among them", async () => {
  const { studio } = await testStudio();
  const config = fractals({ instances: 40 }, { weights: "unchanged", drawType: "point_gray" });
  const configId = await register(studio, config);
  const { pictures } = await studio.api.sweep({
    ...{ configId, classIndex: 1, instance: 6, parameter: "weight-d", steps: 12 },
  });
  expect(pictures.map(({ value }) => value)).toEqual([0.2, 0.6, 1, 1.4, 1.8]);
  expect(pictures[2]).toMatchObject({ configId, instance: 6 });
  const shown = await Promise.all(
    pictures.map(({ configId: id, instance = 0 }) =>
      studio.samples({ configId: id, classIndex: 1, instance, size: 96 }),
    ),
  );
  expect(new Set(shown.map((samples) => Buffer.from(samples).toString("hex"))).size).toBe(5);
  await expect(studio.api.sweep({ configId, classIndex: 1, parameter: "maps", steps: 3 })).rejects.toThrow(
    "maps cannot be swept; these can: weight-a, ",
  );
});

test("a colour picture comes as red, green and blue, reduced or not", async () => {
  const { studio } = await testStudio();
  const config = fractals({ output: { pixel: "rgb" } }, { drawType: "patch_color" });
  const configId = await register(studio, config);
  for (const size of [96, 32]) {
    const samples = await studio.samples({ configId, classIndex: 0, instance: 0, size });
    expect(samples).toHaveLength(3 * size * size);
    let coloured = 0;
    for (let i = 0; i < samples.length; i += 3) if (samples[i] !== samples[i + 1]) coloured += 1;
    expect(coloured).toBeGreaterThan(50);
  }
});

test("an image of a stream is drawn after those before it", async () => {
  const { studio } = await testStudio();
  const config = fractals({ streams: 2, instances: 24 }, { patchDrawings: 1, points: 1000 });
  const configId = await register(studio, config);
  const samples = await studio.samples({ configId, classIndex: 4, instance: 13, size: 96 });
  const source = new ReferenceSource(config);
  source.begin(4, 13);
  expect(Buffer.from(samples).equals(Buffer.from(source.paint()))).toBe(true);
});

test("the points of an image of a stream are where its picture has them", async () => {
  const { studio } = await testStudio();
  const config = fractals({ streams: 2, instances: 24 }, { drawType: "point_gray" });
  const configId = await register(studio, config);
  for (const [classIndex, instance] of [
    [1, 22],
    [4, 13],
  ]) {
    const where = { configId, classIndex, instance };
    const { points } = await studio.api.mapAnatomy({ ...where, maximumPoints: 10_000 });
    // The classes before it are found for the way to it.
    await studio.samples({ ...where, size: 96 });
    const source = new ReferenceSource(config);
    source.begin(classIndex, instance);
    const painted = source.paint();
    const drawn = new Set([...painted.keys()].filter((at) => painted[at] > 0));
    expect(new Set(points.x.map((x, i) => points.y[i] * 96 + x))).toEqual(drawn);
  }
});

test("a job says how far its search is, and makes all images", async () => {
  const { studio, events, folder } = await testStudio();
  const config = fractals({ classes: 40, instances: 4 });
  const configId = await register(studio, config);
  const out = join(folder, "out");
  await studio.api.grantFolder({ path: folder });
  const { jobId } = await studio.api.startJob({ configId, out, force: true });
  await expect
    .poll(async () => (await studio.api.jobs()).find((job) => job.jobId === jobId)?.state)
    .toBe("finished");
  const searched = events.flatMap((event) =>
    event.type === "job" && event.job.search ? [event.job.search] : [],
  );
  expect(searched.length).toBeGreaterThan(0);
  expect(searched.at(-1)).toMatchObject({ wanted: 40 });
  const [job] = await studio.api.jobs();
  expect([job.imagesDone, job.search]).toEqual([160, undefined]);
});

test("classes that nobody has brought are asked for in one sentence, wherever they are needed", async () => {
  const { studio, folder } = await testStudio();
  const config = fractals({ instances: 4 }, { classTable: "ab".repeat(32) });
  const configId = await register(studio, config);
  await studio.api.grantFolder({ path: folder });
  const { jobId } = await studio.api.startJob({ configId, out: join(folder, "out"), force: true });
  const where = { configId, classIndex: 1, instance: 0 };
  const asked = [
    studio.api.classDetail({ configId, classIndex: 1 }),
    studio.api.mapAnatomy({ ...where, maximumPoints: 10 }),
    studio.api.imageDraws(where),
    studio.api.estimate({ configId }),
    studio.samples({ ...where, size: 96 }),
    until(async () => {
      const table = await studio.api.classTable({ configId });
      return table.ready ? table : null;
    }),
  ];
  const said = await Promise.allSettled(asked);
  const sentence =
    "The classes with SHA-256 abababababababab… are not on this machine; give the folder of their files with --class-table <dir> to visualatom classes or generate, which keep them for every command.";
  // What was asked for cannot be, which is no failure: hosts answer 404, and log nothing.
  const refusal = { name: "NotPossible", message: sentence };
  for (const one of said) expect(one.status === "rejected" && plainError(one.reason)).toEqual(refusal);
  await expect
    .poll(async () => (await studio.api.jobs()).find((job) => job.jobId === jobId)?.error)
    .toBe(sentence);
});

test("a verification says how far its search is", async () => {
  const first = await testStudio();
  const config = fractals({ instances: 4 });
  const configId = await register(first.studio, config);
  const out = join(first.folder, "out");
  await first.studio.api.grantFolder({ path: first.folder });
  const { jobId } = await first.studio.api.startJob({ configId, out, force: true });
  await expect
    .poll(async () => (await first.studio.api.jobs()).find((job) => job.jobId === jobId)?.state)
    .toBe("finished");
  // Another machine, which knows none of the classes.
  const { studio, events } = await testStudio();
  await studio.api.grantFolder({ path: first.folder });
  const { datasetId } = await studio.api.openDataset({ path: out });
  await studio.api.startCheck({ datasetId, repair: false });
  await expect.poll(async () => (await studio.api.datasetCheck({ datasetId }))?.state).toBe("finished");
  const checks = events.flatMap((event) => (event.type === "check" ? [event.check] : []));
  expect(checks.flatMap(({ search }) => (search ? [search.wanted] : [])).length).toBeGreaterThan(0);
  expect(await studio.api.datasetCheck({ datasetId })).toMatchObject({ faultsTotal: 0, imagesDone: 24 });
  expect(checks.at(-1)).not.toHaveProperty("search");
});

test("a table, its pictures and an estimate that all wait for one search do not wait for each other", async () => {
  const { studio } = await testStudio();
  const config = fractals({ classes: 60, instances: 4 }, { rate: 0.1, searchPoints: 60_000 });
  const configId = await register(studio, config);
  await studio.api.classTable({ configId });
  const [estimate] = await Promise.all([
    studio.api.estimate({ configId }),
    studio.samples({ configId, classIndex: 20, instance: 0, size: 96 }),
  ]);
  expect(estimate.images).toBe(240);
  await expect.poll(async () => (await studio.api.classTable({ configId })).ready).toBe(true);
});
