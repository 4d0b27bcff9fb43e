/** How class and instance numbers are written in the names of folders, files and samples. */
import { formulationOf } from "../formulations/index.ts";
import { isScriptLayout } from "./layouts.ts";
import type { DatasetConfig } from "./parameters.ts";

/** Digits of every number of a kind. */
export interface Digits {
  class: number;
  instance: number;
}

/** What numbers have at least: the released script's, and enough for both of the paper's datasets. */
export const FEWEST_DIGITS: Readonly<Digits> = { class: 5, instance: 4 };

/**
 * As many as the dataset's last number needs, so that names sort as numbers do: readers of class folders take the order
 * of the names for the labels. Layout `release` writes longer numbers as the script does, each as long as it is.
 */
export function digitsOf(config: DatasetConfig): Digits {
  const { classes, instances, startClass, output } = config;
  if (isScriptLayout(output.layout)) {
    return { ...FEWEST_DIGITS, class: formulationOf(config).scriptFiles.classDigits ?? FEWEST_DIGITS.class };
  }
  return {
    class: Math.max(FEWEST_DIGITS.class, String(startClass + classes - 1).length),
    instance: Math.max(FEWEST_DIGITS.instance, String(instances - 1).length),
  };
}

/** Whether the dataset's names are those of every version: earlier ones wrote longer numbers each as long as it is. */
export function hasFewestDigits(config: DatasetConfig): boolean {
  const digits = digitsOf(config);
  return digits.class === FEWEST_DIGITS.class && digits.instance === FEWEST_DIGITS.instance;
}

/** `00042`: the name of a class, and of its folder. */
export function className(config: DatasetConfig, classIndex: number): string {
  return String(classIndex).padStart(digitsOf(config).class, "0");
}

/** The class of a name; null where it is no class's of the dataset. */
export function classCalled(config: DatasetConfig, name: string): number | null {
  if (!/^\d+$/.test(name)) return null;
  const classIndex = Number(name);
  const label = classIndex - config.startClass;
  return label >= 0 && label < config.classes && className(config, classIndex) === name ? classIndex : null;
}

/** `0007` */
export function instanceName(config: DatasetConfig, instance: number): string {
  return String(instance).padStart(digitsOf(config).instance, "0");
}

/** Names of the classes in the order of their labels. */
export function classNames(config: DatasetConfig): string[] {
  return Array.from({ length: config.classes }, (_, label) => className(config, config.startClass + label));
}
