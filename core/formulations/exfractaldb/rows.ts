/** A class of formulation `exfractaldb` as numbers: its three variances, then N rows of a … l and p. */
import { systemRows } from "../systems/rows.ts";
import { MAP_NUMBERS } from "./geometry/system.ts";
import type { ExfractaldbClass } from "./parameters.ts";

export const exfractaldbRows = systemRows<ExfractaldbClass>(
  "exfractaldb",
  ["varianceX", "varianceY", "varianceZ"],
  MAP_NUMBERS,
);
