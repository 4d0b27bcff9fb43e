/** What the Python package shares with this program as data; bundled and run by generate.mjs. */
import * as z from "zod";
import { findField } from "../../core/config/fields/fields.ts";
import type { DatasetConfig, FormulationName } from "../../core/config/parameters.ts";
import { presets } from "../../core/config/presets.ts";
import { MOST_REDRAWS } from "../../core/config/redraws.ts";
import { datasetConfigSchema } from "../../core/config/schema.ts";
import {
  classParameterColumns,
  formulationNames,
  formulations,
  paletteOf,
  pointsOf,
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

function described(name: FormulationName) {
  const { background } = formulations[name];
  const kernelFields = (paths: readonly string[]) =>
    paths.map((path) => {
      const field = findField(path, name)!;
      const choices = field.kind === "choice" ? { choices: field.choices } : {};
      return { path, default: field.default, ...choices };
    });
  const points = pointsOf({ formulation: name });
  if (points !== null) {
    const { number, fields } = points.kernelFractal;
    const { field, wayOut, rows } = points.search;
    // The limit is on points: a candidate of one point tells it.
    const mostPoints = points.search.mostCandidates({ parameters: { searchPoints: 1 } } as DatasetConfig);
    const search = { measured: rows.measured, mapNumbers: rows.mapNumbers, mostPoints, field, wayOut };
    return {
      background,
      palette: paletteOfAny(name),
      kernelNumber: number,
      kernelFields: kernelFields(fields),
      search,
    };
  }
  const { number, fields } = polylinesOf({ formulation: name })!.kernelDraws;
  return { background, kernelNumber: number, kernelFields: kernelFields(fields), columns: columnsOf(name) };
}

/** Red, green and blue of the samples, where one of the presets is in colour. */
function paletteOfAny(name: FormulationName): number[][] | null {
  const palettes = presets
    .filter(({ config }) => config.formulation === name)
    .map(({ config }) => paletteOf(config));
  const palette = palettes.find((colours) => colours !== null);
  if (palette === undefined || palette === null) return null;
  return Array.from({ length: palette.length / 3 }, (_, sample) => [
    ...palette.subarray(3 * sample, 3 * sample + 3),
  ]);
}

/** The most that any preset has: the kernel draws fewer numbers where a configuration has fewer. */
function columnsOf(name: FormulationName) {
  const all = presets.filter(({ config }) => config.formulation === name);
  const columns = all.map(({ config }) => classParameterColumns(config));
  const [longest] = columns.sort((a, b) => b.length - a.length);
  return longest.map(({ name, symbol, label, unit, integer }) => ({ name, symbol, label, unit, integer }));
}
