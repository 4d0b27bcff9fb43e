/** Tells two configurations apart in words. */
import type { DatasetConfig } from "../../core/config/parameters.ts";

const SHOWN = 3;

/** The first fields in which they differ, as `seed 1 there, 2 here; …`. */
export function differences(there: DatasetConfig, here: DatasetConfig): string {
  const valuesThere = leaves(there);
  const valuesHere = leaves(here);
  const fields = [...new Set([...valuesThere.keys(), ...valuesHere.keys()])];
  const different = fields.filter((field) => valuesThere.get(field) !== valuesHere.get(field));
  const told = different
    .slice(0, SHOWN)
    .map(
      (field) =>
        `${field}: ${valuesThere.get(field) ?? "none"} there, ${valuesHere.get(field) ?? "none"} here`,
    );
  const more = different.length > SHOWN ? [`and ${different.length - SHOWN} more`] : [];
  return [...told, ...more].join("; ");
}

/** Every value by its path; ranges are values. */
function leaves(value: object, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === "object" && item !== null && !Array.isArray(item)) {
      for (const [path, leaf] of leaves(item, `${prefix}${key}.`)) found.set(path, leaf);
    } else found.set(prefix + key, JSON.stringify(item));
  }
  return found;
}
