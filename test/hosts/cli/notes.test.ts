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

it("of points that draw nothing at random, whose seeds give the same images", async () => {
  const points = { formulation: "fractaldb", classes: 1, instances: 4, imageSize: 32 };
  const parameters = { drawType: "point_gray", patchDrawings: 1 };
  const [first, second] = [1, 2].map((seed) => ({ ...points, seed, parameters }));
  const made = [first, second].map(async (config) => {
    const name = `points ${config.seed}`;
    const file = writeJson(join(folder, `${name}.json`), config);
    const { stderr } = await runCli(["generate", "--config", file, "--out", join(folder, name)]);
    const { fingerprint } = JSON.parse(readFileSync(join(folder, name, "dataset.json"), "utf8"));
    return { stderr, fingerprint };
  });
  const [one, two] = await Promise.all(made);
  expect(two.fingerprint).toBe(one.fingerprint);
  expect(one.stderr).not.toContain("note:");
  expect(two.stderr).toContain("note: seed: Points are drawn without anything random");
});
