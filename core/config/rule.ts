/** What a rule is that ties several fields of a configuration together, and a note on what they amount to. */
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

export interface ConfigNote {
  /** Path of the field that it belongs to. */
  field: string;
  /** Sentences, the way out included. */
  message: string;
}

/** null where there is nothing to be told. */
export type NoteRule<Config = DatasetConfigBase> = (config: Config) => ConfigNote | null;
