/** Every formulation is compared, and whatever the threads with the same numbers. */
import { afterAll, describe, expect, it } from "vitest";
import type { ComparedConfiguration, Comparison, ComparisonProgress } from "../../core/compare/comparison.ts";
import { usualSample } from "../../core/compare/limits.ts";
import { measureRows } from "../../core/compare/rows.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { classAccess } from "../../main/compare/classAccess.ts";
import { compareConfigurations, type Named } from "../../main/compare/compare.ts";
import { WorkerPool } from "../../main/generate/pool.ts";
import { cacheOfOwn } from "../support/folders.ts";

const parameters = { orbits: [5, 20], vertices: [50, 90] };
const small = { classes: 6, instances: 5, imageSize: 64, parameters };
const fractal = { formulation: "fractaldb", classes: 4, instances: 9, imageSize: 64 };
const walk = { searchPoints: 20_000, points: 2000, rate: 0.05 };
const spatial = { formulation: "exfractaldb", classes: 3, instances: 5, imageSize: 64 };

const configurations: Record<string, Record<string, unknown>> = {
  paper: { formulation: "paper", ...small },
  "paper, recursive": {
    formulation: "paper",
    ...small,
    parameters: { ...parameters, recursion: { depth: 2 } },
  },
  "paper, blank ones drawn again": { formulation: "paper", ...small, redrawBlank: true },
  "paper, anti-aliased": { formulation: "paper", ...small, renderer: "canvas" },
  "paper, stored smaller as JPEG": {
    formulation: "paper",
    ...small,
    output: { storedSize: 40, image: "jpeg" },
  },
  "paper, packed": { formulation: "paper", ...small, output: { layout: "webdataset" } },
  // Its lengths do not scale: a smaller picture would be blank.
  release: { formulation: "release", ...small, imageSize: 192, startClass: 7 },
  "release, exact streams": { formulation: "release", ...small, imageSize: 192, streams: 3 },
  rcdb: { formulation: "rcdb", ...small },
  "rcdb, exact streams": { formulation: "rcdb", ...small, streams: 2 },
  fractaldb: { ...fractal, parameters: walk },
  "fractaldb, exact streams": { ...fractal, streams: 2, parameters: walk },
  "fractaldb, each class alone": { ...fractal, parameters: { ...walk, search: "random" } },
  "fractaldb, colours": {
    ...{ ...fractal, output: { pixel: "rgb" } },
    parameters: { ...walk, drawType: "patch_color" },
  },
  exfractaldb: spatial,
  "exfractaldb, from a ring, exact streams": {
    ...{ ...spatial, classes: 4, streams: 2 },
    parameters: { viewpoint: "ring", search: "script" },
  },
};

const named = Object.entries(configurations).map(
  ([name, config]): Named => ({ name, config: parseConfig(config) }),
);

const pools: WorkerPool[] = [];
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

function compare(
  workers: number,
  of: Named[],
  more: { signal?: AbortSignal; progress?: (progress: ComparisonProgress) => void } = {},
): Promise<Comparison> {
  const pool = new WorkerPool(workers);
  pools.push(pool);
  cacheOfOwn();
  return compareConfigurations(of, {
    ...{ pool, sample: usualSample, roundSeconds: 0.01, ...more },
    accessOf: (config) => classAccess(config, pool),
  });
}

/** All that does not depend on how fast the machine is. */
function lasting({ workers, datasetSeconds, searchSeconds, measures, ...rest }: ComparedConfiguration) {
  return { ...rest, measures: { ...measures, imagesPerSecond: null } };
}

describe("every formulation", () => {
  const one = compare(1, named);
  // One after the other: each has a cache of its own.
  const two = one.then(() => compare(2, named));

  it.each(named.map(({ name }, i): [string, number] => [name, i]))("%s", async (name, i) => {
    const first = (await one).configurations[i];
    expect(lasting((await two).configurations[i])).toEqual(lasting(first));
    expect(first).toMatchObject({ name, workers: 1, classes: configurations[name].classes });
    expect(measureRows.filter((row) => first.measures[row.name] === null).map((row) => row.name)).toEqual([]);
    expect(first.measures.imagesPerSecond!.value).toBeGreaterThan(0);
    for (const [measure, told] of Object.entries(first.measures)) {
      const { value, standardError, low, high } = told!;
      expect(Number.isFinite(value), measure).toBe(true);
      expect(standardError, measure).not.toBeNull();
      expect(low!, measure).toBeLessThanOrEqual(value);
      expect(high!, measure).toBeGreaterThanOrEqual(value);
    }
    expect(first.measures.colourfulness!.value > 0).toBe(name.endsWith("colours"));
  });

  it("is looked at at the same side", async () => {
    expect(await one).toMatchObject({ side: 64, scales: 3, seed: 0, alike: 0.95 });
  });
});

describe("how far it is", () => {
  it("is told of each configuration and step, and only grows", async () => {
    const told: ComparisonProgress[] = [];
    const of = named.filter(({ name }) => ["release, exact streams", "exfractaldb"].includes(name));
    await compare(2, of, { progress: (progress) => told.push(progress) });
    const parts = told.map(({ part }) => part);
    expect(parts).toEqual([...parts].sort((a, b) => a - b));
    expect(parts.at(-1)).toBeCloseTo(1, 6);
    for (const at of [0, 1]) {
      for (const step of ["classes", "pictures", "pairs", "speed"] as const) {
        const own = told.filter((each) => each.at === at && each.step === step);
        expect(own[0].done, `${at} ${step}`).toBe(0);
        expect(own.at(-1)!.done, `${at} ${step}`).toBe(own[0].total);
      }
    }
  });

  it("ends within the step in which it is stopped, whichever that is", async () => {
    for (const step of ["classes", "pictures", "pairs", "speed"] as const) {
      const abort = new AbortController();
      const told: ComparisonProgress[] = [];
      const stopped = compare(2, named.slice(0, 2), {
        signal: abort.signal,
        progress: (progress) => {
          if (progress.step === step) abort.abort();
          if (abort.signal.aborted) told.push(progress);
        },
      });
      await expect(stopped, step).rejects.toThrow(/stopped/);
      const done = told.filter((each) => each.done > 0);
      expect(done.filter((each) => each.at !== 0 || each.step !== step)).toEqual([]);
    }
  });
});
