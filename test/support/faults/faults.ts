/** Small datasets of every layout, made once without a fault, to compare with what is made with faults. */
import { join } from "node:path";
import { expect } from "vitest";
import { generate } from "../cli.ts";
import { contentsOf, temporaryFolder, writeJson } from "../folders.ts";

const parameters = { orbits: [20, 40], vertices: [200, 300] };
const size = { classes: 6, instances: 100, imageSize: 128, parameters };

/** By name: a configuration file's content. Each has about a hundred units. */
export const faultConfigs: Record<string, object> = {
  imagefolder: { formulation: "paper", ...size },
  "release, exact streams": {
    ...{ formulation: "release", streams: 2, ...size },
    output: { layout: "release", pixel: "rgb" },
  },
  webdataset: { formulation: "paper", ...size, output: { layout: "webdataset", shardSize: 150 } },
  parquet: { formulation: "paper", ...size, output: { layout: "parquet", shardSize: 150 } },
};

export interface CleanRun {
  fingerprint: string | null;
  /** Digest of every file. */
  contents: Record<string, string>;
  /** `--config FILE --workers 2`. */
  args: string[];
}

const made = new Map<string, Promise<CleanRun>>();

/** What a run without a fault makes; only once in a test file. */
export function cleanRun(name: string): Promise<CleanRun> {
  const run = made.get(name) ?? makeCleanRun(faultConfigs[name]);
  made.set(name, run);
  return run;
}

export async function makeCleanRun(config: object): Promise<CleanRun> {
  const folder = temporaryFolder();
  const file = writeJson(join(folder, "config.json"), config);
  const args = ["--config", file, "--workers", "2"];
  const { fingerprint } = await generate([...args, "--out", join(folder, "clean")]);
  return { fingerprint, contents: contentsOf(join(folder, "clean")), args };
}

/** Runs the same command again, which must end in the very files of a run without a fault. */
export async function expectSameInTheEnd(clean: CleanRun, out: string): Promise<void> {
  const summary = await generate([...clean.args, "--out", out, "--force"]);
  expect(summary.complete).toBe(true);
  expect(summary.fingerprint).toBe(clean.fingerprint);
  expect(contentsOf(out)).toEqual(clean.contents);
}
