/** The classes of formulation `fractaldb`: how they are searched, kept as numbers, and read from released files. */
import type { KernelExports } from "../../kernel/kernel.ts";
import { numpyState } from "../../random/numpyRandom.ts";
import { classRow, tableKey, UnknownClass } from "../classTables.ts";
import type { ClassSearch } from "../pointFormulation.ts";
import { systemFile } from "./files.ts";
import { MAP_NUMBERS } from "./geometry/chaosGame.ts";
import { MOST_MAPS } from "./geometry/search.ts";
import type { FractaldbClass, FractaldbConfig } from "./parameters.ts";
import { toClass, toRow } from "./rows.ts";
import { FractalSearcher } from "./searcher.ts";

/** Points after which nothing more is hoped for: a hundred times what the rarest of the published classes took. */
const MOST_POINTS = 1_000_000_000;

/** @throws UnknownClass where it has not been found yet */
export function drawFractaldbClass(config: FractaldbConfig, classIndex: number): FractaldbClass {
  const row = classRow(tableKey(config, "fractaldb", fractaldbSearch), classIndex);
  if (row === undefined) throw new UnknownClass(classIndex);
  return toClass(row);
}

export const fractaldbSearch: ClassSearch<FractaldbConfig, FractaldbClass> = {
  kind({ parameters: { search, classTable } }) {
    if (classTable !== null) return "given";
    return search === "script" ? "sequence" : "alone";
  },
  basis(config) {
    const { search, searchSeed, rate, searchPoints, classTable } = config.parameters;
    if (classTable !== null) return { classTable, startClass: config.startClass };
    const seed = search === "script" ? searchSeed : config.seed;
    return { search, seed, rate, searchPoints };
  },
  toClass,
  toRow,
  start: ({ parameters }) => numpyState(parameters.searchSeed),
  mostCandidates: ({ parameters }) => Math.ceil(MOST_POINTS / parameters.searchPoints),
  wayOut: "lower rate (0.2 in the paper), or raise searchPoints",
  field: "parameters.rate",
  digest: ({ parameters }) => parameters.classTable,
  withDigest: (config, classTable) => ({ ...config, parameters: { ...config.parameters, classTable } }),
  toFile: systemFile,
  numbersInLine: MAP_NUMBERS,
  lines: [1, MOST_MAPS],
  wrongLine(numbers) {
    const p = numbers[MAP_NUMBERS - 1];
    return p >= 0 && p <= 1 ? null : `its last number, the probability p, is ${p}; it must be from 0 to 1`;
  },
  fromLines: (lines) => toRow({ fill: Number.NaN, system: lines.flat() }),
  searcher: (kernel: KernelExports, config) => new FractalSearcher(kernel, config),
};
