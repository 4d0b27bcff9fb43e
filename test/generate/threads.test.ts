/** Threads that a pool makes later than at its start: what of their failures is one of starting. */
import { spawnSync } from "node:child_process";
import type { Worker } from "node:worker_threads";
import type { Piscina } from "piscina";
import { afterEach, expect, it, vi } from "vitest";
import { openThreads } from "../../main/generate/threads.ts";

const pools: Piscina[] = [];
const told = vi.fn();

/** The thread of a pool that has none at its start, and the end of the task that it was made for. */
function lateThread(): { pool: Piscina; thread: Worker; ended: Promise<unknown> } {
  const pool = openThreads({ minThreads: 0, maxThreads: 1 }, told);
  pools.push(pool);
  pool.on("error", () => {});
  const ended = pool.run({ kind: "none such" }).catch((error) => error);
  return { pool, thread: pool.threads[0], ended };
}

const turn = () => new Promise((done) => setImmediate(done));

afterEach(async () => {
  told.mockClear();
  for (const pool of pools.splice(0)) await pool.destroy();
  expect(process.listenerCount("worker")).toBe(0);
});

it("an error before a thread is ready is why it cannot start", async () => {
  const { thread } = lateThread();
  await turn();
  const error = new Error("nothing to start with");
  thread.emit("error", error);
  expect(told).toHaveBeenCalledExactlyOnceWith(error);
});

it("an error of a thread that has worked is not", async () => {
  const { thread, ended } = lateThread();
  await ended;
  thread.emit("error", new Error("later"));
  expect(told).not.toHaveBeenCalled();
});

it("a thread may become ready while its pool is being ended", async () => {
  const { pool, thread } = lateThread();
  const ready = new Promise<void>((done) => {
    thread.prependOnceListener("message", () => {
      void pool.destroy();
      setImmediate(done);
    });
  });
  await ready;
  expect(pool.threads).toEqual([]);
});

/** Pools of four threads, each ended at some moment while these load what they run. */
const closing = `
  const { Piscina } = require("piscina");
  const open = () =>
    new Piscina({ filename: process.argv[1], minThreads: 4, maxThreads: 4, atomics: "disabled" }).on("error", () => {});
  (async () => {
    const begun = performance.now();
    const first = open();
    await Promise.all(first.threads.map((thread) => new Promise((done) => thread.once("message", done))));
    const start = performance.now() - begun;
    await first.destroy();
    for (let round = 0; round < 80; round++) {
      const pool = open();
      await new Promise((done) => setTimeout(done, start * (0.3 + 0.4 * Math.random())));
      await pool.destroy();
    }
    console.log("alive");
  })();
`;

it("threads that are ended while they start do not end the program with them", () => {
  const { filename } = lateThread().pool.options;
  // What follows meets the moment in most runs only: Piscina requires the file, which may be no ES module.
  expect(filename).toMatch(/\.cjs$/);
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", closing, filename!], { encoding: "utf8" });
  expect(stdout, stderr).toBe("alive\n");
});
