/** The variants of a class: its coefficients multiplied, one at a time, by each of some factors, and not at all. */
import type { WeightedImage } from "../pointFormulation.ts";

/** The row of unchanged coefficients, among those of the first coefficient: between the factors below 1 and those above. */
export function unchangedRow(factors: readonly number[]): number {
  return factors.length / 2;
}

/** Rows of a factor for each coefficient. @param factors ascending, as many below 1 as above */
export function weightTable(coefficients: number, factors: readonly number[]): number[][] {
  const unchanged = Array.from({ length: coefficients }, () => 1);
  const rows = unchanged.flatMap((_, coefficient) =>
    factors.map((factor) => unchanged.with(coefficient, factor)),
  );
  rows.splice(unchangedRow(factors), 0, unchanged);
  return rows;
}

/** `c × 0.4`, or `unchanged`. @param factors of a row @param names of the coefficients, a letter each */
export function weightText(factors: readonly number[], names: string): string {
  const changed = factors.findIndex((factor) => factor !== 1);
  return changed < 0 ? "unchanged" : `${names[changed]} × ${factors[changed]}`;
}

/** Weights that a sweep goes through, of each coefficient alone. */
export function weightSweeps(names: string) {
  return Array.from(names, (symbol) => ({
    name: `weight-${symbol}`,
    symbol: `w_${symbol}`,
    label: `Weight of ${symbol}`,
  }));
}

/** What a sweep of weights goes through. */
interface WeightSweep<Config> {
  /** Of the coefficients, a letter each. */
  names: string;
  /** Of the sweep. */
  name: string;
  /** The table of weights. */
  rows: readonly (readonly number[])[];
  /** Each image is the first one's that has it. */
  configs: readonly Config[];
}

/**
 * The images at each weight of one coefficient, ascending.
 * @param instanceOf the instance of a row's image; null where the configuration has none
 */
export function weightedImages<Config extends { instances: number }>(
  { names, name, rows, configs }: WeightSweep<Config>,
  instanceOf: (config: Config, row: number) => number | null,
): WeightedImage<Config>[] {
  const coefficient = weightSweeps(names).findIndex((sweep) => sweep.name === name);
  const images: WeightedImage<Config>[] = [];
  for (const [row, factors] of rows.entries()) {
    if (factors.some((factor, k) => k !== coefficient && factor !== 1)) continue;
    for (const config of configs) {
      const instance = instanceOf(config, row);
      if (instance === null || instance >= config.instances) continue;
      images.push({ value: factors[coefficient], config, instance });
      break;
    }
  }
  return images.sort((a, b) => a.value - b.value);
}
