/** What the fields of fractals have in common: where their classes come from. */
import type { FieldRow } from "../../config/fields/field.ts";

export const ofClass = { group: "class", unit: "", symbol: "" } as const;
export const ofImage = { group: "image", unit: "", symbol: "" } as const;
export const integer = { kind: "integer", integer: true } as const;

export const ofSearch = {
  search: { path: "parameters.search", ...ofClass, label: "Search", kind: "choice" },
  searchSeed: {
    path: "parameters.searchSeed",
    ...ofClass,
    label: "Search seed",
    ...integer,
    min: 0,
    max: 2 ** 32 - 1,
    step: 1,
    default: 1,
  },
  searchPoints: { path: "parameters.searchPoints", ...ofClass, label: "Points of the search", ...integer },
} as const;

export const classTableField = {
  path: "parameters.classTable",
  ...ofClass,
  label: "Class table",
  kind: "digest",
  default: null,
  explanation:
    "SHA-256 of classes that were brought with `--class-table`, which take the place of the search.",
} as const satisfies FieldRow;
