/** A job's life cycle, driven without a terminal. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { Job, type JobState } from "../../main/generate/job.ts";
import type { JobProgress } from "../../main/generate/progress.ts";
import { runJob } from "../../main/generate/runJob.ts";
import type { UnitFailure } from "../../main/generate/unitFailure.ts";
import { filesIn, temporaryFolder } from "../support/folders.ts";
import { standstill } from "../support/studio.ts";

const folder = temporaryFolder();
const parameters = { orbits: [60, 80], vertices: [300, 400] };
const config = parseConfig({ formulation: "paper", classes: 6, instances: 200, parameters });

/** Resolves with the first progress that satisfies the condition. */
function watch(): {
  progress(p: JobProgress): void;
  until(condition: (p: JobProgress) => boolean): Promise<JobProgress>;
} {
  const waiting: { condition: (p: JobProgress) => boolean; resolve: (p: JobProgress) => void }[] = [];
  return {
    progress(p) {
      for (const { condition, resolve } of waiting) if (condition(p)) resolve(p);
    },
    until: (condition) => new Promise((resolve) => waiting.push({ condition, resolve })),
  };
}

describe("job", () => {
  it("goes from starting over running to finished and reports progress that only grows", async () => {
    const states: JobState[] = [];
    const reports: JobProgress[] = [];
    const { job, done } = runJob(
      { config, out: join(folder, "plain"), workers: 2 },
      { state: (state) => states.push(state), progress: (progress) => reports.push(progress) },
    );
    const summary = await done;
    expect(states).toEqual(["starting", "running", "finished"]);
    expect(job.state).toBe("finished");
    expect(summary).toMatchObject({ images: 1200, imagesDrawn: 1200, complete: true, cancelled: false });
    const last = reports[reports.length - 1];
    expect(last).toMatchObject({ imagesDone: 1200, imagesTotal: 1200, bytes: summary.bytes });
    expect(last.perWorker.reduce((sum, worker) => sum + worker.images, 0)).toBe(1200);
    for (let i = 1; i < reports.length; i++) {
      expect(reports[i].imagesDone).toBeGreaterThanOrEqual(reports[i - 1].imagesDone);
    }
  });

  it("draws nothing while it is paused and goes on when it is resumed", async () => {
    const watched = watch();
    const { job, done } = runJob({ config, out: join(folder, "paused"), workers: 2 }, watched);
    await watched.until((progress) => progress.imagesDone > 20);
    job.pause();
    expect(job.state).toBe("paused");
    expect(await standstill(async () => (await watched.until(() => true)).imagesDone)).toBeLessThan(1200);
    job.resume();
    expect((await done).complete).toBe(true);
  });

  it.each([false, true])("can be cancelled and continued (paused before: %s)", async (paused) => {
    const out = join(folder, `cancelled ${paused}`);
    const watched = watch();
    const { job, done } = runJob({ config, out, workers: 2 }, watched);
    await watched.until((progress) => progress.imagesDone > 50);
    if (paused) job.pause();
    job.cancel();
    const summary = await done;
    expect(job.state).toBe("cancelled");
    expect(summary).toMatchObject({ complete: false, cancelled: true, fingerprint: null });
    expect(summary.images).toBeLessThan(1200);
    expect(existsSync(join(out, ".lock"))).toBe(false);
    const manifest = JSON.parse(readFileSync(join(out, "dataset.json"), "utf8"));
    expect(manifest.counts.images).toBe(summary.images);
    const again = await new Job({ config, out, workers: 2 }).start();
    expect(again).toMatchObject({ images: 1200, imagesDrawn: 1200 - summary.images, complete: true });
  });

  it("goes on without a unit that fails three times, fails in the end with its image and the reason, and can then be continued", async () => {
    const out = join(folder, "blocked");
    await new Job({ config, out, workers: 2, only: { classes: [0, 0], instances: [0, 9] } }).start();
    // A folder in the place of a file, which no permission overcomes.
    const blocked = join(out, "image", "00002", "00002_0033.png");
    mkdirSync(blocked, { recursive: true });
    const states: JobState[] = [];
    const failures: UnitFailure[] = [];
    const { done } = runJob(
      { config, out, workers: 2 },
      { state: (state) => states.push(state), unitFailed: (failure) => failures.push(failure) },
    );
    await expect(done).rejects.toThrow(
      /^10 images are missing, .* in 3 attempts: class 2, instance 33: .*00002_0033.png is a folder.* run the same command again/,
    );
    expect(states[states.length - 1]).toBe("failed");
    expect(failures.map(({ units }) => units)).toMatchObject([[{ classIndex: 2, first: 30, count: 10 }]]);
    expect(JSON.parse(readFileSync(join(out, "dataset.json"), "utf8"))).toMatchObject({
      ...{ complete: false, counts: { images: 1190 } },
    });
    expect(existsSync(join(out, ".lock"))).toBe(false);
    rmSync(blocked, { recursive: true });
    const again = await new Job({ config, out, workers: 2 }).start();
    expect(again).toMatchObject({ imagesDrawn: 10, complete: true });
    expect(filesIn(join(out, "image"))).toHaveLength(1200);
  });

  it("does not go on with a dataset that another version of the canvas library began, unless forced", async () => {
    const out = join(folder, "canvas");
    const output = { image: "jpeg" };
    const jpeg = parseConfig({ formulation: "paper", classes: 2, instances: 4, imageSize: 32, output });
    await new Job({ config: jpeg, out, workers: 1, only: { classes: [0, 0] } }).start();
    const path = join(out, "dataset.json");
    const manifest = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...manifest, canvas: "0.0.1" }));
    await expect(new Job({ config: jpeg, out, workers: 1 }).start()).rejects.toThrow(
      /version 0\.0\.1 .*--force/,
    );
    const forced = await new Job({ config: jpeg, out, workers: 1, force: true }).start();
    expect(forced.complete).toBe(true);
  });
});
