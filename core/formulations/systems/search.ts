/** What the searches of systems of maps share: where candidates come from, and how classes are read from released files. */
import { numpyState } from "../../random/numpyRandom.ts";
import { classRow, tableKey, UnknownClass } from "../classTables.ts";
import type { ClassRow, ClassSearch } from "../pointFormulation.ts";

/** Points after which nothing more is hoped for: at least a hundred times what the rarest class of the released settings takes. */
const MOST_POINTS = 1_000_000_000;

/** A configuration whose classes are systems of maps. */
export interface SystemConfig {
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

type OfSystem<Config, Class> = Pick<
  ClassSearch<Config, Class>,
  "toClass" | "toRow" | "wayOut" | "toFile" | "numbersInLine" | "lines" | "searcher"
> & {
  /** The parameter that decides which candidate becomes a class. */
  threshold: string;
  /**
   * `searchPoints` with which classes are measured that were brought. No search of this configuration has found them, so
   * that its own number must not decide what is kept of them: the table is shared by all that bring the same classes.
   */
  measuringPoints: number;
  /** Of a class of which only the system's numbers are known. */
  rowOfSystem(system: number[]): ClassRow;
};

export function systemSearch<Config extends SystemConfig, Class>({
  threshold,
  measuringPoints,
  rowOfSystem,
  ...own
}: OfSystem<Config, Class>): ClassSearch<Config, Class> {
  return {
    ...own,
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
      const p = numbers[own.numbersInLine - 1];
      return p >= 0 && p <= 1 ? null : `its last number, the probability p, is ${p}; it must be from 0 to 1`;
    },
    fromLines: (lines) => rowOfSystem(lines.flat()),
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
export function foundClass<Config extends object, Class>(
  formulation: string,
  search: ClassSearch<Config, Class>,
  config: Config,
  classIndex: number,
): Class {
  const row = classRow(tableKey(config, formulation, search), classIndex);
  if (row === undefined) throw new UnknownClass(classIndex);
  return search.toClass(row);
}
