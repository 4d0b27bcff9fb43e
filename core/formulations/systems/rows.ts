/** A class of a search as numbers: what was measured of it, then N rows of a map's coefficients and its p. */
import type { SystemClassBase } from "../../config/dataset.ts";
import type { ClassRows } from "../pointFormulation.ts";

/**
 * @param measured names of what is measured of a class
 * @param mapNumbers numbers of a map
 */
export function systemRows<C extends SystemClassBase>(
  formulation: C["formulation"],
  measured: readonly (keyof C & string)[],
  mapNumbers: number,
): ClassRows<C> {
  const systemOf = (row: Float64Array): number[] => Array.from(row.subarray(measured.length));
  return {
    measured,
    mapNumbers,
    systemOf,
    toClass(row) {
      const system = systemOf(row);
      const known = Object.fromEntries(measured.map((name, i) => [name, row[i]]));
      return { formulation, maps: system.length / mapNumbers, ...known, system } as C;
    },
    toRow: (values, system) => Float64Array.of(...values, ...Array.from(system)),
  };
}
