/** Plain names for what configurations call by short words: one list for every place. */
import { fields } from "../../../core/config/fields/fields.ts";
import type { Layout } from "../../../core/config/layouts.ts";
import { formulations } from "../../../core/formulations/index.ts";
import type { JobProgress } from "../../../core/studio/api.ts";
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
  renderer: { lines: "Lines", canvas: "Anti-aliased", points: "Points" },
  "parameters.search": { script: "As the script", random: "Each alone" },
  "parameters.viewpoint": { random: "From anywhere", ring: "From a ring" },
  "parameters.weights": {
    all: "All 25",
    released: "As released",
    mended: "Mended",
    unchanged: "Unchanged",
  },
  "parameters.drawType": {
    patch_gray: "Grey patches",
    point_gray: "Grey points",
    patch_color: "Colour patches",
    point_color: "Colour points",
  },
  redrawBlank: { false: "Keep", true: "Draw again" },
  "output.layout": layoutTitles,
  "output.image": { png: "PNG", jpeg: "JPEG", webp: "WebP" },
  "output.pixel": { gray: "Grey", rgb: "RGB" },
  "output.resample": { area: "Area", lanczos: "Lanczos" },
};

/** What a choice is called on the page. */
export const choiceTitle = (path: string, value: unknown): string =>
  choices[path]?.[String(value)] ?? String(value);

/** What a configuration's word stands for where a sentence says so just before it. */
const kinds: Record<string, string> = {
  layout: "output.layout",
  layouts: "output.layout",
  renderer: "renderer",
  formulation: "formulation",
};

const quoted = (title: string): string => `“${title}”`;

/** The title of a word, wherever it is a choice. */
function anyTitle(word: string): string | undefined {
  return Object.values(choices).find((titles) => titles[word] !== undefined)?.[word];
}

/** Fields that sentences name as configurations do: those that are no word. */
const fieldLabels = new Map(
  fields
    .map(({ path, label }) => [path.slice(path.lastIndexOf(".") + 1), label] as const)
    .filter(([name]) => /[A-Z\d]/.test(name)),
);

/**
 * A sentence of the schema in the words of the page: layout "release" is layout “Script's folders”, imageSize is the
 * image size.
 * @param path of the field it is about, whose values may stand there bare
 */
export function plainWords(sentence: string, path = ""): string {
  return (
    sentence
      .replace(
        /\b(layouts?|renderer|formulation) ["`]?(\w+)["`]?(?: (and|or) ["`]?(\w+)["`]?)?/gi,
        (whole: string, kind: string, first: string, joint?: string, second?: string) => {
          const titles = choices[kinds[kind.toLowerCase()]];
          if (titles[first] === undefined) return whole;
          const begin = `${kind} ${quoted(titles[first])}`;
          if (joint === undefined || second === undefined) return begin;
          return titles[second] === undefined
            ? begin + whole.slice(whole.indexOf(` ${joint} `))
            : `${begin} ${joint} ${quoted(titles[second])}`;
        },
      )
      .replace(/["`](\w+)["`]/g, (whole: string, word: string) => {
        const title = choices[path]?.[word] ?? anyTitle(word);
        return title === undefined ? whole : quoted(title);
      })
      // Names of the released script's own.
      .replace(/`([^`]+)`/g, "“$1”")
      .replace(/\b(true|false)\b/g, (word) => (choices[path]?.[word] ? quoted(choices[path][word]) : word))
      .replace(/\bstreams null\b/g, "no streams")
      .replace(/\b[a-z]+[A-Z\d]\w*/g, (word) => fieldLabels.get(word)?.toLowerCase() ?? word)
  );
}

/** How far the search for classes of a job or a verification is, where one is under way. */
export function searchWords({ search }: Pick<JobProgress, "search">): string | null {
  if (search === undefined) return null;
  return `${formatCount(search.known)} of ${formatCount(search.wanted)} classes found`;
}

/** `1 worker`, `2,000 images`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
