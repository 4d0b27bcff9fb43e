/** The configuration while it is being edited: any document, valid or not, and what is wrong where. */
import type { ConfigProblem } from "../../core/config/errors.ts";
import type { Field } from "../../core/config/fields/field.ts";
import { idleFields } from "../../core/config/idle.ts";
import { configNotes } from "../../core/config/notes.ts";
import type { DatasetConfig, FormulationName } from "../../core/config/parameters.ts";
import { defaultConfig, type ParseResult, parseConfig, safeParseConfig } from "../../core/config/schema.ts";
import { formatCount } from "../shared/text/format.ts";
import { choiceTitle } from "../shared/text/words.ts";

/** A configuration whose fields may hold text that is no number, or numbers that are not allowed. */
export type DraftDocument = { readonly [key: string]: unknown };

export function toDraft(config: DatasetConfig): DraftDocument {
  return config as unknown as DraftDocument;
}

/** The value at a path such as `parameters.orbits`; undefined where there is none. */
export function valueAt(document: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    return typeof value === "object" && value !== null ? (value as DraftDocument)[key] : undefined;
  }, document);
}

/** What a field shows: its default where it is left out of a configuration, as what has no effect may be. */
export function shownValue(document: unknown, field: Field): unknown {
  const value = valueAt(document, field.path);
  return value === undefined ? field.default : value;
}

/** A copy with one value changed; everything beside the path is shared, so that unchanged rows need no redraw. */
export function withValue(document: DraftDocument, path: string, value: unknown): DraftDocument {
  const [key, ...rest] = path.split(".");
  if (rest.length === 0) return { ...document, [key]: value };
  return { ...document, [key]: withValue((document[key] ?? {}) as DraftDocument, rest.join("."), value) };
}

export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const nothingIdle: ReadonlyMap<string, string> = new Map();

export interface CheckedDraft {
  /** null while something is wrong. */
  config: DatasetConfig | null;
  /** By field path without the place in a range; `parameters` and others without a row are kept under "". */
  problems: ReadonlyMap<string, readonly ConfigProblem[]>;
  /** What is allowed but surprises later, by field path. */
  notes: ReadonlyMap<string, string>;
  /** Why a field has no effect at present, by field path. */
  idle: ReadonlyMap<string, string>;
}

const results = new WeakMap<DraftDocument, ParseResult>();

/** Validates a draft with the schema that every host uses; each draft once. */
function validate(draft: DraftDocument): ParseResult {
  const known = results.get(draft) ?? safeParseConfig(draft);
  results.set(draft, known);
  return known;
}

/** @param shownPaths fields beside which a problem can be told */
export function checkDraft(draft: DraftDocument, shownPaths: ReadonlySet<string>): CheckedDraft {
  const result = validate(draft);
  if (result.ok) {
    const notes = new Map<string, string>();
    for (const { field, message } of configNotes(result.config)) {
      notes.set(field, [notes.get(field), message].filter((part) => part !== undefined).join(" "));
    }
    return { config: result.config, problems: new Map(), notes, idle: idleFields(result.config) };
  }
  const problems = new Map<string, ConfigProblem[]>();
  for (const problem of result.problems) {
    const path = problem.field.replace(/\[\d+\]$/, "");
    const key = shownPaths.has(path) ? path : "";
    problems.set(key, [...(problems.get(key) ?? []), problem]);
  }
  return { config: null, problems, notes: new Map(), idle: nothingIdle };
}

/** What a reset gives back: the preset's value where it has the field, else the default. */
export function resetValue(field: Field, preset: DatasetConfig): unknown {
  const value = valueAt(preset, field.path);
  if (value !== undefined && field.formulations.includes(preset.formulation)) return value;
  return field.default;
}

/**
 * The same dataset in another formulation: counts, seed, size and output stay where it allows them, parameters take the
 * best practice. Streams go, since not every formulation has them.
 */
export function withFormulation(config: DatasetConfig, formulation: FormulationName): DatasetConfig {
  if (config.formulation === formulation) return config;
  const { classes, instances, startClass, imageSize, seed, renderer, redrawBlank, output } = config;
  const defaults = defaultConfig(formulation);
  // The other formulation starts with lines of 1 px, which either renderer draws.
  const kept = { classes, instances, startClass, imageSize, seed, renderer, redrawBlank, output };
  const result = safeParseConfig({ ...defaults, ...kept });
  if (result.ok) return result.config;
  // Not every formulation draws pictures of every size.
  const size = { imageSize: defaults.imageSize, output: { ...output, storedSize: null } };
  return parseConfig({ ...defaults, ...kept, ...size });
}

/** A number as a field shows it: grouped by thousands, but for seeds, which are names more than counts. */
export function numberText(value: number, path: string): string {
  const isCount = Number.isInteger(value) && path !== "seed";
  return isCount ? formatCount(value) : String(value);
}

/** A value as the mark of a changed field shows it: `1–200`, `0.05`, `JPEG`. */
export function describeValue(value: unknown, path: string): string {
  if (Array.isArray(value)) return value.map((part) => describeValue(part, path)).join("–");
  if (value === null || value === undefined) return "none";
  if (typeof value === "number") return numberText(value, path).replace("-", "−");
  return choiceTitle(path, value);
}

/**
 * A typed number, thousands separators and the minus sign people copy included; null of anything else.
 * @param integer separators then stand anywhere: whoever adds a digit to `1,000` means 10,000
 */
export function parseNumber(text: string, integer = false): number | null {
  const separators = integer ? /(?<=\d),(?=\d)/g : /(?<=\d),(?=\d{3}(\D|$))/g;
  const plain = text.trim().replace("−", "-").replace(separators, "");
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
