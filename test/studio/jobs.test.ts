/** Jobs as the page drives them: started, paused, continued, cancelled, interrupted, remembered. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JobProgress } from "../../core/studio/api.ts";
import { shellWord } from "../../main/common/shellWord.ts";
import { Job } from "../../main/generate/job.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { contentsOf, temporaryFolder } from "../support/folders.ts";
import {
  grantedFolder,
  jobState,
  register,
  smallConfig,
  standstill,
  type TestStudio,
  testStudio,
  until,
} from "../support/studio.ts";

/** Long enough to be caught while it runs. */
const longConfig = smallConfig({
  classes: 10,
  instances: 100,
  imageSize: 256,
  parameters: { orbits: [100, 200], vertices: [800, 1000] },
});

function jobEvents({ events }: TestStudio): JobProgress[] {
  return events.flatMap((event) => (event.type === "job" ? [event.job] : []));
}

/** Starts the long job and waits until something of it is on disk. */
async function startLongJob(
  studio: TestStudio["studio"],
): Promise<{ jobId: string; out: string; configId: string }> {
  const configId = await register(studio, longConfig);
  const out = await grantedFolder(studio);
  const { jobId } = await studio.api.startJob({ configId, out, force: true });
  await until(() => {
    const journal = join(out, "journal.jsonl");
    return existsSync(journal) && /\n.*\n/.test(readFileSync(journal, "utf8")) ? true : null;
  });
  return { jobId, out, configId };
}

describe("a job", () => {
  test("makes the same files as the command line's job", async () => {
    const { studio } = await testStudio();
    const config = smallConfig();
    const configId = await register(studio, config);
    const out = await grantedFolder(studio);
    const { jobId } = await studio.api.startJob({ configId, out });
    const job = await jobState(studio, jobId, "finished");
    const other = join(temporaryFolder(), "dataset");
    const summary = await runJob({ config, out: other, workers: 1 }).done;
    expect(contentsOf(out)).toEqual(contentsOf(other));
    expect(job.fingerprint).toBe(summary.fingerprint);
    expect(job).toMatchObject({ imagesDone: 12, imagesTotal: 12, classesDone: 3, error: null });
    expect(job.bytes).toBe(summary.bytes);
  });

  test("paused in the middle draws nothing, and continued ends as if it had never been", async () => {
    const { studio } = await testStudio();
    const { jobId, out } = await startLongJob(studio);
    await studio.api.pauseJob({ jobId });
    const paused = await jobState(studio, jobId, "paused");
    const done = await standstill(async () => (await studio.api.jobs())[0].imagesDone);
    expect(done).toBeLessThan(paused.imagesTotal);
    await studio.api.continueJob({ jobId });
    const job = await jobState(studio, jobId, "finished");
    const other = join(temporaryFolder(), "dataset");
    const { fingerprint } = await runJob({ config: longConfig, out: other }).done;
    expect(job.fingerprint).toBe(fingerprint);
    expect(contentsOf(out)).toEqual(contentsOf(other));
  });

  test("cancelled keeps what is done, says how to go on, and can be continued", async () => {
    const { studio } = await testStudio();
    const { jobId, out } = await startLongJob(studio);
    const cancelled = await studio.api.cancelJob({ jobId });
    expect(cancelled.state).toBe("cancelled");
    expect(cancelled.imagesDone).toBeGreaterThan(0);
    const [config, folder] = [join(out, "dataset.json"), out].map((path) => shellWord(path));
    expect(cancelled.command).toBe(`npx visualatom generate --config ${config} --out ${folder}`);
    await studio.api.continueJob({ jobId });
    const job = await jobState(studio, jobId, "finished");
    expect(job.imagesDone).toBe(1000);
    expect(job.classesDone).toBe(10);
  });

  test("running when the studio ends is shown as interrupted at the next start and continues", async () => {
    const first = await testStudio();
    const { jobId } = await startLongJob(first.studio);
    expect(first.studio.hasUnfinishedJob()).toBe(true);
    await first.studio.close();
    const second = await testStudio({ folder: first.folder });
    const [job] = await second.studio.api.jobs();
    expect(job).toMatchObject({ jobId, state: "interrupted" });
    expect(job.imagesDone).toBeGreaterThan(0);
    await second.studio.api.continueJob({ jobId });
    await jobState(second.studio, jobId, "finished");
  });

  test("that was running when the process was killed is shown as interrupted too", async () => {
    const first = await testStudio();
    const configId = await register(first.studio, smallConfig());
    const { jobId } = await first.studio.api.startJob({ configId, out: await grantedFolder(first.studio) });
    await jobState(first.studio, jobId, "finished");
    const [stored] = first.store.get("jobs");
    first.store.set("jobs", [{ ...stored, state: "running" }]);
    const second = await testStudio({ folder: first.folder });
    expect((await second.studio.api.jobs())[0].state).toBe("interrupted");
  });

  test("reports progress at most ten times a second, with its latest pictures and its history", async () => {
    const running = await testStudio();
    const { jobId } = await startLongJob(running.studio);
    await jobState(running.studio, jobId, "finished");
    const jobs = jobEvents(running);
    const states = jobs.map(({ state }) => state);
    expect(states.filter((state, i) => state !== states[i - 1])).toEqual(["starting", "running", "finished"]);
    const done = jobs.map(({ imagesDone }) => imagesDone);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    const last = jobs.at(-1)!;
    // One more for each change of state.
    expect(jobs.length).toBeLessThanOrEqual(last.secondsElapsed * 10 + 8);
    expect(last.latest.length).toBeGreaterThan(0);
    for (const { classIndex, instance } of last.latest) {
      expect(classIndex).toBeLessThan(10);
      expect(instance).toBeLessThan(100);
    }
    expect(last.perWorker.reduce((sum, images) => sum + images, 0)).toBe(1000);
    expect(last.history.length).toBeLessThanOrEqual(600);
  });

  test("can be forgotten once it has ended; its files stay", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, smallConfig());
    const out = await grantedFolder(studio);
    const { jobId } = await studio.api.startJob({ configId, out });
    await jobState(studio, jobId, "finished");
    await studio.api.removeJob({ jobId });
    expect(await studio.api.jobs()).toEqual([]);
    expect(existsSync(join(out, "dataset.json"))).toBe(true);
    await expect(studio.api.continueJob({ jobId })).rejects.toMatchObject({ name: "UnknownJob" });
  });

  test("whose folder is taken away stops with a sentence that says so", async () => {
    const { studio } = await testStudio();
    const { jobId, out } = await startLongJob(studio);
    renameSync(out, `${out}-elsewhere`);
    const job = await jobState(studio, jobId, "failed");
    expect(job.error).toMatch(
      /is not there any more: it was renamed or removed.*; bring it back and continue this job\.$/,
    );
    renameSync(`${out}-elsewhere`, out);
    await studio.api.continueJob({ jobId });
    await jobState(studio, jobId, "finished");
  });
});

describe("a job is refused with a way out", () => {
  test("in a folder that nobody chose", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, smallConfig());
    const out = join(temporaryFolder(), "dataset");
    await expect(studio.api.startJob({ configId, out })).rejects.toMatchObject({ name: "PathNotGranted" });
    expect(existsSync(out)).toBe(false);
  });

  test("in a folder that holds something else", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, smallConfig());
    const { path } = await studio.api.grantFolder({ path: temporaryFolder() });
    writeFileSync(join(path, "thesis.tex"), "");
    await expect(studio.api.startJob({ configId, out: path })).rejects.toThrow(/not empty.*choose/);
  });

  test("where a part of the path is a file", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, smallConfig());
    const { path } = await studio.api.grantFolder({ path: temporaryFolder() });
    writeFileSync(join(path, "file"), "");
    await expect(studio.api.startJob({ configId, out: join(path, "file") })).rejects.toThrow(/file.*choose/);
    await expect(studio.api.startJob({ configId, out: join(path, "file", "x") })).rejects.toThrow(/choose/);
  });

  test("where the disk cannot hold it", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, smallConfig({ classes: 1_000_000, instances: 10_000 }));
    const out = await grantedFolder(studio);
    await expect(studio.api.startJob({ configId, out })).rejects.toMatchObject({ name: "NoSpace" });
    expect(existsSync(out)).toBe(false);
  });
});

describe("when a drawing thread dies", () => {
  const crash = new Error("worker exited with code: 1");

  test("the job goes on where it stopped and the page is told", async () => {
    let runs = 0;
    const { studio, events } = await testStudio({
      createJob(options, jobEvents) {
        runs += 1;
        const job = new Job(options, jobEvents);
        if (runs > 1) return job;
        return { ...control(job), start: () => Promise.reject(crash) };
      },
    });
    const configId = await register(studio, smallConfig());
    const { jobId } = await studio.api.startJob({ configId, out: await grantedFolder(studio) });
    await jobState(studio, jobId, "finished");
    expect(runs).toBe(2);
    expect(events.filter((event) => event.type === "pool")).toHaveLength(1);
  });

  test("again and again, the job fails in the end with a sentence", async () => {
    const { studio } = await testStudio({
      createJob: (options, jobEvents) => ({
        ...control(new Job(options, jobEvents)),
        start: () => Promise.reject(crash),
      }),
    });
    const configId = await register(studio, smallConfig());
    const { jobId } = await studio.api.startJob({ configId, out: await grantedFolder(studio) });
    const job = await jobState(studio, jobId, "failed");
    expect(job.error).toMatch(/^A drawing thread .*continue/);
  });
});

/** The controls of a job that is never started. */
function control(job: Job): Pick<Job, "state" | "pause" | "resume" | "cancel"> {
  return {
    state: job.state,
    pause: () => job.pause(),
    resume: () => job.resume(),
    cancel: () => job.cancel(),
  };
}
