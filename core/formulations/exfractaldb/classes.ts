/** The classes of formulation `exfractaldb`: how they are searched, kept as numbers, and read from released files. */
import { numpyState } from "../../random/numpyRandom.ts";
import { classRow, tableKey, UnknownClass } from "../classTables.ts";
import type { ClassSearch } from "../pointFormulation.ts";
import { systemFile } from "./files.ts";
import { MAP_NUMBERS, MOST_MAPS } from "./geometry/system.ts";
import { SpatialSearcher } from "./kernel/searcher.ts";
import type { ExfractaldbClass, ExfractaldbConfig } from "./parameters.ts";
import { toClass, toRow } from "./rows.ts";

/** Points after which nothing more is hoped for: a thousand times what a class takes with a variance of 0.05. */
const MOST_POINTS = 1_000_000_000;

/** @throws UnknownClass where it has not been found yet */
export function drawExfractaldbClass(config: ExfractaldbConfig, classIndex: number): ExfractaldbClass {
  const row = classRow(tableKey(config, "exfractaldb", exfractaldbSearch), classIndex);
  if (row === undefined) throw new UnknownClass(classIndex);
  return toClass(row);
}

export const exfractaldbSearch: ClassSearch<ExfractaldbConfig, ExfractaldbClass> = {
  kind({ parameters: { search, classTable } }) {
    if (classTable !== null) return "given";
    return search === "script" ? "sequence" : "alone";
  },
  basis(config) {
    const { search, searchSeed, variance, searchPoints, classTable } = config.parameters;
    if (classTable !== null) return { classTable, startClass: config.startClass };
    const seed = search === "script" ? searchSeed : config.seed;
    return { search, seed, variance, searchPoints };
  },
  toClass,
  toRow,
  start: ({ parameters }) => numpyState(parameters.searchSeed),
  mostCandidates: ({ parameters }) => Math.ceil(MOST_POINTS / parameters.searchPoints),
  wayOut: "lower variance (0.05 in the released script's settings), or raise searchPoints",
  field: "parameters.variance",
  digest: ({ parameters }) => parameters.classTable,
  withDigest: (config, classTable) => ({ ...config, parameters: { ...config.parameters, classTable } }),
  toFile: systemFile,
  numbersInLine: MAP_NUMBERS,
  lines: [1, MOST_MAPS],
  wrongLine(numbers) {
    const p = numbers[MAP_NUMBERS - 1];
    return p >= 0 && p <= 1 ? null : `its last number, the probability p, is ${p}; it must be from 0 to 1`;
  },
  fromLines: (lines) =>
    toRow({ varianceX: Number.NaN, varianceY: Number.NaN, varianceZ: Number.NaN, system: lines.flat() }),
  searcher: (kernel, config) => new SpatialSearcher(kernel, config),
};
