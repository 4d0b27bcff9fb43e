/** What the studio shows of fractals in space: their table, the maps and points of an image, its words, sweeps of its weights, its model. */
import { describe, expect, test } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import type { ExfractaldbClass, ExfractaldbConfig } from "../../core/formulations/exfractaldb/parameters.ts";
import { drawClass } from "../../core/formulations/index.ts";
import { ReferenceSource } from "../../core/render/referenceSource.ts";
import { projectModel } from "../../renderer/class/maps/modelPicture.ts";
import { register, testStudio } from "../support/studio.ts";

const SIZE = 96;

function fractals(
  fields: Record<string, unknown> = {},
  parameters: Record<string, unknown> = {},
): ExfractaldbConfig {
  return parseConfig({
    formulation: "exfractaldb",
    ...{ classes: 4, instances: 1000, imageSize: SIZE, seed: 77, ...fields },
    parameters: { variance: 0.02, searchPoints: 1000, points: 2000, ...parameters },
  }) as ExfractaldbConfig;
}

test("the class table has maps, variances and contractions", async () => {
  const { studio } = await testStudio();
  const configId = await register(studio, fractals());
  await expect.poll(async () => (await studio.api.classTable({ configId })).ready).toBe(true);
  const result = await studio.api.classTable({ configId });
  if (!result.ready) throw new Error("not ready");
  const columns = Object.fromEntries(result.table.columns.map(({ name, values }) => [name, values]));
  expect(Object.keys(columns)).toEqual(["maps", "varianceX", "varianceY", "varianceZ", "contraction"]);
  for (const axis of ["varianceX", "varianceY", "varianceZ"]) {
    for (const variance of columns[axis]) {
      expect(variance).toBeGreaterThan(0.02);
      expect(variance).toBeLessThan(1);
    }
  }
});

test.each(["random", "ring"])(
  "an image with viewpoint %s has its points where the picture has them",
  async (viewpoint) => {
    const { studio } = await testStudio();
    const config = fractals({}, { viewpoint });
    const configId = await register(studio, config);
    const where = { configId, classIndex: 2, instance: 31 };
    const { maps, points, pointCount, words } = await studio.api.mapAnatomy({
      ...where,
      maximumPoints: 10_000,
    });
    expect(pointCount).toBe(1999);
    expect(await studio.api.imageDraws(where)).toEqual({ kind: "points", words });
    const said =
      viewpoint === "ring"
        ? /^weights 2 \(a × 0\.6\), view 7$/
        : /^weights \d+ \((unchanged|[a-l] × [\d.]+)\), turned by −?\d+°, seen from \d+° (above|below)$/;
    expect(words).toMatch(said);

    const source = new ReferenceSource(config);
    source.begin(2, 31);
    const drawn = new Set<number>();
    source.paint().forEach((grey, at) => {
      if (grey > 0) drawn.add(at);
    });
    expect(drawn.size).toBeGreaterThan(10);
    expect(new Set(points.x.map((x, i) => points.y[i] * SIZE + x))).toEqual(drawn);

    const { system } = drawClass(config, 2) as ExfractaldbClass;
    expect(maps.map(({ probability }) => probability)).toEqual(system.filter((_, k) => k % 13 === 12));
    for (const { formula, corners } of maps) {
      expect(formula).toHaveLength(3);
      expect(corners.length).toBeGreaterThanOrEqual(4);
      // What a convex outline is: it turns one way only.
      for (const [i, a] of corners.entries()) {
        const b = corners[(i + 1) % corners.length];
        const c = corners[(i + 2) % corners.length];
        expect((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).toBeGreaterThan(-1e-12);
      }
    }
  },
);

test("a map's outline holds what becomes of the cube's corners", async () => {
  const { studio } = await testStudio();
  const config = fractals({}, { viewpoint: "ring" });
  const configId = await register(studio, config);
  // Weights 6 are the class's own.
  const { maps } = await studio.api.mapAnatomy({ configId, classIndex: 0, instance: 72, maximumPoints: 1 });
  const { system } = drawClass(config, 0) as ExfractaldbClass;
  const [a, b, c, d, e, f, , , , j, k] = system;
  const xs = maps[0].corners.map(({ x }) => x);
  const ys = maps[0].corners.map(({ y }) => y);
  const least = (...terms: number[]) => terms.reduce((sum, term) => sum + Math.min(0, term), 0);
  const most = (...terms: number[]) => terms.reduce((sum, term) => sum + Math.max(0, term), 0);
  expect(Math.min(...xs)).toBeCloseTo(j + least(a, b, c), 12);
  expect(Math.max(...xs)).toBeCloseTo(j + most(a, b, c), 12);
  expect(Math.min(...ys)).toBeCloseTo(k + least(d, e, f), 12);
  expect(Math.max(...ys)).toBeCloseTo(k + most(d, e, f), 12);
});

test.each([
  ["random", 5],
  ["random", 17],
  ["ring", 76],
])(
  "the model with viewpoint %s, instance %i, is first seen as the kernel paints it",
  async (viewpoint, instance) => {
    const { studio } = await testStudio();
    const config = fractals({}, { viewpoint });
    const configId = await register(studio, config);
    const where = { configId, classIndex: 1, instance };
    const { model } = await studio.api.mapAnatomy({ ...where, maximumPoints: 10_000 });
    const painted = await studio.samples({ ...where, size: SIZE });
    expect(painted.filter((grey) => grey > 0).length).toBeGreaterThan(50);
    const seen = new Uint8Array(SIZE * SIZE);
    projectModel(model!, model!.viewpoint, SIZE, (column, row) => {
      seen[row * SIZE + column] = 255;
    });
    // A point on the border of two pixels may fall into the other one: the kernel computes in single precision.
    expect(seen.filter((grey, at) => grey !== painted[at]).length).toBeLessThanOrEqual(4);
  },
);

test("a model has its points in space, in their order", async () => {
  const { studio } = await testStudio();
  const configId = await register(studio, fractals());
  const pointsOf = async (instance: number, maximumPoints: number) => {
    const { model } = await studio.api.mapAnatomy({ configId, classIndex: 1, instance, maximumPoints });
    return model!.points;
  };
  const all = await pointsOf(5, 10_000);
  expect(all).toHaveLength(3 * 1999);
  expect(await pointsOf(5, 100)).toEqual(all.slice(0, 300));
  expect(await pointsOf(6, 100)).not.toEqual(all.slice(0, 300));
  for (const axis of [0, 1, 2]) {
    const values = all.filter((_, n) => n % 3 === axis);
    expect(Math.max(...values) - Math.min(...values)).toBeLessThanOrEqual(2.0001);
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length)).toBeLessThan(0.01);
  }
});

test.each([
  ["ring", "unchanged", 2],
  ["ring", "released", 146],
  ["random", "released", 9],
] as const)(
  "a sweep with viewpoint %s and weights %s has the image at each weight",
  async (viewpoint, weights, instance) => {
    const { studio } = await testStudio();
    const config = fractals({ instances: weights === "unchanged" ? 12 : 1000 }, { viewpoint, weights });
    const configId = await register(studio, config);
    const { pictures } = await studio.api.sweep({
      configId,
      classIndex: 1,
      instance,
      parameter: "weight-b",
      steps: 12,
    });
    const factors = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6];
    expect(pictures.map(({ value }) => value)).toEqual(factors);
    if (viewpoint === "ring") {
      const own = pictures.filter((picture) => picture.configId === configId);
      expect(own).toHaveLength(weights === "unchanged" ? 1 : factors.length);
      const views = new Set(pictures.map((picture) => picture.instance! % 12));
      expect(views).toEqual(new Set([instance % 12]));
    }
    const shown = await Promise.all(
      pictures.map(({ configId: id, instance: place = 0 }) =>
        studio.samples({ configId: id, classIndex: 1, instance: place, size: SIZE }),
      ),
    );
    expect(new Set(shown.map((samples) => Buffer.from(samples).toString("hex"))).size).toBe(factors.length);
  },
);

test("an image of the class's own weights is the same in a dataset that has no others", async () => {
  const all = fractals({}, { viewpoint: "ring" });
  const own = fractals({ instances: 12 }, { viewpoint: "ring", weights: "unchanged" });
  const { studio } = await testStudio();
  for (const config of [all, own])
    await studio.api.classDetail({ configId: await register(studio, config), classIndex: 3 });
  const [one, other] = [new ReferenceSource(all), new ReferenceSource(own)];
  one.begin(3, 6 * 12 + 4);
  other.begin(3, 4);
  expect(one.paint()).toEqual(other.paint());
});

describe("an image of a stream", () => {
  const config = fractals(
    { streams: 2, instances: 40, seed: 3 },
    { viewpoint: "ring", search: "script", searchSeed: 3, points: 500 },
  );

  test.each([
    [0, 0],
    [0, 17],
    [1, 5],
    [3, 39],
  ])("is drawn as the stream has it, class %i, instance %i", async (classIndex, instance) => {
    const { studio } = await testStudio();
    const configId = await register(studio, config);
    const samples = await studio.samples({ configId, classIndex, instance, size: SIZE });
    const source = new ReferenceSource(config);
    source.begin(classIndex, instance);
    expect(Buffer.from(samples).equals(Buffer.from(source.paint()))).toBe(true);
  });

  test("is taken apart as the stream has it", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, config);
    for (const [classIndex, instance] of [
      [0, 17],
      [3, 30],
    ]) {
      const where = { configId, classIndex, instance };
      const { points, model, words } = await studio.api.mapAnatomy({ ...where, maximumPoints: 10_000 });
      const source = new ReferenceSource(config);
      source.begin(classIndex, instance);
      const painted = source.paint();
      const drawn = new Set([...painted.keys()].filter((at) => painted[at] > 0));
      expect(drawn.size).toBeGreaterThan(10);
      expect(new Set(points.x.map((x, i) => points.y[i] * SIZE + x))).toEqual(drawn);
      const seen = new Uint8Array(SIZE * SIZE);
      projectModel(model!, model!.viewpoint, SIZE, (column, row) => {
        seen[row * SIZE + column] = 255;
      });
      expect(seen.filter((grey, at) => grey !== painted[at]).length).toBeLessThanOrEqual(4);
      expect(await studio.api.imageDraws(where)).toEqual({ kind: "points", words });
    }
  });
});
