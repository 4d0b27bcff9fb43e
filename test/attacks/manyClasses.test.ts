/** A description of a few lines that claims a million classes or shards costs no more than what is there. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { findNearDuplicates } from "../../core/likeness/nearDuplicates.ts";
import { lineOf } from "../../main/dataset/journal/journalLines.ts";
import { Ledger } from "../../main/dataset/journal/ledger.ts";
import { makeManifest } from "../../main/dataset/manifest.ts";
import { planOf } from "../../main/dataset/packed/packedPlan.ts";
import { verify } from "../../main/verify/verify.ts";
import { MOST_KIBIBYTES, peakOf } from "../support/faults/peak.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";

const MOST_SECONDS = 30;
const many = { classes: 1_000_000, instances: 1000, imageSize: 64 };

const claims: [string, object][] = [
  ["images in files", many],
  ["images by the script's names", { ...many, formulation: "release", output: { layout: "release" } }],
  ["images of streams", { ...many, formulation: "release", streams: 10, output: { layout: "release" } }],
  ["shards of Parquet", { ...many, instances: 100_000, output: { layout: "parquet" } }],
  ["a shard for each image", { ...many, output: { layout: "webdataset", shardSize: 1 } }],
  ["one shard", { ...many, instances: 1, output: { layout: "webdataset", shardSize: 1_000_000 } }],
];

describe.skipIf(process.platform !== "linux").each(claims)("%s:", (_, claimed) => {
  it.each([
    ["verify", false],
    ["verify", true],
    ["repair", false],
    ["repair", true],
  ])(
    "a million classes of which nothing is there: %s, near duplicates told: %s",
    async (command, nearDuplicates) => {
      const folder = claiming(parseConfig({ formulation: "paper", ...claimed }), nearDuplicates);
      const { code, kibibytes, seconds, stderr } = await peakOf([command, folder, "--workers", "1"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(kibibytes).toBeLessThan(MOST_KIBIBYTES);
      expect(seconds).toBeLessThan(MOST_SECONDS);
    },
  );
});

it("classes that are rare are not looked for where no image is done", async () => {
  const parameters = { search: "random", rate: 0.85, searchPoints: 1_000_000 };
  const config = parseConfig({ formulation: "fractaldb", classes: 100, instances: 4, parameters });
  const classesFound = (): never => expect.fail("a search was begun");
  const folder = claiming(config, false);
  // As a run leaves it that is killed before it has written down its first images.
  mkdirSync(join(folder, "image", "00000"), { recursive: true });
  writeFileSync(join(folder, "image", "00000", "00000_0000.png"), "");
  const { faults, complete } = await verify({ folder, workers: 1, classesFound });
  expect([faults, complete]).toEqual([[], false]);
});

it.skipIf(process.platform !== "linux")(
  "a million classes of streams, of which a journal tells the first images",
  async () => {
    const config = parseConfig({
      ...many,
      formulation: "release",
      streams: 10,
      output: { layout: "release" },
    });
    const folder = claiming(config, false);
    const { unit, classIndex, first, count } = planOf(config).unitAt(0);
    const [bytes, digest] = [100_000, "0".repeat(64)];
    const line = lineOf({ unit, class: classIndex, first, count, bytes, blank: 0, digest });
    writeFileSync(join(folder, "journal.jsonl"), line);
    const { code, stdout, kibibytes, seconds } = await peakOf(["verify", folder, "--workers", "1"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining("100 of them drawn again") });
    expect(kibibytes).toBeLessThan(MOST_KIBIBYTES);
    expect(seconds).toBeLessThan(MOST_SECONDS);
  },
);

/** A dataset of which nothing is done. */
function claiming(config: DatasetConfig, nearDuplicates: boolean): string {
  const folder = join(temporaryFolder(), "claimed");
  mkdirSync(folder);
  const { counts } = new Ledger(planOf(config));
  const told = nearDuplicates ? findNearDuplicates(config, []) : null;
  writeJson(join(folder, "dataset.json"), makeManifest(config, counts, null, null, told));
  writeFileSync(join(folder, "journal.jsonl"), "");
  return folder;
}
