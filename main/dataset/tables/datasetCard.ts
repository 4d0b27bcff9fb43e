/** OUT/README.md: what the dataset is, for whoever finds the folder. */

import { join } from "node:path";
import { storedSide } from "../../../core/config/dataset.ts";
import { configNotes } from "../../../core/config/notes.ts";
import { className } from "../../../core/config/numberNames.ts";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { formulationOf, paletteOf } from "../../../core/formulations/index.ts";
import { imageRoot, parameterFolder } from "../../../workers/files.ts";
import { writeAtomically } from "../../common/atomicFile.ts";
import { bytesText, countedText, countText } from "../../common/format.ts";
import { type Manifest, manifestName, readableJson } from "../manifest.ts";
import { cardHeader } from "./cardHeader.ts";
import { classTableName } from "./classTable.ts";

export const cardName = "README.md";

export function datasetCard(manifest: Manifest): string {
  const { config, counts, fingerprint, generator } = manifest;
  const diverging = manifest.statistics?.divergingImages ?? 0;
  const formulation = formulationOf(config);
  const card = formulation.card(config);
  const size = storedSide(config);
  const parts = [
    `# ${card.title}`,
    `${countedText(counts.images, "image", "images")} of ${countedText(config.classes, "class", "classes")}, ${size} × ${size} px, ${pictures(config)}, drawn from formulas and labelled by the formula's parameters. No photographs and no people were involved.`,
    `Made by ${generator.name} ${generator.version}; formulation: ${formulation.title}.`,
    table([
      ["classes", countText(config.classes)],
      ["images of each class", countText(config.instances)],
      ["images here", `${countText(counts.images)}${manifest.complete ? "" : " (not complete yet)"}`],
      ["bytes of images", `${countText(counts.bytes)} (${bytesText(counts.bytes)})`],
      ["blank images", countText(counts.blankImages)],
      ...(diverging > 0 ? [["diverging images", countText(diverging)] satisfies [string, string]] : []),
      ["fingerprint", fingerprint === null ? "none until complete" : `\`${fingerprint}\``],
    ]),
    "## Reading it",
    `${reading(config)} ${parameterFiles(config)}`,
    ...configNotes(config).map(({ message }) => message),
    "## Configuration",
    `The same configuration gives the same images; \`${manifestName}\` holds it too.`,
    `\`\`\`json\n${readableJson(config)}\n\`\`\``,
    "## Citation",
    `\`\`\`bibtex\n${card.citation}\n\`\`\``,
  ];
  const header = cardHeader(config, fingerprint);
  return `${header === null ? "" : `${header}\n\n`}${parts.join("\n\n")}\n`;
}

function reading(config: DatasetConfig): string {
  const { layout, pixel } = config.output;
  // torchvision and timm convert to RGB by themselves.
  const mode =
    pixel === "rgb" || layout === "webdataset"
      ? ""
      : ' `datasets` hands grey images out as they are, in mode `L`; `dataset.cast_column("image", datasets.Image(mode="RGB"))` makes three channels of them.';
  if (layout === "webdataset") {
    return "Each sample of the `SHARDS-*.tar` files is a picture and its label in `.cls`, from 0, as WebDataset reads them; the order is mixed over all classes.";
  }
  if (layout === "parquet") {
    return `\`load_dataset\` of Hugging Face \`datasets\` reads this folder: columns \`image\` and \`label\`, in an order mixed over all classes.${mode}`;
  }
  const folder = imageRoot(config);
  const root = folder === "" ? "this folder" : `\`${folder}/\``;
  return `The root of the classes' folders is ${root}, as torchvision's \`ImageFolder\`, timm and Hugging Face \`datasets\` read it${config.classes === 1 ? " (the last makes no label of a single class)" : ""}.${mode}`;
}

export function writeDatasetCard(folder: string, manifest: Manifest): void {
  writeAtomically(join(folder, cardName), datasetCard(manifest));
}

function pictures(config: DatasetConfig): string {
  const { output } = config;
  const grey = output.pixel === "rgb" ? "grey in three channels" : "8-bit grey";
  const channels = paletteOf(config) === null ? grey : "8-bit colours";
  return output.image === "png" ? `${channels}, PNG` : `${output.image} of quality ${output.quality}`;
}

function parameterFiles(config: DatasetConfig): string {
  const all = `\`${classTableName}\` has the parameters of every class in one table`;
  const { startClass } = config;
  const folder = parameterFolder(config);
  return folder === null
    ? `${all}.`
    : `${all}, \`${folder}/${className(config, startClass)}.csv\` those of class ${startClass}, and so on.`;
}

function table(rows: [string, string][]): string {
  return ["| | |", "|---|---|", ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join("\n");
}
