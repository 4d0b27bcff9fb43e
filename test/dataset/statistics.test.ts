/** Ink coverage and mean grey are those of the stored pictures, decoded by another library. */
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { formulationOf } from "../../core/formulations/index.ts";
import { ReferenceSource } from "../../core/render/referenceSource.ts";
import { statisticsOf } from "../../main/dataset/tables/statistics.ts";
import { Job } from "../../main/generate/job.ts";
import { filesIn, temporaryFolder } from "../support/folders.ts";
import { kernelSource } from "../support/kernel.ts";
import { decode } from "../support/pictures.ts";

const folder = temporaryFolder();
// Few orbits far from the border: some pictures stay black.
const parameters = { orbits: [1, 30], nucleus: [-1, 1], diameter: [1, 20] };
const shape = { formulation: "paper", classes: 4, instances: 12, imageSize: 100, parameters };
// Few polylines about a centre that mostly lies outside: some pictures stay white.
const white = { ...shape, formulation: "rcdb", parameters: { orbits: [1, 30], startPos: 700 } };

async function decoded(
  out: string,
  background: number,
): Promise<Map<number, { images: number; blank: number; ink: number; grey: number }>> {
  const classes = new Map<number, { images: number; blank: number; ink: number; grey: number }>();
  for (const name of filesIn(join(out, "image"))) {
    const { grey } = await decode(join(out, "image", name));
    const classIndex = Number(name.slice(0, 5));
    const sums = classes.get(classIndex) ?? { images: 0, blank: 0, ink: 0, grey: 0 };
    const ink = grey.filter((value) => value !== background).length;
    sums.images += 1;
    sums.ink += ink;
    sums.grey += grey.reduce((sum, value) => sum + value, 0);
    if (ink === 0) sums.blank += 1;
    classes.set(classIndex, sums);
  }
  return classes;
}

describe("statistics", () => {
  it.each([
    ["as drawn", shape, {}],
    ["reduced, RGB", shape, { storedSize: 50, pixel: "rgb" }],
    ["on white", white, {}],
    ["on white, reduced, RGB", white, { storedSize: 50, resample: "lanczos", pixel: "rgb" }],
    ["on white, by the canvas", { ...white, renderer: "canvas" }, {}],
  ])("are those of the pictures, in all and of each class: %s", async (name, shape, output) => {
    const config = parseConfig({ ...shape, output });
    const out = join(folder, name);
    const summary = await new Job({ config, out, workers: 2 }).start();
    const classes = await decoded(out, formulationOf(config).background);
    const blank = [...classes.values()].reduce((sum, counts) => sum + counts.blank, 0);
    expect(summary.blankImages).toBe(blank);
    expect(blank).toBeLessThan(48);
    if (shape === white) expect(blank).toBeGreaterThan(0);
    const rows = readFileSync(join(out, "statistics.csv"), "utf8").trimEnd().split("\n");
    expect(rows[0]).toBe("class,images,blank,redrawn,ink_coverage,mean_grey");
    const pixels = (config.output.storedSize ?? 100) ** 2;
    let ink = 0;
    let grey = 0;
    for (const [i, row] of rows.slice(1).entries()) {
      const sums = classes.get(i)!;
      const [classIndex, images, blank, redrawn, coverage, mean] = row.split(",").map(Number);
      expect([classIndex, images, blank, redrawn]).toEqual([i, 12, sums.blank, 0]);
      expect(coverage).toBeCloseTo(sums.ink / pixels / 12, 5);
      expect(mean).toBeCloseTo(sums.grey / pixels / 12, 3);
      ink += sums.ink;
      grey += sums.grey;
    }
    const { statistics, counts } = JSON.parse(readFileSync(join(out, "dataset.json"), "utf8"));
    expect(statistics).toEqual(summary.statistics);
    expect(statistics.inkCoverage).toBeCloseTo(ink / pixels / 48, 5);
    expect(statistics.meanGrey).toBeCloseTo(grey / pixels / 48, 3);
    expect(Object.keys(counts)).toEqual(["classes", "instances", "images", "bytes", "blankImages"]);

    for (const layout of ["webdataset", "parquet", "release"]) {
      if (layout === "release" && !("pixel" in output)) continue;
      const other = parseConfig({ ...shape, output: { ...output, layout, shardSize: 20 } });
      const there = join(folder, `${name} ${layout}`);
      const summaryThere = await new Job({ config: other, out: there, workers: 2 }).start();
      expect([summaryThere.statistics, summaryThere.blankImages]).toEqual([
        summary.statistics,
        summary.blankImages,
      ]);
      expect(readFileSync(join(there, "statistics.csv"), "utf8").trimEnd().split("\n")).toEqual(rows);
    }
  });

  it.each([
    ["imagefolder", 30],
    ["parquet", 1],
  ])("are the same after interruptions: %s", async (layout, unitsOfRun) => {
    const config = parseConfig({ ...shape, instances: 60, output: { layout, shardSize: 20 } });
    const whole = join(folder, `${layout} whole`);
    const cut = join(folder, `${layout} cut`);
    const summary = await new Job({ config, out: whole, workers: 2 }).start();
    let runs = 0;
    for (let complete = false; !complete; runs++) {
      let units = 0;
      const job: Job = new Job(
        { config, out: cut, workers: 2 },
        { unitFinished: () => ++units === unitsOfRun && job.cancel() },
      );
      const { statistics, ...last } = await job.start();
      complete = last.complete;
      if (complete) expect(statistics).toEqual(summary.statistics);
      // A line that a killed process wrote by half.
      else appendFileSync(join(cut, "journal.jsonl"), '{"unit":');
    }
    expect(runs).toBeGreaterThan(2);
    for (const file of ["statistics.csv", "dataset.json"]) {
      expect(readFileSync(join(cut, file), "utf8")).toBe(readFileSync(join(whole, file), "utf8"));
    }
  });

  it("are none where a part was not measured", () => {
    const config = parseConfig(shape);
    expect(statisticsOf(config, { images: 0, ink: 0, grey: 0 })).toBeNull();
    expect(statisticsOf(config, { images: 3 })).toBeNull();
    expect(statisticsOf(config, { images: 3, ink: Number.NaN, grey: 0 })).toBeNull();
  });
});

it.each([
  ["paper", 255],
  ["rcdb", 0],
])("the kernel measures as the reference does, whatever the length: %s", async (formulation, ink) => {
  const config = parseConfig({ formulation, imageSize: 64 });
  const source = await kernelSource(config);
  const reference = new ReferenceSource(config);
  for (const length of [0, 1, 15, 16, 17, 1000, 2047, 2048, 2049, 64 * 64]) {
    const samples = Uint8Array.from({ length }, (_, i) => (i % 3 === 0 ? 255 - ink : (i * 37) % 256));
    expect(source.measure(samples)).toEqual(reference.measure(samples));
    expect(source.measure(samples.fill(ink))).toEqual({ ink: length, grey: ink * length });
    expect(source.measure(samples.fill(255 - ink))).toEqual({ ink: 0, grey: (255 - ink) * length });
  }
});
