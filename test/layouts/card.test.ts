/** The dataset card's header says to Hugging Face how each layout is read; Python's own YAML reader reads it. */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { makeManifest } from "../../main/dataset/manifest.ts";
import { cardHeader, sizeCategory } from "../../main/dataset/tables/cardHeader.ts";
import { datasetCard } from "../../main/dataset/tables/datasetCard.ts";
import { python, whyMissing } from "../support/python.ts";

const configOf = (layout: string, classes = 3) =>
  parseConfig({ formulation: "paper", classes, instances: 500, startClass: 4, output: { layout } });

function readYaml(text: string): Record<string, unknown> {
  const script = "import json,sys,yaml\nprint(json.dumps(yaml.safe_load(sys.stdin.read())))";
  return JSON.parse(execFileSync(python, ["-c", script], { input: text, encoding: "utf8" }));
}

const labels = { class_label: { names: { "0": "00004", "1": "00005", "2": "00006" } } };
const imageAndLabel = [
  { name: "image", dtype: "image" },
  { name: "label", dtype: labels },
];
const members = [
  { name: "png", dtype: "image" },
  { name: "cls", dtype: "int64" },
  { name: "__key__", dtype: "string" },
  { name: "__url__", dtype: "string" },
];

describe.skipIf(whyMissing("yaml"))("header", () => {
  it.each([
    ["imagefolder", "image/**", imageAndLabel],
    ["parquet", "data/train-*.parquet", imageAndLabel],
    ["webdataset", "SHARDS-*.tar", members],
  ])("of layout %s names its files and features", (layout, path, features) => {
    const header = cardHeader(configOf(layout), null)!;
    expect(header.startsWith("---\n") && header.endsWith("\n---")).toBe(true);
    expect(readYaml(header.slice(4, -4))).toMatchObject({
      task_categories: ["image-classification"],
      size_categories: ["1K<n<10K"],
      configs: [{ config_name: "default", data_files: [{ split: "train", path }] }],
      dataset_info: { features },
    });
  });

  it("declares no label of a single folder, of which Hugging Face makes none", () => {
    const featuresOf = (layout: string): unknown => {
      const { dataset_info } = readYaml(cardHeader(configOf(layout, 1), null)!.slice(4, -4));
      return (dataset_info as { features: unknown }).features;
    };
    expect(featuresOf("imagefolder")).toEqual([{ name: "image", dtype: "image" }]);
    expect(featuresOf("parquet")).toHaveLength(2);
  });

  it("tells datasets of one kind apart, which readers may keep under one name", () => {
    const configs = readYaml(cardHeader(configOf("parquet"), "0a".repeat(32))!.slice(4, -4)).configs;
    expect(configs).toEqual([
      {
        config_name: "default",
        description: `fingerprint ${"0a".repeat(32)}`,
        data_files: [{ split: "train", path: "data/train-*.parquet" }],
      },
    ]);
  });

  it("does not list tens of thousands of class names", () => {
    expect(cardHeader(configOf("parquet", 21_000), null)!.length).toBeLessThan(1000);
  });
});

describe("card", () => {
  const cardOf = (layout: string, classes: number, more: object = {}): string => {
    const base = configOf(layout, classes);
    const config = parseConfig({ ...base, ...more, output: { ...base.output, layout } });
    return datasetCard(makeManifest(config, { images: 1, bytes: 5000, blankImages: 0 }, null, null));
  };

  it("counts in words", () => {
    expect(cardOf("imagefolder", 1)).toContain("1 image of 1 class, 512 × 512 px");
    expect(cardOf("imagefolder", 1)).toContain('pretty_name: "Visual atoms, 1 class"');
    expect(cardOf("imagefolder", 1)).toContain("the last makes no label of a single class");
    expect(cardOf("imagefolder", 21_000)).toContain("of 21,000 classes");
  });

  it("says what surprises later", () => {
    expect(cardOf("imagefolder", 21_000)).toContain("the Hugging Face Hub takes at most 10,000 a folder");
    expect(cardOf("parquet", 21_000)).not.toContain("10,000 a folder");
    expect(cardOf("webdataset", 3)).toContain("class 4 has label 0");
    expect(cardOf("imagefolder", 3)).toContain("mode `L`");
    expect(cardOf("parquet", 3)).toContain("mode `L`");
  });
});

it("layout release has none", () => {
  expect(cardHeader(configOf("release"), null)).toBeNull();
});

it.each([
  [999, "n<1K"],
  [1000, "1K<n<10K"],
  [999_999, "100K<n<1M"],
  [1_000_000, "1M<n<10M"],
  [21_000_000, "10M<n<100M"],
  [100_000_000_000, "100B<n<1T"],
])("%i images are %s", (images, category) => {
  expect(sizeCategory(images)).toBe(category);
});
