/** A configuration as the numbers from which the kernel draws (`core/kernel/assembly/draws`). */
import { findField } from "../config/fields/fields.ts";
import type { DatasetConfig } from "../config/parameters.ts";
import type { KernelExports } from "./kernel.ts";

/** Tells the kernel a configuration, whose classes and images it then draws itself. */
export function putConfiguration(
  kernel: KernelExports,
  config: DatasetConfig,
  { number, fields }: { number: number; fields: readonly string[] },
): void {
  kernel.setFormulation(number);
  const numbers = configurationNumbers(config, fields);
  new Float64Array(kernel.memory.buffer, kernel.configuration(), numbers.length).set(numbers);
}

/**
 * @param paths the fields, in the kernel's order
 * @returns two numbers of a range, of a choice its place among those that there are, else the number; what the
 * configuration leaves out has its default
 */
function configurationNumbers(config: DatasetConfig, paths: readonly string[]): number[] {
  return paths.flatMap((path) => {
    const field = findField(path, config.formulation);
    const value = valueAt(config, path) ?? field?.default;
    return field?.kind === "choice" ? field.choices.indexOf(value as string) : (value as number | number[]);
  });
}

function valueAt(config: DatasetConfig, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], config);
}
