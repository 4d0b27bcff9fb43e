/** What the searches of systems of maps share: where candidates come from, and how classes are read from released files. */
import type { SystemClassBase } from "../../config/dataset.ts";
import { numpyState } from "../../random/numpyRandom.ts";
import { classRow, tableKey, UnknownClass } from "../classTables.ts";
import type { ClassSearch } from "../pointFormulation.ts";
import { mapLines } from "./files.ts";
import { MOST_MAPS } from "./maps.ts";

/** Points after which nothing more is hoped for: at least a hundred times what the rarest class of the released settings takes. */
const MOST_POINTS = 1_000_000_000;

/** By how much the probabilities of published classes, which are rounded, may miss 1; and that with its own rounding. */
const ROUNDING = 0.001;
const SUM_TOLERANCE = ROUNDING + 1e-9;

/** A configuration whose classes are systems of maps. */
export interface SystemConfig {
  formulation: string;
  seed: number;
  startClass: number;
  streams: number | null;
  parameters: {
    search: "script" | "random";
    searchSeed: number;
    searchPoints: number;
    /** SHA-256 of classes that were brought, or null. */
    classTable: string | null;
  };
}

type OfSystem<Config, Class> = Pick<ClassSearch<Config, Class>, "rows" | "wayOut" | "searcher"> & {
  /** The parameter that decides which candidate becomes a class. */
  threshold: string;
  /**
   * `searchPoints` with which classes are measured that were brought. No search of this configuration has found them, so
   * that its own number must not decide what is kept of them: the table is shared by all that bring the same classes.
   */
  measuringPoints: number;
};

export function systemSearch<Config extends SystemConfig, Class extends SystemClassBase>({
  threshold,
  measuringPoints,
  ...own
}: OfSystem<Config, Class>): ClassSearch<Config, Class> {
  const { rows } = own;
  return {
    ...own,
    lines: [1, MOST_MAPS],
    kind({ parameters: { search, classTable } }) {
      if (classTable !== null) return "given";
      return search === "script" ? "sequence" : "alone";
    },
    basis({ seed, startClass, parameters }) {
      const { search, searchSeed, searchPoints, classTable } = parameters;
      if (classTable !== null) return { classTable, startClass, searchPoints: measuringPoints };
      const limit = (parameters as unknown as Record<string, number>)[threshold];
      return { search, seed: search === "script" ? searchSeed : seed, [threshold]: limit, searchPoints };
    },
    start: ({ parameters }) => numpyState(parameters.searchSeed),
    mostCandidates: ({ parameters }) => Math.ceil(MOST_POINTS / parameters.searchPoints),
    field: `parameters.${threshold}`,
    digest: ({ parameters }) => parameters.classTable,
    withDigest: (config, classTable) => ({ ...config, parameters: { ...config.parameters, classTable } }),
    wrongLine(numbers) {
      const p = numbers[rows.mapNumbers - 1];
      return p >= 0 && p <= 1 ? null : `its last number, the probability p, is ${p}; it must be from 0 to 1`;
    },
    wrongLines(lines) {
      const sum = lines.reduce((all, numbers) => all + numbers[rows.mapNumbers - 1], 0);
      if (Math.abs(sum - 1) <= SUM_TOLERANCE) return null;
      return `the probabilities p, the last number of each line, sum to ${Number(sum.toPrecision(6))}; they must sum to 1, but for ${ROUNDING} of rounding: is the file whole?`;
    },
    fromLines(lines) {
      const unknown = rows.measured.map(() => Number.NaN);
      return rows.toRow(unknown, lines.flat());
    },
    toFile: ({ system }) => mapLines(system, rows.mapNumbers),
    searcher(kernel, config) {
      const { parameters } = config;
      if (parameters.classTable === null) return own.searcher(kernel, config);
      return own.searcher(kernel, {
        ...config,
        parameters: { ...parameters, searchPoints: measuringPoints },
      });
    },
  };
}

/** @throws UnknownClass where it has not been found yet */
export function foundClass<Config extends SystemConfig, Class>(
  search: ClassSearch<Config, Class>,
  config: Config,
  classIndex: number,
): Class {
  const row = classRow(tableKey(config, search), classIndex);
  if (row === undefined) throw new UnknownClass(classIndex);
  return search.rows.toClass(row);
}
