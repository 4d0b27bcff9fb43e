/** Rules and idle fields that follow from where the classes of fractals come from. */
import type { RuleProblem } from "../../config/rule.ts";
import type { SystemConfig } from "./search.ts";

/** Streams draw what the released script draws, of the classes that it finds. */
export function scriptStreams({
  streams,
  parameters: { search, classTable },
}: SystemConfig): RuleProblem | null {
  if (streams === null || search === "script" || classTable !== null) return null;
  const message =
    '"random" is not allowed with streams, which draw what the released script draws; use "script", or streams null';
  return { path: ["parameters", "search"], value: search, message };
}

/** @param threshold the parameter that decides which candidate becomes a class */
export function idleSearchFields({ parameters }: SystemConfig, threshold: string): Map<string, string> {
  const { classTable, search } = parameters;
  if (classTable !== null) {
    const why = "the classes were brought as a table";
    const fields = ["search", "searchSeed", threshold, "searchPoints"];
    return new Map(fields.map((field) => [`parameters.${field}`, why]));
  }
  return new Map(
    search === "random" ? [["parameters.searchSeed", "the dataset's seed is the search's"]] : [],
  );
}
