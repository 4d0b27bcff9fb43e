/** What the Python package shares with this program as data; bundled and run by generate.mjs. */
import * as z from "zod";
import { fields } from "../../core/config/fields/fields.ts";
import type { FormulationName } from "../../core/config/parameters.ts";
import { presets } from "../../core/config/presets.ts";
import { MOST_REDRAWS } from "../../core/config/redraws.ts";
import { datasetConfigSchema } from "../../core/config/schema.ts";
import {
  classParameterColumns,
  formulationNames,
  formulations,
  polylinesOf,
} from "../../core/formulations/index.ts";

// What is translated has to be in the bundle.
export { findPreset } from "../../core/config/presets.ts";

/** JSON Schema of what a configuration file may say. */
export const schema = z.toJSONSchema(datasetConfigSchema, { io: "input" });

export const documents = {
  mostRedraws: MOST_REDRAWS,
  presets: presets.map(({ name, title, description, config }) => ({ name, title, description, config })),
  formulations: Object.fromEntries(formulationNames.map((name) => [name, described(name)])),
};

/** Without the kernel's part where it does not draw the classes itself. */
function described(name: FormulationName) {
  const { background } = formulations[name];
  const kernelDraws = polylinesOf({ formulation: name })?.kernelDraws;
  if (kernelDraws === undefined) return { background };
  const defaultAt = (path: string) =>
    fields.find((field) => field.path === path && field.formulations.some((owner) => owner === name))
      ?.default;
  return {
    background,
    kernelNumber: kernelDraws.number,
    kernelFields: kernelDraws.fields.map((path) => ({ path, default: defaultAt(path) })),
    columns: columnsOf(name),
  };
}

/** The most that any preset has: the kernel draws fewer numbers where a configuration has fewer. */
function columnsOf(name: FormulationName) {
  const all = presets.filter(({ config }) => config.formulation === name);
  const columns = all.map(({ config }) => classParameterColumns(config));
  const [longest] = columns.sort((a, b) => b.length - a.length);
  return longest.map(({ name, symbol, label, unit, integer }) => ({ name, symbol, label, unit, integer }));
}
