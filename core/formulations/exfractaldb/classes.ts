/** The classes of formulation `exfractaldb`: how they are searched, kept as numbers, and read from released files. */
import { foundClass, systemSearch } from "../systems/search.ts";
import { exfractaldbFields } from "./fields.ts";
import { systemFile } from "./files.ts";
import { MAP_NUMBERS, MOST_MAPS } from "./geometry/system.ts";
import { SpatialSearcher } from "./kernel/searcher.ts";
import type { ExfractaldbClass, ExfractaldbConfig } from "./parameters.ts";
import { toClass, toRow } from "./rows.ts";

const unknown = { varianceX: Number.NaN, varianceY: Number.NaN, varianceZ: Number.NaN };

export const exfractaldbSearch = systemSearch<ExfractaldbConfig, ExfractaldbClass>({
  threshold: "variance",
  measuringPoints: exfractaldbFields.searchPoints.default,
  rowOfSystem: (system) => toRow({ ...unknown, system }),
  toClass,
  toRow,
  wayOut: "lower variance (0.05 in the released script's settings), or raise searchPoints",
  toFile: systemFile,
  numbersInLine: MAP_NUMBERS,
  lines: [1, MOST_MAPS],
  searcher: (kernel, config) => new SpatialSearcher(kernel, config),
});

export const drawExfractaldbClass = (config: ExfractaldbConfig, classIndex: number): ExfractaldbClass =>
  foundClass("exfractaldb", exfractaldbSearch, config, classIndex);
