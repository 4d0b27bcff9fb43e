/** Configurations of any formulation with fields drawn at random within their limits; the rules between fields may be broken. */
import fc from "fast-check";
import type { Field } from "../../core/config/fields/field.ts";
import { fieldsOf } from "../../core/config/fields/fields.ts";
import type { FormulationName } from "../../core/config/parameters.ts";
import { formulationNames } from "../../core/formulations/index.ts";

/** Values near a field's own default are met more often: few configurations obey every rule otherwise. */
function valuesOf(field: Field): fc.Arbitrary<unknown> {
  if (field.kind === "choice") return fc.constantFrom(...field.choices);
  if (field.kind === "digest") return fc.constantFrom(null, "0".repeat(64), "0".repeat(63));
  const { min, max, integer } = field;
  const number = (lowest: number, highest: number) =>
    integer
      ? fc.integer({ min: Math.ceil(lowest), max: Math.floor(highest) })
      : fc.double({ min: lowest, max: highest, noNaN: true }).map((value) => value + 0);
  const usual = Array.isArray(field.default) ? field.default[1] : (field.default ?? 1);
  const likely = number(min, Math.min(max, Math.max(min + 1, 2 * usual)));
  const any = fc.oneof({ weight: 4, arbitrary: likely }, { weight: 1, arbitrary: number(min, max) });
  if (field.kind === "range") return fc.tuple(any, any).map((ends) => ends.sort((a, b) => a - b));
  return field.nullable ? fc.option(any, { nil: null, freq: 2 }) : any;
}

function nested(entries: [string, unknown][]): Record<string, unknown> {
  const config: Record<string, unknown> = {};
  for (const [path, value] of entries) {
    const keys = path.split(".");
    let at = config;
    for (const key of keys.slice(0, -1)) {
      at[key] ??= {};
      at = at[key] as Record<string, unknown>;
    }
    at[keys.at(-1)!] = value;
  }
  return config;
}

function configOf(formulation: FormulationName): fc.Arbitrary<Record<string, unknown>> {
  const free = fieldsOf(formulation).filter(
    ({ path }) => path !== "formulation" && path !== "parameters.lineThickness",
  );
  const entries = free.map((field) =>
    fc.option(valuesOf(field), { nil: undefined, freq: 1 }).map((value) => [field.path, value] as const),
  );
  return fc.tuple(...entries).map((chosen) => {
    const given = chosen.filter(([, value]) => value !== undefined);
    const whole = nested([["formulation", formulation], ...given] as [string, unknown][]);
    const { recursion } = (whole.parameters ?? {}) as { recursion?: Record<string, unknown> };
    if (recursion) Object.assign(recursion, { depth: 2, ratio: 0.5, factor: 3, ...recursion });
    return whole;
  });
}

export const anyConfig = fc.constantFrom(...formulationNames).chain(configOf);
