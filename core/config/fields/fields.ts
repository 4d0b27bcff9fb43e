/** Every configuration field, composed of the dataset's and the formulations' own: the source of limits for schema, UI and docs. */
import { formulationNames, formulations } from "../../formulations/index.ts";
import type { FormulationName } from "../parameters.ts";
import { renderersOf } from "../renderers.ts";
import { datasetFields } from "./datasetFields.ts";
import type { Field, FieldRow } from "./field.ts";

type DatasetField = (typeof datasetFields)[number];

/** The fields that are no parameters of a formulation. */
export type FieldPath = DatasetField["path"];

function placed(field: DatasetField): Field {
  const hasIt = (name: FormulationName) => field.path !== "streams" || formulations[name].streams !== null;
  return { ...field, formulations: formulationNames.filter(hasIt) };
}

/** The parameters: those that formulations share come first, each where it is first met. */
function parameterFields(): Field[] {
  const owners = new Map<FieldRow, FormulationName[]>();
  for (const name of formulationNames) {
    for (const row of Object.values(formulations[name].fields))
      owners.set(row, [...(owners.get(row) ?? []), name]);
  }
  const all = [...owners].map(([row, names]): Field => ({ ...row, formulations: names }));
  const isShared = (field: Field) => field.formulations.length > 1;
  return [...all.filter(isShared), ...all.filter((field) => !isShared(field))];
}

/** Every field, in the order in which people read them. */
export const fields: readonly Field[] = [...datasetFields.map(placed), ...parameterFields()];

/** The field of a path known when the program is written. */
export function fieldAt<P extends FieldPath>(path: P): Extract<DatasetField, { path: P }> & Field;
export function fieldAt(path: string): Field;
export function fieldAt(path: string): Field {
  return fields.find((field) => field.path === path)!;
}

/** The field of a path such as `parameters.orbits`, or undefined; of several formulations' the first. */
export function findField(path: string, formulation?: unknown): Field | undefined {
  const named = fields.filter((field) => field.path === path);
  const isOwner = (field: Field) => field.formulations.includes(formulation as FormulationName);
  const own = named.find(isOwner);
  return own === undefined ? named[0] : asIn(own, formulation as FormulationName);
}

/** The field with the choices and the default that it has in this formulation. */
export function asIn<F extends Field>(field: F, name: FormulationName): F {
  const { picture, datasetDefaults = {} } = formulations[name];
  if (field.path === "renderer") {
    return { ...field, choices: renderersOf[picture], default: renderersOf[picture][0] };
  }
  return field.path in datasetDefaults ? { ...field, default: datasetDefaults[field.path] } : field;
}

/** The fields that a configuration of this formulation has: the dataset's, then its parameters in its own order. */
export function fieldsOf(formulation: FormulationName): readonly Field[] {
  const order = Object.values(formulations[formulation].fields).map(({ path }) => path);
  const own = fields.filter((field) => field.formulations.includes(formulation));
  return own
    .sort((a, b) => order.indexOf(a.path) - order.indexOf(b.path))
    .map((field) => asIn(field, formulation));
}
