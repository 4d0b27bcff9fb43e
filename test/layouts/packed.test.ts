/** Shards hold every image once, with its label and the very bytes of the image's own file, however the run went. */
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, it } from "vitest";
import { generate, runCli } from "../support/cli.ts";
import { sha256 } from "../support/digests.ts";
import { journalLine, runUntilKilled } from "../support/faults/killed.ts";
import { contentsOf, filesIn, temporaryFolder, writeJson } from "../support/folders.ts";
import { type FoundSample, imagesByKey, samplesIn } from "../support/layouts.ts";
import { whyMissing } from "../support/python.ts";

const folder = temporaryFolder();
const config = writeJson(join(folder, "config.json"), {
  formulation: "paper",
  classes: 6,
  instances: 80,
  startClass: 3,
  imageSize: 96,
  output: { shardSize: 130 },
});
const make = (out: string, layout: string, ...args: string[]) =>
  generate(["--config", config, "--layout", layout, "--out", join(folder, out), ...args]);

/** Digests of the single files, by key. */
let files: Record<string, string>;

beforeAll(async () => {
  await make("files", "imagefolder", "--shard-size", "130");
  files = imagesByKey(join(folder, "files"));
});

function expectAllOnce(shards: FoundSample[][]): void {
  expect(shards.map((shard) => shard.length)).toEqual([130, 130, 130, 90]);
  const samples = shards.flat();
  expect(new Set(samples.map(({ key }) => key)).size).toBe(480);
  expect(Object.fromEntries(samples.map(({ key, sha256 }) => [key, sha256]))).toEqual(files);
  // Class 3 is the first, hence label 0.
  for (const { key, label } of samples) expect(label).toBe(Number(key.slice(0, 5)) - 3);
  for (const shard of shards) expect(new Set(shard.map(({ label }) => label)).size).toBe(6);
}

const shardNames = {
  webdataset: [0, 1, 2, 3].map((i) => `SHARDS-00000${i}.tar`),
  parquet: [0, 1, 2, 3].map((i) => `data/train-0000${i}-of-00004.parquet`),
};
const layouts = Object.keys(shardNames) as (keyof typeof shardNames)[];

describe("webdataset", () => {
  it.skipIf(whyMissing("tarfile"))("is read by Python's tarfile in WebDataset's way", async () => {
    await make("webdataset", "webdataset");
    const paths = shardNames.webdataset.map((name) => join(folder, "webdataset", name));
    const shards = samplesIn(...paths);
    expectAllOnce(shards);
    for (const { fields } of shards.flat()) expect(fields).toEqual(["cls", "png"]);
  });
});

describe("parquet", () => {
  it("is read by a Parquet reader, with the features that Hugging Face datasets looks for", async () => {
    await make("parquet", "parquet");
    const shards: FoundSample[][] = [];
    for (const name of shardNames.parquet) {
      const file = await asyncBufferFromFile(join(folder, "parquet", name));
      const metadata = await parquetMetadataAsync(file);
      const columns = metadata.schema.map((element) => [element.name, element.type, element.converted_type]);
      expect(columns).toEqual([
        ["schema", undefined, undefined],
        ["image", undefined, undefined],
        ["bytes", "BYTE_ARRAY", undefined],
        ["path", "BYTE_ARRAY", "UTF8"],
        ["label", "INT64", undefined],
      ]);
      const { value } = metadata.key_value_metadata!.find(({ key }) => key === "huggingface")!;
      expect(JSON.parse(value!)).toEqual({
        info: {
          features: {
            image: { _type: "Image" },
            label: { _type: "ClassLabel", names: ["00003", "00004", "00005", "00006", "00007", "00008"] },
          },
        },
      });
      expect(Number(metadata.row_groups[0].num_rows)).toBe(Math.min(100, Number(metadata.num_rows)));
      const rows = await parquetReadObjects({ file, utf8: false });
      shards.push(
        rows.map(({ image, label }) => ({
          key: image.path.replace(".png", ""),
          label: Number(label),
          sha256: sha256(image.bytes),
        })),
      );
    }
    expectAllOnce(shards);
  });
});

describe.each(layouts)("%s", (layout) => {
  const whole = join(folder, `${layout} whole`);
  let fingerprint: string | null;

  beforeAll(async () => {
    fingerprint = (await make(`${layout} whole`, layout, "--workers", "1")).fingerprint;
  });

  it("has the same bytes for any number of workers and counts them", async () => {
    const summary = await make(`${layout} 3`, layout, "--workers", "3");
    expect(summary.fingerprint).toBe(fingerprint);
    expect(contentsOf(join(folder, `${layout} 3`))).toEqual(contentsOf(whole));
    const sizes = shardNames[layout].map((name) => statSync(join(whole, name)).size);
    expect(summary.bytes).toBe(sizes.reduce((a, b) => a + b));
    const expected = [
      ...shardNames[layout],
      "README.md",
      "classes.csv",
      "dataset.json",
      "journal.jsonl",
      "statistics.csv",
    ];
    expect(filesIn(whole)).toEqual(expected.sort());
  });

  it("ends after SIGKILL and half-written shards and lines as if it had not been interrupted", async () => {
    const out = join(folder, `${layout} killed`);
    const journal = join(out, "journal.jsonl");
    const args = ["generate", "--config", config, "--layout", layout, "--out", out];
    for (const lines of [2, 3]) {
      expect(await runUntilKilled([...args, "--workers", "2"], journalLine(lines))).toBe(true);
      const begun = shardNames[layout].map((name) => join(out, name)).filter(existsSync);
      appendFileSync(begun[begun.length - 1], "what a write that was cut off may leave");
      appendFileSync(journal, '{"unit":1,"class":0,"fir');
    }
    expect((await generate([...args.slice(1), "--workers", "3"])).fingerprint).toBe(fingerprint);
    expect(contentsOf(out)).toEqual(contentsOf(whole));
  });

  it("makes again what is missing of a shard that the journal calls done", async () => {
    const out = join(folder, `${layout} truncated`);
    await make(`${layout} truncated`, layout);
    truncateSync(join(out, shardNames[layout][1]), 2000);
    truncateSync(join(out, shardNames[layout][3]), 0);
    await make(`${layout} truncated`, layout);
    for (const name of shardNames[layout]) {
      expect(readFileSync(join(out, name)).equals(readFileSync(join(whole, name))), name).toBe(true);
    }
  });

  it("is made whole: parts of classes and exact streams are refused", async () => {
    const args = ["--layout", layout, "--out", join(folder, "refused")];
    const part = await runCli(["generate", "--config", config, ...args, "--only-classes", "3-4"]);
    expect([part.code, part.stderr]).toEqual([
      2,
      expect.stringContaining("--only-classes: a shard of layout"),
    ]);
    const exact = await runCli(["generate", "--preset", "visualatom-1k-exact", ...args]);
    expect([exact.code, exact.stderr]).toEqual([2, expect.stringContaining("output.layout")]);
    expect(existsSync(join(folder, "refused"))).toBe(false);
  });
});
