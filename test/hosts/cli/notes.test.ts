/** What is allowed in a configuration and surprises later is said when a dataset is made of it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCli } from "../../support/cli.ts";
import { temporaryFolder, writeJson } from "../../support/folders.ts";

const folder = temporaryFolder();
const config = writeJson(join(folder, "config.json"), {
  ...{ formulation: "release", classes: 2, instances: 2, streams: 2, seed: 2, imageSize: 32 },
});
const told = "note: seed: Stream t starts from seed + t, so seed 2 is no other dataset";

it("by generate, on stderr and on the card", async () => {
  const out = join(folder, "out");
  const { code, stdout, stderr } = await runCli(["generate", "--config", config, "--out", out]);
  expect([code, stdout]).toEqual([0, expect.not.stringContaining("note:")]);
  expect(stderr).toContain(told);
  expect(readFileSync(join(out, "README.md"), "utf8")).toContain("the next is 3.");
  expect((await runCli(["generate", "--config", config, "--out", out, "--quiet"])).stderr).toBe("");
});

it("by cluster", async () => {
  const { code, stderr } = await runCli([
    "cluster",
    "slurm",
    "--config",
    config,
    "--shards",
    "2",
    "--out",
    "/x",
  ]);
  expect([code, stderr]).toEqual([0, expect.stringContaining(told)]);
});
