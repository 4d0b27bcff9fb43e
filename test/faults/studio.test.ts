/** The studio's jobs after its host was killed, with dying threads, and with a folder that is not there. */
import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import type { JobProgress } from "../../core/studio/api.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { journalLine, killEnvironment } from "../support/faults/killed.ts";
import { contentsOf, temporaryFolder } from "../support/folders.ts";
import { type Served, serve, serveCommand } from "../support/served.ts";
import { grantedFolder, jobState, register, smallConfig, testStudio, until } from "../support/studio.ts";

/** Long enough to be caught while it runs. */
const config = smallConfig({
  classes: 10,
  instances: 120,
  imageSize: 192,
  parameters: { orbits: [30, 50], vertices: [400, 500] },
});

async function clean(): Promise<{ fingerprint: string | null; contents: Record<string, string> }> {
  const out = join(temporaryFolder(), "dataset");
  const { fingerprint } = await runJob({ config, out, workers: 2 }).done;
  return { fingerprint, contents: contentsOf(out) };
}

async function untilJournalled(out: string, lines: number): Promise<void> {
  const journal = join(out, "journal.jsonl");
  await until(() =>
    existsSync(journal) && readFileSync(journal, "utf8").split("\n").length > lines ? true : null,
  );
}

async function ended(host: Served, jobId: string): Promise<JobProgress> {
  return until(async () => {
    const job = (await host.call<JobProgress[]>("jobs")).find((candidate) => candidate.jobId === jobId)!;
    return job.state === "finished" || job.state === "failed" ? job : null;
  });
}

test("a host that is killed again and again continues its job to the same dataset", async () => {
  const expected = await clean();
  const folder = temporaryFolder();
  /** Killed when it has written so many lines of the journal. */
  const doomed = (lines: number) => serve(folder, serveCommand, killEnvironment(journalLine(lines)));
  let host = await doomed(5);
  const { registered } = await host.call<{ registered: { configId: string } }>("registerConfig", { config });
  const { path } = await host.call<{ path: string }>("grantFolder", { path: temporaryFolder() });
  const out = join(path, "dataset");
  const { configId } = registered;
  const { jobId } = await host.call<JobProgress>("startJob", { configId, out, force: true });
  for (const next of [() => doomed(25), () => doomed(30), () => serve(folder, serveCommand)]) {
    await host.ended;
    expect(existsSync(join(out, ".lock"))).toBe(true);
    host = await next();
    const [job] = await host.call<JobProgress[]>("jobs");
    expect(job).toMatchObject({ jobId, state: "interrupted", error: null });
    await host.call("continueJob", { jobId });
  }
  const job = await ended(host, jobId);
  expect(job).toMatchObject({ state: "finished", fingerprint: expected.fingerprint, imagesDone: 1200 });
  expect(contentsOf(out)).toEqual(expected.contents);
});

test("a drawing thread that dies is reported, and the job goes on to the same dataset", async () => {
  const expected = await clean();
  // Its first message says that a thread has loaded its modules; before that, Node 20 itself may not survive its end.
  const threads: Worker[] = [];
  const listen = (worker: Worker): void => void worker.once("message", () => threads.push(worker));
  process.on("worker", listen);
  try {
    const { studio, events } = await testStudio();
    const configId = await register(studio, config);
    const out = await grantedFolder(studio);
    const { jobId } = await studio.api.startJob({ configId, out, force: true });
    await untilJournalled(out, 5);
    for (const worker of threads) await worker.terminate();
    const job = await jobState(studio, jobId, "finished", "failed");
    expect(job).toMatchObject({ state: "finished", fingerprint: expected.fingerprint });
    expect(contentsOf(out)).toEqual(expected.contents);
    const told = events.filter((event) => event.type === "pool");
    expect(told.length).toBeGreaterThan(0);
    expect(JSON.stringify(told[0])).toContain("started again and goes on");
  } finally {
    process.off("worker", listen);
  }
});

describe("a job whose folder is not there any more", () => {
  test("ends with a sentence, is not begun anew by Continue, and goes on once it is back", async () => {
    const expected = await clean();
    const { studio } = await testStudio();
    const configId = await register(studio, config);
    const out = await grantedFolder(studio);
    const { jobId } = await studio.api.startJob({ configId, out, force: true });
    await untilJournalled(out, 20);
    renameSync(out, `${out} away`);
    const failed = await jobState(studio, jobId, "failed");
    expect(failed.error).toMatch(/is not there any more: it was renamed or removed.*\.$/);
    await expect(studio.api.continueJob({ jobId })).rejects.toThrow(
      /connect its disk or bring the folder back/,
    );
    expect(existsSync(out)).toBe(false);
    renameSync(`${out} away`, out);
    await studio.api.continueJob({ jobId });
    const job = await jobState(studio, jobId, "finished", "failed");
    expect(job).toMatchObject({ error: null, fingerprint: expected.fingerprint });
    expect(contentsOf(out)).toEqual(expected.contents);
  });
});
