/** A description of a few lines that claims a million classes costs no more than what is there. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { Ledger } from "../../main/dataset/journal/ledger.ts";
import { makeManifest } from "../../main/dataset/manifest.ts";
import { planOf } from "../../main/dataset/packed/packedPlan.ts";
import { MOST_KIBIBYTES, peakOf } from "../support/faults/peak.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";

const MOST_SECONDS = 30;
const many = { classes: 1_000_000, instances: 1000, imageSize: 64 };

const claims: [string, object][] = [
  ["images in files", many],
  ["images by the script's names", { ...many, formulation: "release", output: { layout: "release" } }],
  ["images of streams", { ...many, formulation: "release", streams: 10, output: { layout: "release" } }],
];

describe.skipIf(process.platform !== "linux").each(claims)("%s:", (_, claimed) => {
  it.each(["verify", "repair"])(
    "a million classes of which nothing is there: %s",
    async (command) => {
      const folder = claiming(parseConfig({ formulation: "paper", ...claimed }));
      const start = performance.now();
      const { code, kibibytes, stderr } = await peakOf([command, folder, "--workers", "1"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(kibibytes).toBeLessThan(MOST_KIBIBYTES);
      expect((performance.now() - start) / 1000).toBeLessThan(MOST_SECONDS);
    },
    120_000,
  );
});

/** A dataset of which nothing is done. */
function claiming(config: DatasetConfig): string {
  const folder = join(temporaryFolder(), "claimed");
  mkdirSync(folder);
  const { counts } = new Ledger(planOf(config));
  writeJson(join(folder, "dataset.json"), makeManifest(config, counts, null, null));
  writeFileSync(join(folder, "journal.jsonl"), "");
  return folder;
}
