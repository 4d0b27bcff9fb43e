/** The YAML header of a dataset card, by which the Hugging Face hub and `datasets` know how a dataset is read. */
import { isScriptLayout } from "../../../core/config/layouts.ts";
import { classNames } from "../../../core/config/numberNames.ts";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { formulationOf } from "../../../core/formulations/index.ts";
import { countedText } from "../../common/format.ts";

/** Longer lists of class names would hide the card; layout `parquet` has them in its files, `imagefolder` in its folders. */
const MOST_CLASS_NAMES = 2000;

/**
 * The header with its fences, or null for layout `release`, whose folders the hub does not tell from others.
 *
 * `datasets` keeps what it has read of a local folder under the folder's name and a digest of this header, not of the files:
 * two datasets of one name would be one without the fingerprint in it.
 */
export function cardHeader(config: DatasetConfig, fingerprint: string | null): string | null {
  const { layout } = config.output;
  if (isScriptLayout(layout)) return null;
  const paths = { imagefolder: "image/**", webdataset: "SHARDS-*.tar", parquet: "data/train-*.parquet" };
  const lines = [
    "---",
    "license: mit",
    `pretty_name: "${formulationOf(config).card(config).title}, ${countedText(config.classes, "class", "classes")}"`,
    "task_categories:",
    "- image-classification",
    "size_categories:",
    `- ${sizeCategory(config.classes * config.instances)}`,
    "tags:",
    "- formula-driven-supervised-learning",
    "- synthetic",
    "- pre-training",
    "configs:",
    "- config_name: default",
    ...(fingerprint === null ? [] : [`  description: "fingerprint ${fingerprint}"`]),
    "  data_files:",
    "  - split: train",
    `    path: "${paths[layout]}"`,
    ...(config.classes > MOST_CLASS_NAMES && layout !== "webdataset" ? [] : datasetInfo(config)),
    "---",
  ];
  return lines.join("\n");
}

function datasetInfo(config: DatasetConfig): string[] {
  const feature = (name: string, type: string): string[] => [`  - name: ${name}`, `    dtype: ${type}`];
  const { layout, image } = config.output;
  if (layout === "webdataset") {
    const extension = { png: "png", jpeg: "jpg", webp: "webp" }[image];
    const read = [...feature(extension, "image"), ...feature("cls", "int64")];
    return [
      ...["dataset_info:", "  features:", ...read],
      ...[...feature("__key__", "string"), ...feature("__url__", "string")],
    ];
  }
  // Of one folder alone `datasets` makes no label.
  if (layout === "imagefolder" && config.classes === 1) {
    return ["dataset_info:", "  features:", ...feature("image", "image")];
  }
  const names = classNames(config).map((name, label) => `          '${label}': '${name}'`);
  const label = ["  - name: label", "    dtype:", "      class_label:", "        names:", ...names];
  return ["dataset_info:", "  features:", ...feature("image", "image"), ...label];
}

/** The hub's words for a number of images: `n<1K`, `1M<n<10M`, … */
export function sizeCategory(images: number): string {
  if (images < 1000) return "n<1K";
  const steps = ["1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T"];
  const step = Math.min(steps.length - 2, Math.floor(Math.log10(images) + 1e-9) - 3);
  return `${steps[step]}<n<${steps[step + 1]}`;
}
