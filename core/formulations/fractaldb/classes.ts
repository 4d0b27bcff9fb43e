/** The classes of formulation `fractaldb`: how they are searched, kept as numbers, and read from released files. */
import { foundClass, systemSearch } from "../systems/search.ts";
import { fractaldbFields } from "./fields.ts";
import type { FractaldbClass, FractaldbConfig } from "./parameters.ts";
import { fractaldbRows } from "./rows.ts";
import { FractalSearcher } from "./searcher.ts";

export const fractaldbSearch = systemSearch<FractaldbConfig, FractaldbClass>({
  rows: fractaldbRows,
  threshold: "rate",
  measuringPoints: fractaldbFields.searchPoints.default,
  wayOut: "lower rate (0.2 in the paper), or raise searchPoints",
  searcher: (kernel, config) => new FractalSearcher(kernel, config),
});

export const drawFractaldbClass = (config: FractaldbConfig, classIndex: number): FractaldbClass =>
  foundClass(fractaldbSearch, config, classIndex);
