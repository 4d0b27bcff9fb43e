/** What the tests of trainings train on, each file in a folder of its own: one dataset by its formula and in two layouts. */
import { join } from "node:path";
import { parseConfig } from "../../core/config/schema.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";
import { smallNetwork } from "./runs.ts";

export const folder = temporaryFolder();
export const CLASSES = 6;
export const INSTANCES = 20;
/** Of an epoch, with the batch of `recipe`. */
export const STEPS = 20;
export const EPOCHS = 2;
export const SAVED_EVERY = 7;

const config = parseConfig({
  formulation: "paper",
  ...{ classes: CLASSES, instances: INSTANCES, imageSize: 32 },
});
export const configFile = writeJson(join(folder, "config.json"), config);
export const stored = (layout: string): string => join(folder, layout);

export async function storeDatasets(): Promise<void> {
  for (const layout of ["imagefolder", "webdataset"] as const) {
    const output = { ...config.output, layout, shardSize: 50 };
    await runJob({ config: { ...config, output }, out: stored(layout), workers: 1 }).done;
  }
}

export const sources: Record<string, string[]> = {
  formula: ["--formula", configFile],
  folder: ["--folder", stored("imagefolder")],
  shards: ["--shards", stored("webdataset")],
  stream: ["--stream", configFile],
};
export const recipe = [
  ...["--epochs", String(EPOCHS), "--batch", "6", "--repeats", "1", "--warmup-steps", "5"],
  ...["--save-every", String(SAVED_EVERY), ...smallNetwork],
];
export const job = (source: string, out: string, more: string[] = []) => ({
  script: "pretrain" as const,
  arguments: [...sources[source], ...recipe, "--out", join(folder, out), ...more],
});
