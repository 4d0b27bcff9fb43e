/** On a file system that cannot cut files off, what has the right length already needs no cutting. */
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { runJob } from "../../main/generate/runJob.ts";
import { verify } from "../../main/verify/verify.ts";
import { temporaryFolder } from "../support/folders.ts";
import { smallConfig } from "../support/studio.ts";

vi.mock("node:fs", async (original) => ({
  ...(await original<typeof import("node:fs")>()),
  ftruncateSync() {
    throw Object.assign(new Error("ENOSYS: function not implemented, ftruncate"), { code: "ENOSYS" });
  },
}));

it.each(["imagefolder", "webdataset", "parquet"])(
  "a dataset that was stopped is gone on with: %s",
  async (layout) => {
    // One shard of three runs.
    const output = { layout, ...(layout !== "imagefolder" && { shardSize: 300 }) };
    const config = smallConfig({ classes: 2, instances: 150, imageSize: 32, output });
    const options = { config, out: join(temporaryFolder(), "out"), workers: 1 };
    const { job, done } = runJob(options, { unitFinished: () => job.cancel() });
    const begun = await done;
    expect(begun.complete).toBe(false);
    expect(begun.images).toBeGreaterThan(0);
    expect(await runJob(options).done).toMatchObject({ complete: true, images: 300 });
    expect(await verify({ folder: options.out, workers: 1 })).toMatchObject({ faults: [], complete: true });
  },
);
