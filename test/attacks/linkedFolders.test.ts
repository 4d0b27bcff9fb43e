/** Images behind a link in the place of a dataset's folder are not the dataset's, however well they look. */
import { renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { planOf } from "../../main/dataset/packed/packedPlan.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { configOf, type Layout } from "../support/faults/attacks.ts";
import { temporaryFolder } from "../support/folders.ts";

const places: [Layout, string][] = [
  ["imagefolder", join("image", "00000")],
  ["release", "00000"],
  ["parquet", "data"],
];

describe.skipIf(process.platform === "win32").each(places)("%s:", (layout, folder) => {
  it("a run that ends while its images are behind a link does not call the dataset complete", async () => {
    const config = configOf(layout);
    const out = join(temporaryFolder(), "out");
    let left = planOf(config).unitCount;
    const options = { config, out, workers: 1 };
    const { done } = runJob(options, {
      unitFinished() {
        left -= 1;
        if (left > 0) return;
        const elsewhere = join(temporaryFolder(), "moved");
        renameSync(join(out, folder), elsewhere);
        symlinkSync(elsewhere, join(out, folder));
      },
    });
    await expect(done).rejects.toThrow("is not there any more");
  });
});
