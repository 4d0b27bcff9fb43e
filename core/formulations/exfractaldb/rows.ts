/** A class of formulation `exfractaldb` as numbers: its three variances, then N rows of thirteen numbers. */
import type { ClassRow } from "../pointFormulation.ts";
import { MAP_NUMBERS } from "./geometry/system.ts";
import type { ExfractaldbClass } from "./parameters.ts";

const AXES = 3;

export function toClass(row: ClassRow): ExfractaldbClass {
  const [varianceX, varianceY, varianceZ] = row;
  const system = Array.from(row.subarray(AXES));
  const maps = system.length / MAP_NUMBERS;
  return { formulation: "exfractaldb", maps, varianceX, varianceY, varianceZ, system };
}

export function toRow({
  varianceX,
  varianceY,
  varianceZ,
  system,
}: Omit<ExfractaldbClass, "formulation" | "maps">): ClassRow {
  return Float64Array.of(varianceX, varianceY, varianceZ, ...system);
}
