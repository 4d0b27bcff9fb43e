/** The kernel's search and pictures are the twin's to the last bit, wherever random numbers come from, and systems that overflow too. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { putClassRow, tableKey } from "../../../core/formulations/classTables.ts";
import { huePalette } from "../../../core/formulations/fractaldb/geometry/colours.ts";
import { pixelPlaces } from "../../../core/formulations/fractaldb/geometry/pixels.ts";
import { drawCandidate } from "../../../core/formulations/fractaldb/geometry/search.ts";
import { drawSystem } from "../../../core/formulations/fractaldb/geometry/system.ts";
import { weightRows } from "../../../core/formulations/fractaldb/geometry/weights.ts";
import { pointsOf } from "../../../core/formulations/index.ts";
import { NumpyRandom } from "../../../core/random/numpyRandom.ts";
import { ReferenceSource } from "../../../core/render/referenceSource.ts";
import { sha256 } from "../../support/digests.ts";
import { fractaldb, searcherOf, takeClasses } from "../../support/fractals.ts";
import { kernelSource } from "../../support/kernel.ts";

const points = 4000;

/** Any system, contracting or not. */
const system = fc
  .array(fc.double({ min: -1.6, max: 1.6, noNaN: true }), { minLength: 12, maxLength: 42 })
  .map((values) => {
    let next = 0;
    return drawSystem(Math.floor(values.length / 6), () => values[next++]);
  })
  .filter((rows) => rows.every(Number.isFinite));

describe("the chaos game", () => {
  it("draws any system as the twin does, one that overflows too", async () => {
    const config = fractaldb({
      instances: 40,
      parameters: { points, weights: "unchanged", drawType: "point_gray" },
    });
    const { search } = pointsOf(config)!;
    const key = tableKey(config, search);
    let diverging = 0;
    let classIndex = 0;
    const [kernel, twin] = [await kernelSource(config), new ReferenceSource(config)];
    fc.assert(
      fc.property(system, (rows) => {
        putClassRow(key, classIndex, Float64Array.of(0.2, ...rows));
        kernel.begin(classIndex, 1);
        twin.begin(classIndex, 1);
        expect(sha256(kernel.paint())).toBe(sha256(twin.paint()));
        expect(kernel.diverges()).toBe(twin.diverges());
        if (kernel.diverges()) diverging += 1;
        classIndex += 1;
      }),
      { numRuns: 300 },
    );
    expect(diverging).toBeGreaterThan(10);
    expect(diverging).toBeLessThan(290);
  });
});

it.each([
  ["no extent", [0, 0, 0, 0, 0.5, 0.5, Number.NaN, 0, 0, 0, 0, 0.1, 0.2, Number.NaN]],
  ["probabilities that add up to a half", [0.5, 0, 0, 0.5, 0.5, 0, 0.25, 0.5, 0, 0, 0.5, 0, 0.5, 0.25]],
  ["probabilities above 1", [0.5, 0, 0, 0.5, 0.5, 0, 0.9, 0.5, 0, 0, 0.5, 0, 0.5, 0.9]],
])("a system of %s is drawn as the twin draws it", async (_name, rows) => {
  const config = fractaldb({ instances: 4, parameters: { points, drawType: "point_gray" } });
  takeClasses(config, [Float64Array.of(0.2, ...rows)]);
  const [kernel, twin] = [await kernelSource(config), new ReferenceSource(config)];
  kernel.begin(0, 1);
  twin.begin(0, 1);
  expect(sha256(kernel.paint())).toBe(sha256(twin.paint()));
});

describe("points that are not numbers", () => {
  const nan = Number.NaN;
  const line = (count: number, from: number) => Float64Array.from({ length: count }, (_, i) => from + i);

  it("go, and the 100 before the first of them", () => {
    const x = line(300, 0);
    x[250] = nan;
    x[299] = nan;
    const { x: left, diverges } = pixelPlaces({ x, y: line(300, 0) }, 512, 6);
    expect(left).toHaveLength(300 - 102);
    expect(diverges).toBe(true);
  });

  it("take along points of the end where fewer than 100 are before the first", () => {
    const y = line(300, 0);
    y[40] = nan;
    // Indices −60 … −1 and 0 … 40.
    expect(pixelPlaces({ x: line(300, 0), y }, 512, 6).x).toHaveLength(300 - 101);
  });

  it("become pixel 0 where the extent is no number or nothing", () => {
    const same = new Float64Array(5);
    expect(Array.from(pixelPlaces({ x: same, y: line(5, 0) }, 100, 10).x)).toEqual([0, 0, 0, 0, 0]);
    expect(Array.from(pixelPlaces({ x: same, y: line(5, 0) }, 100, 10).y)).toEqual([10, 30, 50, 70, 90]);
  });
});

describe("a search among candidates of a class's own", () => {
  const config = fractaldb({ seed: 7, parameters: { search: "random", rate: 0.02, searchPoints: 12_000 } });

  const candidate = (classIndex: number, k: number) => drawCandidate(7, classIndex, k, 12_000);

  it("finds the first that fills enough, by the twin and by the kernel", async () => {
    const searcher = await searcherOf(config);
    for (const classIndex of [0, 5, 999_999]) {
      let k = 0;
      let tried = candidate(classIndex, k);
      while (tried.rate < 0.02) tried = candidate(classIndex, ++k);
      const row = searcher.tryAlone(classIndex, 0, 512);
      expect(Array.from(row!)).toEqual([tried.rate, ...tried.system]);
      // From a later candidate on another is found.
      expect(searcher.tryAlone(classIndex, k + 1, 512)).not.toEqual(row);
    }
  });

  it("finds nothing where no candidate is good enough", async () => {
    const strict = fractaldb({ parameters: { search: "random", rate: 0.3, searchPoints: 80_000 } });
    expect((await searcherOf(strict)).tryAlone(0, 0, 5)).toBeNull();
  });
});

describe("a sequence", () => {
  const config = fractaldb({ parameters: { rate: 0.02, searchPoints: 12_000 } });

  it("is the same in blocks of any length, tried or run past", async () => {
    const searcher = await searcherOf(config);
    const start = pointsOf(config)!.search.start(config);
    searcher.restore(start);
    const whole = searcher.tryNext(100);
    expect(whole.length).toBeGreaterThan(5);
    const end = searcher.state();
    for (const block of [1, 3, 7, 64]) {
      searcher.restore(start);
      const found = [];
      for (let first = 0; first < 100; first += block) {
        const some = Math.min(block, 100 - first);
        found.push(
          ...searcher.tryNext(some).map(({ candidate, row }) => ({ candidate: first + candidate, row })),
        );
      }
      expect(found).toEqual(whole);
      expect(searcher.state()).toEqual(end);
    }
    searcher.restore(start);
    searcher.skip(100);
    expect(searcher.state()).toEqual(end);
  });

  it("starts as NumPy's seed(n) does", () => {
    // numpy.random.seed(1); numpy.random.random(3)
    const random = new NumpyRandom(1);
    const values = [0.417022004702574, 0.7203244934421581, 0.00011437481734488664];
    expect(values.map(() => random.random())).toEqual(values);
    const maps = Array.from({ length: 6000 }, () => random.randint(2, 8));
    for (const n of [2, 3, 4, 5, 6, 7]) {
      expect(Math.abs(maps.filter((drawn) => drawn === n).length - 1000)).toBeLessThan(150);
    }
    expect(Math.max(...maps)).toBe(7);
  });
});

describe("pictures by random access", () => {
  const parameters = { search: "random", points: 20_000, patchDrawings: 2, flips: 3 };
  const variants = ["patch_gray", "point_gray", "patch_color", "point_color"].map((drawType) => ({
    drawType,
    config: fractaldb({
      ...{ instances: 25 * 2 * 3, imageSize: 101, seed: 2 ** 33 + 5 },
      parameters: { ...parameters, drawType, padding: 0 },
      ...(drawType.endsWith("color") && { output: { pixel: "rgb" } }),
    }),
  }));
  let row: Float64Array;
  beforeAll(async () => {
    row = (await searcherOf(fractaldb({ parameters: { search: "random" } }))).tryAlone(0, 0, 512)!;
  });

  it.each(variants)("are the twin's in any order: $drawType", async ({ config }) => {
    takeClasses(config, [row, row]);
    const [kernel, twin] = [await kernelSource(config), new ReferenceSource(config)];
    for (const [classIndex, instance, attempt] of [
      [0, 0, 0],
      [0, 149, 0],
      [1, 149, 0],
      [0, 1, 0],
      [0, 2, 3],
      [0, 2, 0],
      [1, 70, 15],
    ]) {
      kernel.begin(classIndex, instance, attempt);
      twin.begin(classIndex, instance, attempt);
      const [painted, wanted] = [kernel.paint().slice(), twin.paint()];
      expect(sha256(painted)).toBe(sha256(wanted));
      expect(kernel.measure(painted)).toEqual(twin.measure(wanted));
      expect(sha256(kernel.reduce(painted, 40, "area"))).toBe(sha256(twin.reduce(wanted, 40, "area")));
    }
  });

  it("have flips of one drawing", async () => {
    const config = fractaldb({ parameters: { search: "random", points: 5000 } });
    takeClasses(config, [row]);
    const source = await kernelSource(config);
    const flips = [0, 1, 2, 3].map((flip) => {
      source.begin(0, 40 + flip);
      return source.paint().slice();
    });
    const size = 362;
    for (let y = 0; y < size; y += 7) {
      for (let x = 0; x < size; x++) {
        const sample = flips[0][y * size + x];
        expect(flips[1][(size - 1 - y) * size + x]).toBe(sample);
        expect(flips[2][y * size + size - 1 - x]).toBe(sample);
        expect(flips[3][(size - 1 - y) * size + size - 1 - x]).toBe(sample);
      }
    }
  });
});

it("the weights are the published table's", () => {
  const rows = weightRows(0.4);
  expect(rows).toHaveLength(25);
  expect(rows.slice(0, 6).map((row) => row[0])).toEqual([0.2, 0.6, 1, 1.4, 1.8, 1]);
  expect(rows[24]).toEqual([1, 1, 1, 1, 1, 1.8]);
  for (const row of rows) expect(row.filter((factor) => factor !== 1).length).toBeLessThanOrEqual(1);
});

it("128 hues are as many colours, and the background is black", () => {
  const palette = huePalette();
  expect(Array.from(palette.subarray(0, 3))).toEqual([0, 0, 0]);
  const colours = new Set(
    Array.from({ length: 128 }, (_, hue) => palette.slice(3 * hue + 3, 3 * hue + 6).join()),
  );
  expect(colours.size).toBe(128);
});
