/** Which classes the gallery shows, in which order. */
import type { ClassTable } from "../../core/studio/api.ts";

/** Inclusive ranges by column name; a column without one lets everything through. */
export type Filters = Readonly<Record<string, readonly [number, number]>>;

export interface Sort {
  /** Column name; null: by class number. */
  column: string | null;
  descending: boolean;
}

/** Places in the class table (0 … classes − 1) that pass all filters, sorted; classes of equal value stay in class order. */
export function orderClasses(table: ClassTable, filters: Filters, sort: Sort): Uint32Array {
  const chosen = table.columns.filter(({ name }) => filters[name] !== undefined);
  const passing = new Uint32Array(table.classes);
  let count = 0;
  for (let i = 0; i < table.classes; i++) {
    if (chosen.every(({ name, values }) => values[i] >= filters[name][0] && values[i] <= filters[name][1])) {
      passing[count++] = i;
    }
  }
  const order = passing.subarray(0, count);
  const values = table.columns.find(({ name }) => name === sort.column)?.values;
  const sign = sort.descending ? -1 : 1;
  if (values !== undefined) return order.sort((a, b) => compare(values[a], values[b], sign) || a - b);
  return sort.descending ? order.reverse() : order;
}

/** What is not known comes last in either direction. */
function compare(a: number, b: number, sign: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return sign * (a - b);
}

/** All places in class order, for as long as there is no table. */
export function identityOrder(classes: number): Uint32Array {
  return Uint32Array.from({ length: classes }, (_, i) => i);
}
