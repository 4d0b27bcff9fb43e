/** What a rule is that ties several fields of a configuration together. */
import type { DatasetConfigBase } from "./dataset.ts";

export interface RuleProblem {
  /** The field to change. */
  path: string[];
  value: unknown;
  /** A clause that follows the field's name, the value and a way out included. */
  message: string;
}

/** null where the rule holds. */
export type Rule<Config = DatasetConfigBase> = (config: Config) => RuleProblem | null;
