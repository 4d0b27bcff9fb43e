/** What every configuration field means and allows: the one source of limits for the schema, the UI and the docs. */
import { datasetFields } from "./datasetFields.ts";
import { formatNumber } from "./errors.ts";
import { parameterFields } from "./parameterFields.ts";
import type { FormulationName } from "./parameters.ts";

/** `class`: group 1, drawn once for each class; `image`: group 2, drawn for each image. */
export type FieldGroup = "dataset" | "class" | "image" | "output";

interface FieldBase {
  /** As `output.quality` or `parameters.orbits`. */
  path: string;
  /** The paper's symbol, or "". */
  symbol: string;
  label: string;
  /** "px", "px of 512" (scales with S/512), or "". */
  unit: string;
  /** One sentence; `code` between backquotes. */
  explanation: string;
  group: FieldGroup;
  /** Where the field can be set (streams: elsewhere it is null). */
  formulations: readonly FormulationName[];
}

export interface NumericField extends FieldBase {
  /** A range is [minimum, maximum], both within min…max. */
  kind: "range" | "number" | "integer";
  /** Whether only integers are allowed (of a range: in both places). */
  integer: boolean;
  min: number;
  max: number;
  /** A step of a slider or an arrow key. */
  step: number;
  /** Whether null is allowed too. */
  nullable?: boolean;
  default: number | readonly [number, number] | null;
}

export interface ChoiceField extends FieldBase {
  kind: "choice";
  choices: readonly (string | number | boolean)[];
  /** None where the field is required. */
  default?: string | number | boolean;
}

export type Field = NumericField | ChoiceField;

/** Limits on what several fields amount to together. */
export const combinedLimits = {
  /** classes × instances. */
  images: 100_000_000_000,
  /** Largest vertices × largest orbits: vertices of one image. */
  vertices: 200_000_000,
  /** Distance of any vertex from the atom's centre, px; keeps the integer line arithmetic within 32 bits. */
  reach: 1_000_000,
} as const;

const table = [...datasetFields, ...parameterFields] as const;
type TableField = (typeof table)[number];

export type FieldPath = TableField["path"];

/** Every field, in the order in which people read them. */
export const fields: readonly Field[] = table;

/** The field of a path known when the program is written. */
export function fieldAt<P extends FieldPath>(path: P): Extract<TableField, { path: P }> {
  return table.find((field) => field.path === path) as Extract<TableField, { path: P }>;
}

/** The field of a path such as `parameters.orbits`, or undefined. */
export function findField(path: string): Field | undefined {
  return fields.find((field) => field.path === path);
}

/** The fields that a configuration of this formulation has, in order. */
export function fieldsOf(formulation: FormulationName): readonly Field[] {
  return fields.filter((field) => field.formulations.includes(formulation));
}

/** What a field takes, after "it must be": `an integer from 0 to 1000`. */
export function expectation(field: Field): string {
  if (field.kind === "choice") {
    const choices = field.choices.map((choice) => JSON.stringify(choice));
    return choices.length === 1 ? choices[0] : `one of ${choices.join(", ")}`;
  }
  const limits = `from ${formatNumber(field.min)} to ${formatNumber(field.max)}`;
  if (field.kind === "range") return `[minimum, maximum], two ${numbers(field)} ${limits}`;
  return `${boundExpectation(field)}${field.nullable ? ", or null" : ""}`;
}

/** What one number of the field takes, a range's end included. */
export function boundExpectation(field: NumericField): string {
  return `${field.integer ? "an integer" : "a number"} from ${formatNumber(field.min)} to ${formatNumber(field.max)}`;
}

function numbers(field: NumericField): string {
  return field.integer ? "integers" : "numbers";
}

const groupTitles: Record<FieldGroup, string> = {
  dataset: "Dataset",
  class: "Parameters drawn for each class (group 1)",
  image: "Parameters drawn for each image (group 2)",
  output: "Output",
};

const introduction = `# Configuration

A dataset is described by one JSON document. Only \`formulation\` is required; every other field has a default, and
the parameters' defaults are the best practice (Table 1 of the paper; for \`release\`, the authors' best-practice shell
script). A field that is not listed here is an error. Ranges are written \`[minimum, maximum]\`, both included.

\`\`\`json
{ "formulation": "paper", "classes": 100, "parameters": { "orbits": [20, 200] }, "output": { "storedSize": 256 } }
\`\`\`

Lengths in "px of 512" are those of a 512 × 512 image and scale with S/512; the lengths of \`release\` do not scale.
`;

const rules = `## Fields that depend on each other

- \`classes\` × \`instances\` is at most ${formatNumber(combinedLimits.images)} images.
- \`streams\` needs formulation \`release\`; \`classes\` is then a multiple of it, and the last stream's seed, seed + streams − 1, a safe integer.
- Renderer \`lines\` draws a \`lineThickness\` of 1; renderer \`canvas\` draws any.
- Layout \`release\` is written as the script writes it: \`image\` is \`png\` and \`pixel\` is \`rgb\`.
- Layouts \`webdataset\` and \`parquet\` mix images of all classes, which \`streams\` cannot: \`streams\` is null.
- \`redrawBlank\` is false with \`streams\`: their random numbers run on from image to image.
- \`storedSize\` is at most \`imageSize\`.
- The largest \`vertices\` times the largest \`orbits\` is at most ${formatNumber(combinedLimits.vertices)} vertices an image, and no vertex may lie farther than ${formatNumber(combinedLimits.reach)} px from the centre.
- With \`release\`, \`frequency2\` is not one value above 0 that n₁ can take too: n₂ would be drawn again for ever.
`;

/** docs/configuration.md, made from the fields. */
export function configurationMarkdown(): string {
  const groups = Object.keys(groupTitles) as FieldGroup[];
  return [introduction, ...groups.map(groupMarkdown), rules].join("\n");
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
  const formulations = field.formulations.length === 1 ? field.formulations[0] : "both";
  const cells = [`\`${field.path}\``, field.symbol, field.explanation, allowed, value, formulations];
  return `| ${cells.join(" | ")} |`;
}
