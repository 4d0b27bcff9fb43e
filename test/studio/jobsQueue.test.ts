/** The queue of jobs: turns, what each end means to those behind, a restart, and what two jobs must not share. */
import { existsSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JobProgress } from "../../core/studio/api.ts";
import type { StudioOptions } from "../../main/studio/studio.ts";
import { temporaryFolder } from "../support/folders.ts";
import { heldJobs } from "../support/page/heldJobs.ts";
import {
  grantedFolder,
  jobState,
  register,
  smallConfig,
  type TestStudio,
  testStudio,
  until,
} from "../support/studio.ts";

type CreateJob = NonNullable<StudioOptions["createJob"]>;

async function heldStudio(folder?: string): Promise<TestStudio & { held: ReturnType<typeof heldJobs> }> {
  const held = heldJobs();
  const createJob: CreateJob = held.createJob;
  return { ...(await testStudio({ createJob, ...(folder && { folder }) })), held };
}

/** Starts jobs in folders of these names and returns their ids. */
async function startAll({ studio }: TestStudio, parent: string, ...names: string[]): Promise<string[]> {
  const configId = await register(studio, smallConfig());
  const ids: string[] = [];
  for (const name of names) {
    ids.push((await studio.api.startJob({ configId, out: join(parent, name), force: true })).jobId);
  }
  return ids;
}

async function parentFolder({ studio }: TestStudio): Promise<string> {
  return dirname(await grantedFolder(studio));
}

/** `a running, b 1, c 2`: the jobs from the first begun to the last, those that wait by their turns. */
async function situation({ studio }: TestStudio): Promise<string> {
  const jobs = await studio.api.jobs();
  const name = ({ out }: JobProgress) => out.split("/").at(-1);
  const queue = jobs.filter(({ turn }) => turn !== null).sort((a, b) => a.turn! - b.turn!);
  const others = jobs.filter(({ turn }) => turn === null).reverse();
  return [
    ...others.map((job) => `${name(job)} ${job.state}`),
    ...queue.map((job) => `${name(job)} ${job.turn}`),
  ].join(", ");
}

describe("jobs that are started while one is at work", () => {
  test("wait for their turn, and begin when the one before has finished, failed or was cancelled", async () => {
    const running = await heldStudio();
    const { held, studio } = running;
    const [, , c] = await startAll(running, await parentFolder(running), "a", "b", "c", "d");
    expect(await situation(running)).toBe("a running, b 1, c 2, d 3");
    held.current().finish();
    await until(() => (held.begun.length === 2 ? true : null));
    expect(await situation(running)).toBe("a finished, b running, c 1, d 2");
    held.current().fail(new Error("something failed"));
    await until(() => (held.begun.length === 3 ? true : null));
    expect(await situation(running)).toBe("a finished, b failed, c running, d 1");
    await studio.api.cancelJob({ jobId: c });
    expect(await situation(running)).toBe("a finished, b failed, c cancelled, d running");
  });

  test("wait while it is paused", async () => {
    const running = await heldStudio();
    const { studio, held } = running;
    const [a] = await startAll(running, await parentFolder(running), "a", "b");
    await studio.api.pauseJob({ jobId: a });
    expect(await situation(running)).toBe("a paused, b 1");
    await expect(studio.api.startQueue()).rejects.toThrow(/is paused; continue or cancel it/);
    await studio.api.continueJob({ jobId: a });
    expect(await situation(running)).toBe("a running, b 1");
    held.current().finish();
    await until(() => (held.begun.length === 2 ? true : null));
  });

  test("take other turns, and leave the queue", async () => {
    const running = await heldStudio();
    const { studio } = running;
    const [, b, c, d] = await startAll(running, await parentFolder(running), "a", "b", "c", "d");
    await studio.api.moveJob({ jobId: d, to: "earlier" });
    expect(await situation(running)).toBe("a running, b 1, d 2, c 3");
    await studio.api.moveJob({ jobId: b, to: "later" });
    expect(await situation(running)).toBe("a running, d 1, b 2, c 3");
    // The ends of the queue.
    await studio.api.moveJob({ jobId: d, to: "earlier" });
    await studio.api.moveJob({ jobId: c, to: "later" });
    expect(await situation(running)).toBe("a running, d 1, b 2, c 3");
    await studio.api.removeJob({ jobId: b });
    expect(await situation(running)).toBe("a running, d 1, c 2");
  });

  test("are told to the page as a whole list", async () => {
    const running = await heldStudio();
    const [a, b, c] = await startAll(running, await parentFolder(running), "a", "b", "c");
    await running.studio.api.moveJob({ jobId: c, to: "earlier" });
    const lists = running.events.flatMap((event) => (event.type === "jobs" ? [event.jobs] : []));
    expect(lists.at(-1)!.map(({ jobId, turn }) => [jobId, turn])).toEqual([
      [b, 2],
      [c, 1],
      [a, null],
    ]);
  });

  test("that ended before wait too when they are continued, and stay in the list when they leave the queue", async () => {
    const running = await heldStudio();
    const { studio, held } = running;
    const parent = await parentFolder(running);
    const [a] = await startAll(running, parent, "a", "b");
    held.current().writeJournal();
    held.current().progress(5);
    await studio.api.cancelJob({ jobId: a });
    expect(await situation(running)).toBe("a cancelled, b running");
    await studio.api.continueJob({ jobId: a });
    expect(await situation(running)).toBe("b running, a 1");
    await studio.api.removeJob({ jobId: a });
    const jobs = await studio.api.jobs();
    expect(jobs.find(({ jobId }) => jobId === a)).toMatchObject({
      state: "cancelled",
      imagesDone: 5,
      turn: null,
    });
  });

  test("and cannot begin make room for the one behind, with a sentence", async () => {
    const running = await heldStudio();
    const { studio, held } = running;
    const [gone, kept] = [await parentFolder(running), await parentFolder(running)];
    await startAll(running, kept, "a");
    const [b] = await startAll(running, gone, "b");
    await startAll(running, kept, "c");
    rmSync(gone, { recursive: true });
    held.current().finish();
    await until(() => (held.begun.length === 2 ? true : null));
    expect(await situation(running)).toBe("a finished, b failed, c running");
    const failed = await jobState(studio, b, "failed");
    expect(failed.error).toBe(
      `${gone} is not there any more; connect its disk or bring the folder back and continue this job, or generate it elsewhere.`,
    );
    expect(existsSync(gone)).toBe(false);
  });

  test("are drawn one after the other", async () => {
    const running = await testStudio();
    const ids = await startAll(running, await parentFolder(running), "a", "b", "c");
    for (const jobId of ids) await jobState(running.studio, jobId, "finished");
    const jobs = await running.studio.api.jobs();
    const times = jobs.reverse().flatMap(({ startedAt, endedAt }) => [startedAt, endedAt!]);
    expect(times).toEqual([...times].sort());
  });
});

describe("the queue after a start of the studio", () => {
  test("is there and stands still; it goes on after the interrupted job", async () => {
    const first = await heldStudio();
    const [a] = await startAll(first, await parentFolder(first), "a", "b", "c");
    await first.studio.close();
    const second = await heldStudio(first.folder);
    expect(await situation(second)).toBe("a interrupted, b 1, c 2");
    expect(second.held.begun).toEqual([]);
    await second.studio.api.continueJob({ jobId: a });
    expect(await situation(second)).toBe("a running, b 1, c 2");
    second.held.current().finish();
    await until(() => (second.held.begun.length === 2 ? true : null));
    expect(await situation(second)).toBe("a finished, b running, c 1");
  });

  test("goes on at once when it is started, and takes what is added", async () => {
    const first = await heldStudio();
    const parent = await parentFolder(first);
    await startAll(first, parent, "a", "b");
    await first.studio.close();
    const second = await heldStudio(first.folder);
    await second.studio.api.grantFolder({ path: parent });
    await startAll(second, parent, "c");
    expect(await situation(second)).toBe("a interrupted, b 1, c 2");
    await second.studio.api.startQueue();
    expect(await situation(second)).toBe("a interrupted, b running, c 1");
  });

  test("keeps its order, and the end of a job whose process was killed is when it was last heard of", async () => {
    const first = await heldStudio();
    const [, , c] = await startAll(first, await parentFolder(first), "a", "b", "c");
    await first.studio.api.moveJob({ jobId: c, to: "earlier" });
    // As the settings are when the process is killed.
    const jobs = first.store.get("jobs");
    await first.studio.close();
    first.store.set("jobs", jobs);
    const second = await heldStudio(first.folder);
    expect(await situation(second)).toBe("a interrupted, c 1, b 2");
    const a = (await second.studio.api.jobs()).at(-1)!;
    expect(a.endedAt).toBe(jobs.at(-1)!.heardAt);
    expect(a.endedAt).not.toBeNull();
  });

  test("takes jobs that an earlier version stored", async () => {
    const first = await heldStudio();
    await startAll(first, await parentFolder(first), "a");
    await first.studio.close();
    const [{ heardAt: _, expected: __, nothingLeft: ___, force: ____, ...earlier }] = first.store.get("jobs");
    first.store.set("jobs", [earlier as never]);
    const second = await heldStudio(first.folder);
    expect(await situation(second)).toBe("a interrupted");
  });
});

describe("two jobs", () => {
  test("for one folder, or one in the other's, are refused with a sentence", async () => {
    const running = await heldStudio();
    const { studio } = running;
    const parent = await parentFolder(running);
    await startAll(running, parent, "a", "b");
    await expect(startAll(running, parent, "a")).rejects.toThrow(
      "a is being generated for this folder already; choose another name or folder, or wait for its end",
    );
    await expect(startAll(running, parent, "b")).rejects.toThrow(
      "b is in the queue for this folder already; choose another name or folder, or remove it from the queue in Jobs",
    );
    await expect(startAll(running, parent, "b/c")).rejects.toThrow(
      `b is in the queue for ${parent}/b already`,
    );
    expect(await studio.api.jobs()).toHaveLength(2);
  });

  test("that the disk can hold one by one, but not both, are refused", async () => {
    const running = await heldStudio();
    const { studio } = running;
    const out = await grantedFolder(studio);
    // In shards, so that it is bytes and not the number of files that the disk lacks.
    const sized = (classes: number) =>
      smallConfig({ classes, instances: 1000, output: { layout: "webdataset" } });
    let configId = "";
    for (let classes = 1_000_000, fits = false; !fits; classes = Math.floor(0.8 * classes)) {
      configId = await register(studio, sized(classes));
      fits = (await studio.api.estimate({ configId, out })).enoughSpace;
    }
    await studio.api.startJob({ configId, out });
    const other = `${out} too`;
    expect(await studio.api.estimate({ configId, out: other })).toMatchObject({
      enoughSpace: false,
      reservedBytes: expect.any(Number),
    });
    await expect(studio.api.startJob({ configId, out: other })).rejects.toThrow(
      /and the jobs before it will take \d/,
    );
    expect(await studio.api.startJob({ configId, out: other, force: true })).toMatchObject({ turn: 1 });
  });
});

describe("a folder that holds the dataset already", () => {
  test("finished, says that nothing is left to do and adds no row", async () => {
    const running = await testStudio();
    const { studio } = running;
    const parent = await parentFolder(running);
    const [a] = await startAll(running, parent, "a");
    const before = await jobState(studio, a, "finished");
    const configId = await register(studio, smallConfig());
    await expect(studio.api.startJob({ configId, out: join(parent, "a") })).rejects.toMatchObject({
      name: "Complete",
      message: expect.stringContaining("nothing is left to do"),
    });
    expect(await studio.api.jobs()).toEqual([before]);
  });

  test("is the same job when it is started once more, and a new one where the folder has gone", async () => {
    const running = await heldStudio();
    const { studio, held } = running;
    const parent = await parentFolder(running);
    const [a] = await startAll(running, parent, "a");
    held.current().writeJournal();
    held.current().progress(5);
    await studio.api.cancelJob({ jobId: a });
    expect(await startAll(running, parent, "a")).toEqual([a]);
    expect(await studio.api.jobs()).toMatchObject([{ jobId: a, imagesDone: 5 }]);
    await studio.api.cancelJob({ jobId: a });
    renameSync(join(parent, "a"), join(temporaryFolder(), "away"));
    const [again] = await startAll(running, parent, "a");
    expect(await studio.api.jobs()).toMatchObject([{ jobId: again, imagesDone: 0 }]);
    expect(again).not.toBe(a);
  });

  test("complete when its turn comes, says that nothing was left to do", async () => {
    const running = await heldStudio();
    const { studio, held } = running;
    const [a] = await startAll(running, await parentFolder(running), "a");
    held.current().finish(0);
    expect(await jobState(studio, a, "finished")).toMatchObject({ nothingLeft: true });
  });
});
