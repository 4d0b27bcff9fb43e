/** The index of a dataset with streams, when the task of one of them fails. */
import { expect, test } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { StreamIndex } from "../../main/generate/classes/streamIndex.ts";
import { WorkerPool } from "../../main/generate/pool.ts";
import { cacheOfOwn } from "../support/folders.ts";

test("who waits for another stream gets it, without asking anew", async () => {
  cacheOfOwn();
  const config = parseConfig({
    ...{ formulation: "release", classes: 6, instances: 2, imageSize: 32, streams: 2 },
    parameters: { vertices: [3, 12], orbits: [1, 6] },
  });
  const pool = new WorkerPool(1);
  let isFirst = true;
  const index = new StreamIndex(config, {
    workers: 1,
    skim: (task) => {
      if (!isFirst) return pool.run(task);
      isFirst = false;
      return Promise.reject(new Error("the thread has died"));
    },
    onProgress() {},
  });
  // The one thread is busy with the first stream when the other one is asked for.
  const ends = await Promise.allSettled([index.parameters(1), index.parameters(5)]);
  index.close();
  await pool.close();
  expect(ends).toEqual([
    { status: "rejected", reason: new Error("the thread has died") },
    { status: "fulfilled", value: expect.objectContaining({ frequency1: expect.any(Number) }) },
  ]);
});
