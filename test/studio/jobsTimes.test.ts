/** The time and the throughput of a job, without its pauses, and what its failure advises. */
import { expect, test } from "vitest";
import type { JobProgress } from "../../core/studio/api.ts";
import { inWindowWords } from "../../main/studio/jobs/advice.ts";
import { type HeldJob, heldJobs } from "../support/page/heldJobs.ts";
import {
  grantedFolder,
  jobState,
  register,
  smallConfig,
  type TestStudio,
  testStudio,
} from "../support/studio.ts";

async function startHeld(): Promise<{
  studio: TestStudio["studio"];
  job: HeldJob;
  jobId: string;
  now(): Promise<JobProgress>;
}> {
  const held = heldJobs();
  const { studio } = await testStudio({ createJob: held.createJob });
  const configId = await register(studio, smallConfig({ instances: 100 }));
  const { jobId } = await studio.api.startJob({ configId, out: await grantedFolder(studio) });
  return { studio, job: held.current(), jobId, now: async () => (await studio.api.jobs())[0] };
}

test("paused time counts neither as time at work nor in the throughput", async () => {
  const { studio, job, jobId, now } = await startHeld();
  job.progress(0, 0);
  job.progress(10, 1);
  job.progress(20, 2);
  await studio.api.pauseJob({ jobId });
  // What was under way still ends.
  job.progress(21, 3);
  job.progress(21, 1002);
  expect(await now()).toMatchObject({
    imagesDone: 21,
    secondsElapsed: 2,
    secondsLeft: null,
    bytesPerSecond: 0,
  });
  await studio.api.continueJob({ jobId });
  job.progress(21, 1002.1);
  job.progress(31, 1003.1);
  const { secondsElapsed, history } = await now();
  expect(secondsElapsed).toBeCloseTo(3.1);
  expect(history.map(({ seconds }) => Number(seconds.toFixed(1)))).toEqual([1, 2, 3.1]);
  expect(history.map(({ imagesPerSecond }) => Math.round(imagesPerSecond))).toEqual([10, 10, 10]);
});

test("a job says when it started, when it ended and how long it was at work", async () => {
  const { job, jobId, studio, now } = await startHeld();
  job.progress(5, 4);
  expect(await now()).toMatchObject({ secondsElapsed: 4, endedAt: null });
  job.finish();
  const { startedAt, endedAt, secondsElapsed } = await jobState(studio, jobId, "finished");
  expect(secondsElapsed).toBe(4);
  expect(Date.parse(endedAt!)).toBeGreaterThanOrEqual(Date.parse(startedAt));
});

test("a failed job advises what its buttons do, not what one types at a terminal", async () => {
  const { job, jobId, studio } = await startHeld();
  job.fail(Object.assign(new Error("ENOSPC"), { code: "ENOSPC", path: "/disk/image.png" }));
  const { error } = await jobState(studio, jobId, "failed");
  expect(error).toBe(
    "No space left on the disk while writing /disk/image.png; free some space and continue this job.",
  );
});

test.each([
  [
    "2 images are missing. All others are there; run the same command again to try these again",
    "2 images are missing. All others are there; continue this job to try these again",
  ],
  [
    "here is 2, which may draw other bytes; choose another folder, or continue all the same with --force",
    "here is 2, which may draw other bytes; choose another folder, or continue this job all the same",
  ],
  [
    "at /disk 5 GB are needed; choose another disk, a smaller --stored-size, --layout webdataset or parquet (few large files) or fewer images, or write anyway with --force",
    "at /disk 5 GB are needed; choose another disk, a smaller stored size, layout WebDataset or Parquet (few large files) or fewer images, or continue this job to write all the same",
  ],
  [
    "raise the limit (ulimit -n) or use fewer workers",
    "raise the limit (ulimit -n) or use fewer workers in Settings",
  ],
])("%s", (said, meant) => {
  expect(inWindowWords(said)).toBe(meant);
});
