/** What a measurement of this machine leaves behind. */
import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { calibrate } from "../../main/generate/calibrate.ts";
import type { WorkerPool } from "../../main/generate/pool.ts";
import { cacheOfOwn } from "../support/folders.ts";
import { fractaldb } from "../support/fractals.ts";

cacheOfOwn();

it("leaves no listener at the signal, also where the search for classes fails", async () => {
  const fails = async () => {
    throw new Error("no thread");
  };
  const pool = { workers: 1, run: fails, search: fails } as unknown as WorkerPool;
  const { signal } = new AbortController();
  await expect(calibrate(fractaldb({ classes: 3 }), pool, { blockSize: 4096, signal })).rejects.toThrow(
    "no thread",
  );
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
