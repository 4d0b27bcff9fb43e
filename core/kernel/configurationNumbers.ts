/** A configuration as the numbers from which the kernel draws (`core/kernel/assembly/draws`). */
import { findField } from "../config/fields/fields.ts";
import type { DatasetConfig } from "../config/parameters.ts";

/**
 * @param paths the fields, in the kernel's order
 * @returns two numbers of a range, of a choice its place among those that there are, else the number; what the
 * configuration leaves out has its default
 */
export function configurationNumbers(config: DatasetConfig, paths: readonly string[]): number[] {
  return paths.flatMap((path) => {
    const field = findField(path, config.formulation);
    const value = valueAt(config, path) ?? field?.default;
    return field?.kind === "choice" ? field.choices.indexOf(value as string) : (value as number | number[]);
  });
}

function valueAt(config: DatasetConfig, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], config);
}
