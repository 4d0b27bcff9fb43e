/** What is far larger than it should be is neither read nor copied: memory stays bounded, and so does time. */
import {
  closeSync,
  cpSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { digitsOf } from "../../core/config/numberNames.ts";
import { readJournal } from "../../main/dataset/journal/journal.ts";
import { lineOf } from "../../main/dataset/journal/journalLines.ts";
import { mostBytesOfImage } from "../../main/dataset/journal/plausible.ts";
import { readManifest } from "../../main/dataset/manifest.ts";
import { generate } from "../support/cli.ts";
import { attacked, entriesIn, layouts, makeTemplate, Outside, onFiles } from "../support/faults/attacks.ts";
import { MOST_KIBIBYTES, peakOf } from "../support/faults/peak.ts";
import { temporaryFolder, writeJson } from "../support/folders.ts";

describe.skipIf(process.platform !== "linux").each(["imagefolder", "parquet"] as const)("%s:", (layout) => {
  it("giants in every place are named and mended in little memory", async () => {
    const { whole, config } = await makeTemplate(layout);
    const { files } = entriesIn(whole);
    const outside = new Outside(whole);
    const folder = attacked(
      whole,
      files.find((path) => path.endsWith("classes.csv"))!,
      onFiles.giant,
      outside,
    );
    for (const path of files) truncateSync(join(folder, path), 2 ** 40);
    const given = join(folder, "..", "config.json");
    writeFileSync(given, JSON.stringify(config));
    for (const [command, expected] of [
      ["verify", 1],
      ["repair", 0],
      ["verify", 0],
    ] as const) {
      const { kibibytes, code, stderr } = await peakOf([
        command,
        folder,
        "--config",
        given,
        "--quiet",
        "--workers",
        "1",
      ]);
      expect({ command, code, stderr }).toMatchObject({ command, code: expected });
      expect(kibibytes).toBeLessThan(MOST_KIBIBYTES);
    }
    rmSync(folder, { recursive: true });
  });
});

it("what a journal has behind many lines that are none is not looked at", () => {
  const path = join(temporaryFolder(), "journal.jsonl");
  const digest = "0".repeat(64);
  const line = (unit: number): string =>
    lineOf({ unit, class: 0, first: unit, count: 1, bytes: 1, blank: 0, digest });
  const lines = 1000;
  const bytes = 1_000_000;
  writeFileSync(path, line(0));
  const start = statSync(path).size;
  const file = openSync(path, "r+");
  for (let i = 1; i <= lines; i++) writeSync(file, "\n", start + i * bytes);
  writeSync(file, line(1), start + lines * bytes + 1);
  closeSync(file);
  const read: number[] = [];
  expect(readJournal(path, ({ unit }) => read.push(unit))).toBe(true);
  expect(read).toEqual([0]);
});

it.skipIf(process.platform !== "linux")(
  "a table of another size than it should have is not read",
  async () => {
    const { whole } = await makeTemplate("imagefolder");
    const outside = new Outside(whole);
    const folder = attacked(whole, "classes.csv", onFiles.empty, outside);
    const tables = ["classes.csv", "statistics.csv", "README.md", "param/00000.csv", "param/00001.csv"];
    for (const table of tables) truncateSync(join(folder, table), 2 ** 28);
    const { code, kibibytes } = await peakOf(["verify", folder, "--quiet", "--workers", "1"]);
    expect(code).toBe(1);
    // One of them would have more.
    expect(kibibytes).toBeLessThan(
      (await peakOf(["verify", whole, "--quiet", "--workers", "1"])).kibibytes + 2 ** 17,
    );
  },
);

it.skipIf(process.platform !== "linux")(
  "a journal that tells of as much as units can have, in images of holes, is not believed",
  async () => {
    const folder = join(temporaryFolder(), "plausible");
    const shape = ["--preset", "sample", "--image-size", "512", "--classes", "2", "--instances", "6400"];
    const part = ["--only-classes", "0", "--only-instances", "0-99"];
    await generate([...shape, ...part, "--workers", "1", "--out", folder]);
    const path = join(folder, "journal.jsonl");
    const [header, line] = readFileSync(path, "utf8").trimEnd().split("\n");
    const { crc: _, parameters, ...content } = JSON.parse(line);
    const bytes = 100 * mostBytesOfImage(readManifest(folder)!.config);
    const lying = [0, 1, 2].map((unit) => {
      return lineOf({ ...content, unit, first: 100 * unit, bytes, ...(unit === 0 && { parameters }) });
    });
    writeFileSync(path, `${header}\n${lying.join("")}`);
    for (let instance = 0; instance < 300; instance++) {
      const image = join(folder, "image", "00000", `00000_${String(instance).padStart(4, "0")}.png`);
      writeFileSync(image, "");
      truncateSync(image, bytes);
    }
    const { code, kibibytes } = await peakOf([
      "verify",
      folder,
      "--sample",
      "1",
      "--quiet",
      "--workers",
      "1",
    ]);
    expect(code).toBe(1);
    expect(kibibytes).toBeLessThan(MOST_KIBIBYTES);
  },
);

describe.skipIf(process.platform !== "linux").each(layouts)("%s:", (layout) => {
  it("a description of more images than could be listed is verified by what is there", async () => {
    const { whole } = await makeTemplate(layout);
    const folder = join(temporaryFolder(), "dataset");
    cpSync(whole, folder, { recursive: true });
    rmSync(join(folder, "journal.jsonl"));
    const isPacked = layout === "webdataset" || layout === "parquet";
    writeJson(join(folder, "dataset.json"), describedAs(whole, isPacked ? 1000 : 2));
    writeFileSync(join(folder, dirname(imageIn(folder)), "foreign"), "x");
    const { kibibytes, code, stdout } = await peakOf([
      "verify",
      folder,
      "--json",
      "--quiet",
      "--workers",
      "1",
    ]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(/foreign/) });
    expect(kibibytes).toBeLessThan(MOST_KIBIBYTES);
  });
});

/** The description of a dataset with a hundred million shards, or ten million images a class. */
function describedAs(dataset: string, classes: number): object {
  const manifest = readManifest(dataset)!;
  const { config } = manifest;
  const instances = classes > 2 ? 100_000 : 10_000_000;
  const size = { classes, instances, output: { ...config.output, shardSize: 1 } };
  return { ...manifest, config: { ...config, ...size }, digits: digitsOf({ ...config, ...size }) };
}

function imageIn(folder: string): string {
  return entriesIn(folder).files.find((path) => /\.(png|tar|parquet)$/.test(path))!;
}

describe.skipIf(process.platform !== "linux").each(["webdataset", "parquet"] as const)("%s:", (layout) => {
  it("a journal that tells of terabytes in a file of holes is not believed", async () => {
    const { whole } = await makeTemplate(layout);
    const folder = join(whole, "..", "lying");
    cpSync(whole, folder, { recursive: true });
    const path = join(folder, "journal.jsonl");
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    const lying = lines.map((line) => {
      const content = JSON.parse(line);
      delete content.crc;
      return lineOf("unit" in content ? { ...content, bytes: 2 ** 33 } : content);
    });
    writeFileSync(path, lying.join(""));
    for (const shard of [0, 1]) {
      const name =
        layout === "parquet" ? `data/train-0000${shard}-of-00002.parquet` : `SHARDS-00000${shard}.tar`;
      truncateSync(join(folder, name), 2 ** 33);
    }
    const sampled = await peakOf(["verify", folder, "--sample", "1", "--quiet", "--workers", "1"]);
    expect(sampled.code).toBe(1);
    expect(sampled.kibibytes).toBeLessThan(MOST_KIBIBYTES);
    expect((await peakOf(["repair", folder, "--quiet", "--workers", "1"])).code).toBe(0);
    expect((await peakOf(["verify", folder, "--quiet", "--workers", "1"])).code).toBe(0);
  });
});
