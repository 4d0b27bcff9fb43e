/** A class of formulation `fractaldb` as numbers: its fill rate, then N rows of a … f and p. */
import { systemRows } from "../systems/rows.ts";
import { MAP_NUMBERS } from "./geometry/system.ts";
import type { FractaldbClass } from "./parameters.ts";

export const fractaldbRows = systemRows<FractaldbClass>("fractaldb", ["fill"], MAP_NUMBERS);
