/** A class has one label in every layout, also where class numbers grow longer in the middle of a dataset. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, it } from "vitest";
import { className, digitsOf } from "../../core/config/numberNames.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { verify } from "../../main/verify/verify.ts";
import { contentsOf, filesIn, temporaryFolder } from "../support/folders.ts";
import { samplesIn } from "../support/layouts.ts";

const folder = temporaryFolder();
const out = (layout: string): string => join(folder, layout);
const configOf = (layout: string, more: object = {}) =>
  parseConfig({
    formulation: "paper",
    ...{ classes: 12, instances: 25, startClass: 99_995, imageSize: 32 },
    ...more,
    output: { layout },
  });
const make = (layout: string, more?: object) =>
  runJob({ config: configOf(layout, more), out: out(layout), workers: 2 }).done;
const check = (layout: string, repair = false) =>
  verify({ folder: out(layout), workers: 2, repair, deleteForeign: repair });

/** Labels by the names of images, as a reader of class folders gives them: by the folders' names in order. */
function labelsOfFolders(): Map<string, number> {
  const folders = readdirSync(join(out("imagefolder"), "image")).sort();
  const images = filesIn(join(out("imagefolder"), "image"));
  return new Map(images.map((path) => [basename(path, ".png"), folders.indexOf(path.split("/")[0])]));
}

describe("labels of class numbers of five and six digits", () => {
  let labels: Map<string, number>;

  beforeAll(async () => {
    for (const layout of ["imagefolder", "webdataset", "parquet"]) await make(layout);
    labels = labelsOfFolders();
  });

  it("in folders follow the classes", () => {
    expect(labels.size).toBe(300);
    for (const [name, label] of labels) expect(Number(name.split("_")[0])).toBe(99_995 + label);
    const tables = readdirSync(join(out("imagefolder"), "param")).sort();
    expect(tables.map((name) => Number.parseInt(name, 10) - 99_995)).toEqual([...Array(12).keys()]);
  });

  it("in tars are those of the folders", () => {
    const shard = join(out("webdataset"), "SHARDS-000000.tar");
    const [samples] = samplesIn(shard);
    expect(new Map(samples.map(({ key, label }) => [key, label]))).toEqual(new Map([...labels]));
  });

  it("in Parquet are those of the folders, and named as these", async () => {
    const file = await asyncBufferFromFile(join(out("parquet"), "data/train-00000-of-00001.parquet"));
    const rows = (await parquetReadObjects({ file })) as { image: { path: string }; label: bigint }[];
    const found = rows.map(({ image, label }): [string, number] => [image.path.slice(0, -4), Number(label)]);
    expect(new Map(found)).toEqual(labels);
    const { key_value_metadata } = await parquetMetadataAsync(file);
    const { features } = JSON.parse(key_value_metadata![0].value!).info;
    expect(features.label.names).toEqual(readdirSync(join(out("imagefolder"), "image")).sort());
  });

  it("on the card are those of the folders", () => {
    const card = readFileSync(join(out("imagefolder"), "README.md"), "utf8");
    for (const [name, label] of labels) expect(card).toContain(`'${label}': '${name.split("_")[0]}'`);
  });

  it.each(["imagefolder", "webdataset", "parquet"])("layout %s is as it should be", async (layout) => {
    expect((await check(layout)).faults).toEqual([]);
  });

  it("a dataset that an earlier version named is left alone", async () => {
    const path = join(out("imagefolder"), "dataset.json");
    const text = readFileSync(path, "utf8");
    const { digits, ...earlier } = JSON.parse(text);
    expect(digits).toEqual({ class: 6, instance: 4 });
    writeFileSync(path, JSON.stringify(earlier));
    const before = contentsOf(out("imagefolder"));
    const message = /numbers of different length; go on with that version/;
    await expect(make("imagefolder")).rejects.toThrow(message);
    await expect(check("imagefolder", true)).rejects.toThrow(message);
    expect(contentsOf(out("imagefolder"))).toEqual(before);
    writeFileSync(path, text);
  });
});

describe("digits of numbers", () => {
  it.each([
    ["imagefolder", { classes: 21_000, instances: 1000, startClass: 0 }, { class: 5, instance: 4 }],
    ["imagefolder", { classes: 100_000, instances: 10_000, startClass: 0 }, { class: 5, instance: 4 }],
    ["webdataset", { classes: 100_001, instances: 10_001, startClass: 0 }, { class: 6, instance: 5 }],
    ["release", { classes: 100_001, instances: 10_001, startClass: 0 }, { class: 5, instance: 4 }],
  ])("layout %s, %j", (layout, size, digits) => {
    expect(digitsOf(configOf(layout, size))).toEqual(digits);
  });

  it("in layout release are the script's, each number as long as it is", () => {
    const config = configOf("release");
    expect([99_999, 100_000].map((number) => className(config, number))).toEqual(["99999", "100000"]);
  });
});
