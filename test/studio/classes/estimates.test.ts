/** What the studio keeps of its measurements, and for whom it holds. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { pointsOf } from "../../../core/formulations/index.ts";
import { findClasses } from "../../../main/generate/classes/search/searchedClasses.ts";
import type { WorkerPool } from "../../../main/generate/pool.ts";
import type { BackgroundPool } from "../../../main/studio/backgroundPool.ts";
import { Estimates } from "../../../main/studio/estimates.ts";
import type { CalibrateTask, SearchTask } from "../../../workers/messages.ts";
import { cacheOfOwn, temporaryFolder, writeJson } from "../../support/folders.ts";
import { fractaldb } from "../../support/fractals.ts";

cacheOfOwn();

/** What each class takes to be found. */
const CLASS_MS = 5;

/** Threads that find a class in a moment and draw ten images in a second. */
function quickThreads() {
  const tasks: (CalibrateTask | SearchTask)["kind"][] = [];
  const run = async (task: CalibrateTask | SearchTask) => {
    tasks.push(task.kind);
    if (task.kind === "calibrate")
      return { kind: task.kind, images: 10, bytes: 1e4, diskBytes: 2e4, seconds: 1 };
    await new Promise((resolve) => setTimeout(resolve, CLASS_MS));
    const row = pointsOf(task.config)!.search.fromLines([[1, 0, 0, 1, 0, 0, 1]]);
    return { kind: task.kind, rows: [row], candidates: [0], states: [] };
  };
  const pool = { workers: 1, run, search: run } as unknown as WorkerPool;
  const background = { use: (_: number, work: (pool: WorkerPool) => unknown) => work(pool) };
  return { pool, background: background as unknown as BackgroundPool, tasks };
}

function estimates(pool: BackgroundPool, file = join(temporaryFolder(), "calibrations.json")): Estimates {
  return new Estimates({
    ...{ file, pool, homeFolder: temporaryFolder(), workers: () => 1, disturbed: () => false },
    hold: (work) => work(),
  });
}

let seeds = 0;

/** Of a search whose classes nobody has asked for yet. More classes have the same measurement. */
function searched(): (classes: number) => DatasetConfig {
  seeds += 1;
  const seed = seeds;
  return (classes) => fractaldb({ classes, instances: 10, seed, parameters: { search: "random" } });
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

describe("the search for classes", () => {
  test("is measured for whoever has some to find, though it was kept by one who had not", async () => {
    const { pool, background, tasks } = quickThreads();
    const kept = estimates(background);
    const of = searched();
    await findClasses(of(200), numbers(200), { runner: pool });
    const none = await kept.estimate(of(200), null);
    expect(none.seconds).toBe(none.images / none.imagesPerSecond);
    const some = await kept.estimate(of(5000), null);
    expect(some.seconds).toBeGreaterThan(some.images / some.imagesPerSecond);
    const before = tasks.length;
    await kept.estimate(of(6000), null);
    expect(tasks).toHaveLength(before);
  });

  test("is measured for one who asks while another is measured that has none to find", async () => {
    const { pool, background } = quickThreads();
    const of = searched();
    await findClasses(of(200), numbers(200), { runner: pool });
    const kept = estimates(background);
    const [, some] = await Promise.all([kept.estimate(of(200), null), kept.estimate(of(5000), null)]);
    expect(some.seconds).toBeGreaterThan(some.images / some.imagesPerSecond);
  });

  test("is not taken for measured where a file says 0", async () => {
    const { background } = quickThreads();
    const file = join(temporaryFolder(), "calibrations.json");
    const of = searched();
    await estimates(background, file).estimate(of(300), null);
    const [[key, calibration]] = Object.entries<object>(JSON.parse(readFileSync(file, "utf8")));
    writeJson(file, { [key]: { ...calibration, secondsPerClass: 0 } });
    const some = await estimates(background, file).estimate(of(9000), null);
    expect(some.seconds).toBeGreaterThan(some.images / some.imagesPerSecond);
  });
});
