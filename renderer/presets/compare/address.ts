/** Which configurations are compared, as an address: a reload, Back and a link lead to the same. */
import { sampleLimits } from "../../../core/compare/limits.ts";
import { differencesFromDefault } from "../../../core/config/differences.ts";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { findPreset, presets } from "../../../core/config/presets.ts";
import { safeParseConfig, sameConfig } from "../../../core/config/schema.ts";
import { comparedAtATime } from "../../../core/studio/comparing.ts";

/** A preset, or a design as it was when it was chosen. */
export type Choice =
  | { kind: "preset"; name: string; config: DatasetConfig }
  | { kind: "design"; name: string; config: DatasetConfig };

export interface ComparisonView {
  choices: Choice[];
  /** Classes of each that are looked at, and images of each class. */
  classes: number;
  instances: number;
}

const ADDRESS = "#/presets/compare";

export const isComparison = (hash: string): boolean => hash.split("?")[0] === ADDRESS;

export const nothingChosen: ComparisonView = {
  choices: [],
  classes: sampleLimits.classes.usual,
  instances: sampleLimits.instances.usual,
};

export const presetChoice = (name: string): Choice => ({
  ...{ kind: "preset", name },
  config: findPreset(name).config,
});

/** As people read it. */
export const choiceTitle = ({ kind, name }: Choice): string =>
  kind === "preset" ? findPreset(name).title : name;

export function comparisonAddress({ choices, classes, instances }: ComparisonView): string {
  const query = new URLSearchParams();
  for (const { kind, name, config } of choices) {
    query.append("of", kind === "preset" ? name : JSON.stringify([name, differencesFromDefault(config)]));
  }
  if (classes !== nothingChosen.classes) query.set("classes", String(classes));
  if (instances !== nothingChosen.instances) query.set("images", String(instances));
  const text = query.toString();
  return text === "" ? ADDRESS : `${ADDRESS}?${text}`;
}

/** What an address says, without what it says wrongly: that is told in sentences. */
export function parseComparison(hash: string): { view: ComparisonView; problems: string[] } {
  const query = new URLSearchParams(hash.slice(hash.indexOf("?") + 1 || hash.length));
  const problems: string[] = [];
  const choices: Choice[] = [];
  for (const text of query.getAll("of")) {
    const choice = text.startsWith("[") ? readDesign(text) : readPreset(text);
    if (typeof choice === "string") problems.push(choice);
    else if (choices.some(({ config }) => sameConfig(config, choice.config)))
      problems.push(`“${choiceTitle(choice)}” is there already.`);
    else if (choices.length === comparedAtATime.most)
      problems.push(`“${choiceTitle(choice)}” is left out: ${comparedAtATime.most} are compared at a time.`);
    else choices.push(choice);
  }
  const number = (name: string, { min, max, usual }: { min: number; max: number; usual: number }): number => {
    const text = query.get(name);
    const value = Number(text);
    if (text === null) return usual;
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    problems.push(`${text} is no number of ${name}: it must be ${min} to ${max}.`);
    return usual;
  };
  const { classes, instances } = sampleLimits;
  return {
    view: { choices, classes: number("classes", classes), instances: number("images", instances) },
    problems,
  };
}

function readPreset(name: string): Choice | string {
  return presets.some((preset) => preset.name === name)
    ? presetChoice(name)
    : `There is no preset “${name}”.`;
}

function readDesign(text: string): Choice | string {
  const broken = "A design in this address cannot be read; choose it again.";
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return broken;
  }
  if (!Array.isArray(parsed) || typeof parsed[0] !== "string" || parsed[0] === "") return broken;
  const [name, document] = parsed as [string, unknown];
  const result = safeParseConfig(document);
  if (result.ok) return { kind: "design", name, config: result.config };
  const [{ field, message }] = result.problems;
  return `“${name}” cannot be compared: ${field}: ${message}.`;
}
