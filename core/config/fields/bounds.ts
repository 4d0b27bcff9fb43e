/** Parts of the schema made from the rows of the field table. */
import * as z from "zod";
import type { Range } from "../dataset.ts";
import type { NumericFieldRow } from "./field.ts";

/** One number of a field, within the field's limits. */
function bound({ min, max, integer }: NumericFieldRow) {
  const number = z.number().min(min).max(max);
  return integer ? number.int() : number;
}

export function number(field: NumericFieldRow) {
  return bound(field).default(field.default as number);
}

export function numberOrNull(field: NumericFieldRow) {
  return bound(field)
    .nullable()
    .default(field.default as number | null);
}

export function choice<const Choices extends readonly string[]>(field: {
  choices: Choices;
  default: Choices[number];
}) {
  return z.enum(field.choices).default(field.default as never);
}

export function digest() {
  return z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .default(null);
}

export function range(field: NumericFieldRow) {
  return z
    .tuple([bound(field), bound(field)])
    .refine(([minimum, maximum]) => minimum <= maximum, "the minimum must not exceed the maximum")
    .default(() => [...(field.default as Range)] as Range);
}
