/** Searches for classes never keep pictures from the preview's threads. */
import { afterAll, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { PicturePool } from "../../main/studio/pictures/picturePool.ts";
import { cacheOfOwn } from "../support/folders.ts";
import { fractaldb } from "../support/fractals.ts";

cacheOfOwn();
const pool = new PicturePool(2, (error) => {
  throw error;
});
afterAll(() => pool.close());

const hopeless = fractaldb({ parameters: { search: "random", rate: 0.99, searchPoints: 1_000_000 } });
const search = (classIndex: number, signal?: AbortSignal) =>
  pool.search(
    { kind: "search", config: hopeless, order: "alone", classIndex, first: 0, candidates: 8 },
    signal,
  );

it("a picture is drawn while a hundred classes are searched, and those that were left are not begun", async () => {
  let ended = 0;
  const abort = new AbortController();
  const searches = Array.from({ length: 100 }, (_, i) =>
    search(i, abort.signal).then(() => {
      ended += 1;
    }),
  );
  const config = parseConfig({ formulation: "paper", classes: 2, instances: 1, imageSize: 64 });
  const images = [{ classIndex: 0, instance: 0 }];
  await pool.run({ kind: "images", config, images, size: 64, form: "samples", checkpoint: null });
  expect(ended).toBeLessThan(100);
  abort.abort();
  const results = await Promise.allSettled(searches);
  const left = results.filter(({ status }) => status === "rejected");
  // What a thread had in hand goes on.
  expect(left.length).toBeGreaterThanOrEqual(99 - ended);
  expect(left.length).toBeGreaterThan(0);
});
