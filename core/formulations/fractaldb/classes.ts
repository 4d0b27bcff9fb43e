/** The classes of formulation `fractaldb`: how they are searched, kept as numbers, and read from released files. */
import { foundClass, systemSearch } from "../systems/search.ts";
import { fractaldbFields } from "./fields.ts";
import { systemFile } from "./files.ts";
import { MAP_NUMBERS } from "./geometry/chaosGame.ts";
import { MOST_MAPS } from "./geometry/search.ts";
import type { FractaldbClass, FractaldbConfig } from "./parameters.ts";
import { toClass, toRow } from "./rows.ts";
import { FractalSearcher } from "./searcher.ts";

export const fractaldbSearch = systemSearch<FractaldbConfig, FractaldbClass>({
  threshold: "rate",
  measuringPoints: fractaldbFields.searchPoints.default,
  rowOfSystem: (system) => toRow({ fill: Number.NaN, system }),
  toClass,
  toRow,
  wayOut: "lower rate (0.2 in the paper), or raise searchPoints",
  toFile: systemFile,
  numbersInLine: MAP_NUMBERS,
  lines: [1, MOST_MAPS],
  searcher: (kernel, config) => new FractalSearcher(kernel, config),
});

export const drawFractaldbClass = (config: FractaldbConfig, classIndex: number): FractaldbClass =>
  foundClass("fractaldb", fractaldbSearch, config, classIndex);
