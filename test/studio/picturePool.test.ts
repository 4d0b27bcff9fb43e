/** The preview's threads: searches for classes never keep pictures from them, and what keeps them from starting is told. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { PicturePool } from "../../main/studio/pictures/picturePool.ts";
import * as places from "../../workers/distPath.ts";
import { cacheOfOwn, temporaryFolder } from "../support/folders.ts";
import { fractaldb } from "../support/fractals.ts";

vi.mock("../../workers/distPath.ts", { spy: true });
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

function draw(by: PicturePool): Promise<unknown> {
  const config = parseConfig({ formulation: "paper", classes: 2, instances: 1, imageSize: 64 });
  const images = [{ classIndex: 0, instance: 0 }];
  return by.run({ kind: "images", config, images, size: 64, form: "samples", checkpoint: null });
}

it("a picture is drawn while a hundred classes are searched, and those that were left are not begun", async () => {
  let ended = 0;
  const abort = new AbortController();
  const searches = Array.from({ length: 100 }, (_, i) =>
    search(i, abort.signal).then(() => {
      ended += 1;
    }),
  );
  await draw(pool);
  expect(ended).toBeLessThan(100);
  abort.abort();
  const results = await Promise.allSettled(searches);
  const left = results.filter(({ status }) => status === "rejected");
  // What a thread had in hand goes on.
  expect(left.length).toBeGreaterThanOrEqual(99 - ended);
  expect(left.length).toBeGreaterThan(0);
});

it("threads that cannot start are told with why, and tried again for the next picture", async () => {
  const damaged = join(temporaryFolder(), "thread.cjs");
  writeFileSync(damaged, "throw new Error(\"Cannot find package 'zod'\");");
  const place = vi.mocked(places.distPath).mockReturnValue(damaged);
  const broken = new PicturePool(2, () => {});
  try {
    for (let i = 0; i < 2; i++) {
      await expect(draw(broken)).rejects.toThrow(
        "the drawing threads cannot start (Cannot find package 'zod'); ",
      );
    }
    place.mockReset();
    await draw(broken);
  } finally {
    await broken.close();
  }
});
