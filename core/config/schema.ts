/** The one schema of a dataset's configuration: defaults, validation, overrides, comparison. */
import * as z from "zod";
import { formulations } from "../formulations/index.ts";
import {
  ConfigError,
  type ConfigProblem,
  describeProblem,
  fieldName,
  formatValue,
  nearestName,
  notAllowed,
} from "./errors.ts";
import { number, numberOrNull } from "./fields/bounds.ts";
import { boundExpectation, expectation, type Field } from "./fields/field.ts";
import { asIn, fieldAt, fields, findField } from "./fields/fields.ts";
import { isScriptLayout } from "./layouts.ts";
import type { DatasetConfig, FormulationName, OutputConfig } from "./parameters.ts";
import { brokenRules } from "./rules.ts";

// zod would otherwise compile its parsers with `new Function`, which the page's content security policy forbids.
z.config({ jitless: true });

const outputFields = z.strictObject({
  layout: z.enum(fieldAt("output.layout").choices).default(fieldAt("output.layout").default),
  image: z.enum(fieldAt("output.image").choices).default(fieldAt("output.image").default),
  quality: number(fieldAt("output.quality")),
  pixel: z.enum(fieldAt("output.pixel").choices).optional(),
  storedSize: numberOrNull(fieldAt("output.storedSize")),
  resample: z.enum(fieldAt("output.resample").choices).default(fieldAt("output.resample").default),
  shardSize: number(fieldAt("output.shardSize")),
});

/** The script writes RGB, so layout `release` means it where nothing is said. */
function withPixel({ layout, image, quality, pixel, ...rest }: z.infer<typeof outputFields>): OutputConfig {
  const defaultPixel = isScriptLayout(layout) ? "rgb" : fieldAt("output.pixel").default;
  return { layout, image, quality, pixel: pixel ?? defaultPixel, ...rest };
}

const output = outputFields.transform(withPixel);

const schemaVersion = z.literal(1).default(fieldAt("schemaVersion").default);

const variants = Object.entries(formulations).map(([name, { parameters, canonical, streams }]) => {
  const field = <F extends Field>(of: F): F => asIn(of, name as FormulationName);
  const renderer = field(fieldAt("renderer"));
  return z.strictObject({
    schemaVersion,
    formulation: z.literal(name),
    classes: number(field(fieldAt("classes"))),
    instances: number(field(fieldAt("instances"))),
    startClass: number(field(fieldAt("startClass"))),
    imageSize: number(field(fieldAt("imageSize"))),
    seed: number(field(fieldAt("seed"))),
    renderer: z.enum(renderer.choices).default(renderer.default),
    redrawBlank: z.boolean().default(fieldAt("redrawBlank").default),
    output: output.prefault({}),
    streams: streams === null ? z.null().default(null) : numberOrNull(fieldAt("streams")),
    parameters: (canonical === undefined
      ? parameters
      : parameters.overwrite((given) => ({ ...canonical(given as unknown as DatasetConfig["parameters"]) }))
    ).prefault({}),
  });
});

/** Input: any subset of the fields with `formulation`; output: a complete configuration. */
export const datasetConfigSchema = z
  .discriminatedUnion("formulation", variants as [(typeof variants)[number]])
  .superRefine((config, context) => {
    for (const { path, value, message } of brokenRules(config as unknown as DatasetConfig)) {
      context.addIssue({ code: "custom", path, input: value, message, params: { rule: true } });
    }
  }) as unknown as z.ZodType<DatasetConfig>;

export type ParseResult = { ok: true; config: DatasetConfig } | { ok: false; problems: ConfigProblem[] };

/** Completes a configuration with defaults, or says everything that is wrong with it. */
export function safeParseConfig(input: unknown): ParseResult {
  const result = datasetConfigSchema.safeParse(input, { reportInput: true });
  if (result.success) return { ok: true, config: result.data };
  const { issues } = result.error;
  // What follows from a value that is wrong in itself is no fault of the other values.
  const own = issues.filter(
    ({ code, ...issue }) => code !== "custom" || !("params" in issue && issue.params?.rule),
  );
  const problems = (own.length > 0 ? own : issues).flatMap((issue) => problemsOf(issue, input));
  return { ok: false, problems: withoutRepeats(problems) };
}

/** Completes a configuration with defaults. Throws a `ConfigError` that lists every problem. */
export function parseConfig(input: unknown): DatasetConfig {
  const result = safeParseConfig(input);
  if (!result.ok) throw new ConfigError(result.problems);
  return result.config;
}

/** A complete configuration of a formulation with every default. */
export function defaultConfig(formulation: FormulationName): DatasetConfig {
  return parseConfig({ formulation });
}

function problemsOf(issue: z.core.$ZodIssue, input: unknown): ConfigProblem[] {
  const field = fieldName(issue.path);
  if (issue.code === "unrecognized_keys") {
    const values = issue.input ?? {};
    return issue.keys.map((key) => unknownField([...issue.path, key], values[key], formulationOf(input)));
  }
  if (issue.code === "custom") {
    const isRule = issue.params?.rule === true;
    const message = isRule ? issue.message : `${formatValue(issue.input)} is not allowed; ${issue.message}`;
    return [{ field, value: issue.input, message }];
  }
  const problem = notAllowed(field, valueAt(input, issue.path), expected(issue.path, formulationOf(input)));
  // Without a formulation nothing else is checked; a misspelt `formulation` is then worth a word.
  return field === "formulation" ? [problem, ...unknownTopFields(input)] : [problem];
}

/** One value can break two limits (too large and no integer), which the message says at once. */
function withoutRepeats(problems: readonly ConfigProblem[]): ConfigProblem[] {
  return [...new Map(problems.map((problem) => [describeProblem(problem), problem])).values()];
}

/** What the field at a path takes, after "it must be". */
function expected(path: readonly PropertyKey[], formulation: unknown): string {
  const isBound = typeof path.at(-1) === "number";
  const field = findField(fieldName(isBound ? path.slice(0, -1) : path), formulation);
  if (field === undefined) {
    const parts = siblings(`${fieldName(path)}.`, formulation);
    return path.length === 0 ? "an object of configuration fields" : `an object of ${parts.join(", ")}`;
  }
  if (!field.formulations.includes(formulation as FormulationName) && field.path === "streams") {
    const owners = field.formulations.map(formatValue).join(", ");
    return `null with formulation ${formatValue(formulation)}; streams belong to formulation ${owners}`;
  }
  return isBound && field.kind !== "choice" && field.kind !== "digest"
    ? boundExpectation(field)
    : expectation(field);
}

function unknownField(path: readonly PropertyKey[], value: unknown, formulation: unknown): ConfigProblem {
  const field = fieldName(path);
  const prefix = field.slice(0, field.lastIndexOf(".") + 1);
  const leaf = String(path.at(-1));
  const elsewhere =
    findField(field, formulation) ?? fields.find(({ path: other }) => other.startsWith(`${field}.`));
  if (elsewhere !== undefined && !elsewhere.formulations.includes(formulation as FormulationName)) {
    const owners = elsewhere.formulations.map(formatValue).join(", ");
    return { field, value, message: `unknown field: it belongs to formulation ${owners}` };
  }
  const known = siblings(prefix, formulation);
  const near = nearestName(leaf, known);
  const moved = fields.find(({ path: other }) => other.split(".").at(-1) === leaf)?.path;
  const suggestion = near === null ? moved : prefix + near;
  const message =
    suggestion === undefined
      ? `unknown field; known here are ${known.join(", ")}`
      : `unknown field; did you mean ${suggestion}?`;
  return { field, value, message };
}

/** Names of the fields beside one another under a prefix such as `output.`. */
function siblings(prefix: string, formulation: unknown): string[] {
  const names = fields
    .filter(
      (field) => formulation === undefined || field.formulations.includes(formulation as FormulationName),
    )
    .filter((field) => field.path.startsWith(prefix))
    .map((field) => field.path.slice(prefix.length).split(".")[0]);
  return [...new Set(names)];
}

function unknownTopFields(input: unknown): ConfigProblem[] {
  if (typeof input !== "object" || input === null) return [];
  const known = siblings("", undefined);
  return Object.entries(input)
    .filter(([key]) => !known.includes(key))
    .map(([key, value]) => unknownField([key], value, undefined));
}

function formulationOf(input: unknown): unknown {
  return valueAt(input, ["formulation"]);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** What may be changed of a preset from the outside; an absent or undefined field keeps the preset's value. */
export type ConfigOverrides = Partial<
  Pick<DatasetConfig, "classes" | "instances" | "seed" | "imageSize" | "renderer" | "redrawBlank"> &
    OutputConfig
>;

/**
 * A copy of the configuration with some fields changed, validated anew. Choosing layout `release` brings its
 * png and RGB along unless those are overridden too. Throws a `ConfigError`.
 */
export function applyOverrides(config: DatasetConfig, overrides: ConfigOverrides): DatasetConfig {
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
  const { classes, instances, seed, imageSize, renderer, redrawBlank, ...outputGiven } = given;
  const top = { classes, instances, seed, imageSize, renderer, redrawBlank };
  const implied = isScriptLayout(outputGiven.layout) ? { image: "png", pixel: "rgb" } : {};
  return parseConfig({
    ...config,
    ...defined(top),
    output: { ...config.output, ...implied, ...outputGiven },
  });
}

function defined(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Canonical JSON of a configuration, keys sorted: equal for equal configurations, whatever the order of their fields. */
export function configFingerprintInput(config: DatasetConfig): string {
  return JSON.stringify(sortKeys(config));
}

export function sameConfig(a: DatasetConfig, b: DatasetConfig): boolean {
  return configFingerprintInput(a) === configFingerprintInput(b);
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
}
