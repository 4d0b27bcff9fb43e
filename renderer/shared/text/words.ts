/** Plain names for what configurations call by short words: one list for every place. */
import type { Layout } from "../../../core/config/layouts.ts";
import { formulations } from "../../../core/formulations/index.ts";
import { formatCount } from "./format.ts";

export const layoutTitles: Record<Layout, string> = {
  imagefolder: "Folders",
  release: "Script's folders",
  webdataset: "WebDataset",
  parquet: "Parquet",
};

/** By field path and value, as text. */
const choices: Record<string, Record<string, string>> = {
  formulation: Object.fromEntries(Object.entries(formulations).map(([name, { title }]) => [name, title])),
  renderer: { lines: "Lines", canvas: "Anti-aliased" },
  redrawBlank: { false: "Keep", true: "Draw again" },
  "output.layout": layoutTitles,
  "output.image": { png: "PNG", jpeg: "JPEG", webp: "WebP" },
  "output.pixel": { gray: "Grey", rgb: "RGB" },
  "output.resample": { area: "Area", lanczos: "Lanczos" },
};

/** What a choice is called on the page. */
export const choiceTitle = (path: string, value: unknown): string =>
  choices[path]?.[String(value)] ?? String(value);

/** `1 worker`, `2,000 images`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
