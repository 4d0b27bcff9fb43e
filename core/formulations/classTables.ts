/** The classes that were searched, as far as they are known to this thread: found elsewhere, and put here. */
import type { ClassRow } from "./pointFormulation.ts";

/** Tables that are kept: more configurations than are looked at in an hour. */
const KEPT_TABLES = 64;

/** By what decides them, least recently used first. */
const tables = new Map<string, Map<number, ClassRow>>();
const keys = new WeakMap<object, string>();

/** A class that a search has not found yet, or that nobody has brought. */
export class UnknownClass extends Error {
  constructor(classIndex: number) {
    super(`class ${classIndex} has not been searched for yet`);
    this.name = "UnknownClass";
  }
}

/** Names the table of a configuration: equal for all that have the same classes. */
export function tableKey<Config extends { formulation: string }>(
  config: Config,
  search: { basis(config: Config): object },
): string {
  const known = keys.get(config);
  if (known !== undefined) return known;
  const key = JSON.stringify([config.formulation, search.basis(config)]);
  keys.set(config, key);
  return key;
}

export function classRow(key: string, classIndex: number): ClassRow | undefined {
  const table = tables.get(key);
  if (table === undefined) return undefined;
  tables.delete(key);
  tables.set(key, table);
  return table.get(classIndex);
}

export function putClassRow(key: string, classIndex: number, row: ClassRow): void {
  const table = tables.get(key) ?? new Map<number, ClassRow>();
  table.set(classIndex, row);
  tables.delete(key);
  tables.set(key, table);
  for (const oldest of tables.keys()) {
    if (tables.size <= KEPT_TABLES) break;
    tables.delete(oldest);
  }
}
