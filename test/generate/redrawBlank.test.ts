/** Option `redrawBlank`: which images change, which do not, and what is told of it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { formulationOf } from "../../core/formulations/index.ts";
import { Job, type JobSummary } from "../../main/generate/job.ts";
import { WorkerPool } from "../../main/generate/pool.ts";
import { imagesOf, temporaryFolder } from "../support/folders.ts";
import { decode } from "../support/pictures.ts";

const folder = temporaryFolder();
// One orbit, whose grey is often rounded to black.
const parameters = { orbits: [1, 1], grey: [0, 0.004] };
const paper = { formulation: "paper", classes: 6, instances: 20, imageSize: 64, parameters };
// One polyline, whose greys are 0 … 32, about a centre that mostly lies outside.
const rcdb = { ...paper, formulation: "rcdb", parameters: { orbits: [1, 1], startPos: 200 } };

function make(name: string, config: object, workers = 2): Promise<JobSummary> {
  return new Job({ config: parseConfig(config), out: join(folder, name), workers }).start();
}

/** With and without; made by the first test that looks at it. */
const made = new Map<string, Promise<JobSummary>>();

function once(name: string, config: object): Promise<JobSummary> {
  const summary = made.get(name) ?? make(name, config);
  made.set(name, summary);
  return summary;
}

describe.each([
  ["paper", paper, { orbits: [1, 1], grey: [0, 0] }],
  // So large that no side of any polygon passes through the picture.
  ["rcdb", rcdb, { orbits: [1, 1], radiusMin: 4096 }],
])("redrawBlank: %s", (formulation, shape, unseen) => {
  const { background } = formulationOf(parseConfig(shape));
  const named = (name: string): string => `${formulation} ${name}`;
  const plainly = () => once(named("plain"), shape);
  const withRedraws = () => once(named("redrawn"), { ...shape, redrawBlank: true });

  it("changes blank images alone, and leaves none where tries suffice", async () => {
    const plain = await plainly();
    const redrawn = await withRedraws();
    expect(plain.blankImages).toBeGreaterThan(20);
    expect(plain.statistics!.redrawnImages).toBe(0);
    expect(redrawn.blankImages).toBe(0);
    expect(redrawn.statistics!.redrawnImages).toBe(plain.blankImages);
    const before = imagesOf(join(folder, named("plain")));
    const after = imagesOf(join(folder, named("redrawn")));
    for (const [name, digest] of Object.entries(before)) {
      const { grey } = await decode(join(folder, named("plain"), name));
      const blank = grey.every((value) => value === background);
      expect([name, after[name] !== digest]).toEqual([name, blank]);
    }
    const { config, statistics } = JSON.parse(
      readFileSync(join(folder, named("redrawn"), "dataset.json"), "utf8"),
    );
    expect(config.redrawBlank).toBe(true);
    expect(statistics.redrawnImages).toBe(plain.blankImages);
  });

  it("gives the same images with any number of workers, and in shards", async () => {
    const config = { ...shape, redrawBlank: true };
    const two = await make(named("two workers"), config);
    const one = await make(named("one worker"), config, 1);
    expect(one.fingerprint).toBe(two.fingerprint);
    const shards = await make(named("shards"), { ...config, output: { layout: "webdataset" } });
    expect(shards.statistics).toEqual(two.statistics);
  });

  it("judges what is stored, with the canvas too", async () => {
    // Thin lines of low grey round to black where the picture is reduced.
    const output = { storedSize: 16 };
    const config = { ...shape, renderer: "canvas", output };
    const plain = await make(named("canvas"), config);
    const redrawn = await make(named("canvas redrawn"), { ...config, redrawBlank: true });
    expect(redrawn.blankImages).toBeLessThan(plain.blankImages);
    expect(redrawn.statistics!.redrawnImages).toBe(plain.blankImages);
  });

  it("gives up after its tries where nothing can be seen", async () => {
    const summary = await make(named("unseen"), { ...shape, parameters: unseen, redrawBlank: true });
    expect([summary.blankImages, summary.statistics!.redrawnImages]).toEqual([120, 120]);
  });

  it("is seen in previews", async () => {
    await withRedraws();
    const config = parseConfig({ ...shape, redrawBlank: true });
    const images = Array.from({ length: 20 }, (_, instance) => ({ classIndex: 2, instance }));
    const pool = new WorkerPool(1);
    try {
      const drawn = await pool.run({
        ...{ kind: "images", config, images, size: 64, form: "samples", checkpoint: null },
      });
      expect(drawn.attempts.some((attempt) => attempt > 0)).toBe(true);
      for (const [instance, samples] of drawn.images.entries()) {
        const name = `00002_${String(instance).padStart(4, "0")}.png`;
        const { grey } = await decode(join(folder, named("redrawn"), "image", "00002", name));
        expect(Buffer.from(samples).equals(Buffer.from(grey))).toBe(true);
      }
    } finally {
      await pool.close();
    }
  });
});
