/** docs/configuration.md, made from the fields. */
import { formulationNames, formulations } from "../../formulations/index.ts";
import { formatNumber } from "../errors.ts";
import { HUB_FOLDER_LIMIT } from "../notes.ts";
import { combinedLimits, expectation, type Field, type FieldGroup } from "./field.ts";
import { fields } from "./fields.ts";

const groupTitles: Record<FieldGroup, string> = {
  dataset: "Dataset",
  class: "Parameters drawn for each class (group 1)",
  image: "Parameters drawn for each image (group 2)",
  output: "Output",
};

const introduction = `# Configuration

A dataset is described by one JSON document. Only \`formulation\` is required; every other field has a default, and
the parameters' defaults are the best practice (Table 1 of the paper; for \`release\` and \`rcdb\`, the authors' best-practice
shell scripts; for \`fractaldb\`, the published dataset; for \`exfractaldb\`, the released code). A field that is not listed here is an error. Ranges are written \`[minimum, maximum]\`, both included.

\`\`\`json
{ "formulation": "paper", "classes": 100, "parameters": { "orbits": [20, 200] }, "output": { "storedSize": 256 } }
\`\`\`

Lengths in "px of 512" are those of a 512 × 512 image and scale with S/512; the lengths of the other formulations do not scale.
`;

const withStreams = formulationNames.filter((name) => formulations[name].streams !== null);

const rules = `## Fields that depend on each other

- \`classes\` × \`instances\` is at most ${formatNumber(combinedLimits.images)} images.
- \`streams\` needs formulation ${withStreams.map((name) => `\`${name}\``).join(", ")}; \`classes\` is then a multiple of it, and the last stream's seed, seed + streams − 1, a safe integer.
- Renderer \`points\` belongs to formulations of points, \`lines\` and \`canvas\` to the others; \`lines\` draws a \`lineThickness\` of 1, \`canvas\` any.
- Layout \`release\` is written as the script writes it: \`image\` is \`png\` and \`pixel\` is \`rgb\`.
- Layouts \`webdataset\` and \`parquet\` mix images of all classes, which \`streams\` cannot: \`streams\` is null.
- \`redrawBlank\` is false with \`streams\`: their random numbers run on from image to image.
- \`storedSize\` is at most \`imageSize\`.
- The largest \`vertices\` times the largest \`orbits\` is at most ${formatNumber(combinedLimits.vertices)} vertices an image, and no vertex may lie farther than ${formatNumber(combinedLimits.reach)} px from the centre.
- \`recursion\` is written from depth 1 on: at depth 0 ratio and factor have no effect and are left out.
- With \`release\`, \`frequency2\` is not one value above 0 that n₁ can take too: n₂ would be drawn again for ever.
- With \`rcdb\`, \`imageSize\` is even, as in the script, and at least one of 10,000 draws of q lies within \`vertices\`.
- With \`fractaldb\`, \`imageSize\` is 362 where it is not given and \`renderer\` is \`points\`; \`instances\` is at most 25 rows of \`weights\` (or 1) × \`patchDrawings\` × \`flips\`; unless classes were brought, \`rate\` is one that \`searchPoints\` can fill and,
  with \`streams\`, \`search\` is \`script\`; a colour \`drawType\` needs \`output.pixel\` \`rgb\`; and \`padding\` leaves more than three pixels of a side.
- With \`exfractaldb\`, \`imageSize\` is 224 where it is not given and \`renderer\` is \`points\`; with \`viewpoint\` \`ring\`, \`instances\` is at most 145 rows of \`weights\` (or 1) × \`views\`; with \`streams\`, \`viewpoint\` is \`ring\`,
  \`search\` is \`script\` unless classes were brought, and seed + streams is at most 2³².
`;

const notes = `## What is allowed, and told

\`generate\`, \`stream\` and \`cluster\` say so on stderr, the studio beside the field, the dataset's card to whoever finds it:

- **Of polylines with \`streams\` T, only seeds 1, 1 + T, 1 + 2T … are other datasets.** Stream t starts from seed + t, so with 20 streams seed 2 repeats 19 of the 20 streams of seed 1, image for
  image: no validation set to go with it. Take 21. Without streams any two seeds are independent, but for the classes of fractals that search \`script\` finds or that were brought: \`seed\` draws their images alone.
  Of points (\`point_gray\`, \`point_color\`) it draws nothing, so that two seeds are then one dataset; another \`parameters.searchSeed\` finds other classes, where they are searched.
- **\`startClass\` with layout \`webdataset\` or \`parquet\`** (or \`stream\`): labels count from 0 in each dataset, so those of two parts collide. Add \`startClass\` to the labels, or use
  \`imagefolder\`, whose parts can be put into one folder.
- **More than ${formatNumber(HUB_FOLDER_LIMIT)} classes or instances in folders**: the Hugging Face Hub takes no more files a folder. \`webdataset\` and \`parquet\` can be uploaded.
- **\`recursion\`** is not in the paper, and no accuracy of it is known.
- **\`recursion\` with waves of more than half as many periods as an orbit has vertices**: they are drawn as coarser ones. The note says in how many classes, and how many vertices show all.
- **Points with \`patchDrawings\` above 1** (\`fractaldb\`): nothing random is in them, so that the drawings of one row of weights are the same image.
- **Layout \`release\` with classes below and above 100,000**: the script's names have no fixed length, so as text they sort in another order than the classes.
`;

/** docs/configuration.md, made from the fields. */
export function configurationMarkdown(): string {
  const groups = Object.keys(groupTitles) as FieldGroup[];
  return [introduction, ...groups.map(groupMarkdown), rules, notes].join("\n");
}

function groupMarkdown(group: FieldGroup): string {
  const rows = fields.filter((field) => field.group === group).map(fieldMarkdown);
  const header = [
    "| field | symbol | meaning | allowed | default | formulation |",
    "|---|---|---|---|---|---|",
  ];
  return [`## ${groupTitles[group]}`, "", ...header, ...rows, ""].join("\n");
}

function fieldMarkdown(field: Field): string {
  const allowed = field.unit === "" ? expectation(field) : `${expectation(field)} (${field.unit})`;
  const value = field.default === undefined ? "required" : `\`${JSON.stringify(field.default)}\``;
  const formulations =
    field.formulations.length === formulationNames.length ? "all" : field.formulations.join(", ");
  const cells = [`\`${field.path}\``, field.symbol, field.explanation, allowed, value, formulations];
  return `| ${cells.join(" | ")} |`;
}
