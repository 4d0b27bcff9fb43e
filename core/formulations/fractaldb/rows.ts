/** A class of formulation `fractaldb` as numbers: its fill rate, then N rows of seven numbers. */
import type { ClassRow } from "../pointFormulation.ts";
import { MAP_NUMBERS } from "./geometry/chaosGame.ts";
import type { FractaldbClass } from "./parameters.ts";

export function toClass(row: ClassRow): FractaldbClass {
  const system = Array.from(row.subarray(1));
  return { formulation: "fractaldb", maps: system.length / MAP_NUMBERS, fill: row[0], system };
}

export function toRow({ fill, system }: Pick<FractaldbClass, "fill" | "system">): ClassRow {
  return Float64Array.of(fill, ...system);
}
