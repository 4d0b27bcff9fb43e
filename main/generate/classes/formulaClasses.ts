/** The classes that a configuration alone tells, without drawing or searching. */
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { drawClass, formulationOf } from "../../../core/formulations/index.ts";
import type { ClassByFormula } from "../../dataset/journal/plausible.ts";
import { finderOf } from "./search/searchedClasses.ts";

/** null of classes that only a stream tells, or a search that has not found them yet. */
export function formulaClasses(config: DatasetConfig): ClassByFormula {
  if (formulationOf(config).classTable(config) === "stream") return () => null;
  const finder = finderOf(config);
  return (classIndex) => (finder === null || finder.offer(classIndex) ? drawClass(config, classIndex) : null);
}
