/** The classes of formulation `exfractaldb`: how they are searched, kept as numbers, and read from released files. */
import { foundClass, systemSearch } from "../systems/search.ts";
import { exfractaldbFields } from "./fields.ts";
import { SpatialSearcher } from "./kernel/searcher.ts";
import type { ExfractaldbClass, ExfractaldbConfig } from "./parameters.ts";
import { exfractaldbRows } from "./rows.ts";

export const exfractaldbSearch = systemSearch<ExfractaldbConfig, ExfractaldbClass>({
  rows: exfractaldbRows,
  threshold: "variance",
  measuringPoints: exfractaldbFields.searchPoints.default,
  wayOut: "lower variance (0.05 in the released script's settings), or raise searchPoints",
  searcher: (kernel, config) => new SpatialSearcher(kernel, config),
});

export const drawExfractaldbClass = (config: ExfractaldbConfig, classIndex: number): ExfractaldbClass =>
  foundClass(exfractaldbSearch, config, classIndex);
