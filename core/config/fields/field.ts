/** What a configuration field is: its limits, its default and its words, and how people are told what it takes. */
import type { FormulationName } from "../../formulations/configurations.ts";
import { formatNumber } from "../errors.ts";

/** `class`: group 1, drawn once for each class; `image`: group 2, drawn for each image. */
export type FieldGroup = "dataset" | "class" | "image" | "output";

interface FieldBase {
  /** As `output.quality` or `parameters.orbits`. */
  path: string;
  /** The paper's symbol, or "". */
  symbol: string;
  label: string;
  /** "px", "px of 512" (scales with S/512), or "". */
  unit: string;
  /** One sentence; `code` between backquotes. */
  explanation: string;
  group: FieldGroup;
}

export interface NumericFieldRow extends FieldBase {
  /** A range is [minimum, maximum], both within min…max. */
  kind: "range" | "number" | "integer";
  /** Whether only integers are allowed (of a range: in both places). */
  integer: boolean;
  min: number;
  max: number;
  /** A step of a slider or an arrow key. */
  step: number;
  /** Whether null is allowed too. */
  nullable?: boolean;
  default: number | readonly [number, number] | null;
}

export interface ChoiceFieldRow extends FieldBase {
  kind: "choice";
  choices: readonly (string | number | boolean)[];
  /** None where the field is required. */
  default?: string | number | boolean;
}

/** What is known by a SHA-256 alone, hex, or nothing. */
export interface DigestFieldRow extends FieldBase {
  kind: "digest";
  default: null;
}

/** A field as it is written down, before it is known where it can be set. */
export type FieldRow = NumericFieldRow | ChoiceFieldRow | DigestFieldRow;

/** Where the field can be set (streams: elsewhere it is null). */
interface Placed {
  formulations: readonly FormulationName[];
}

export type NumericField = NumericFieldRow & Placed;
export type ChoiceField = ChoiceFieldRow & Placed;
export type DigestField = DigestFieldRow & Placed;
export type Field = NumericField | ChoiceField | DigestField;

/** Limits on what several fields amount to together. */
export const combinedLimits = {
  /** classes × instances. */
  images: 100_000_000_000,
  /** Largest vertices × largest orbits: vertices of one image. */
  vertices: 200_000_000,
  /** Distance of any vertex from the atom's centre, px; keeps the integer line arithmetic within 32 bits. */
  reach: 1_000_000,
} as const;

/** What a field takes, after "it must be": `an integer from 0 to 1000`. */
export function expectation(field: FieldRow): string {
  if (field.kind === "choice") {
    const choices = field.choices.map((choice) => JSON.stringify(choice));
    return choices.length === 1 ? choices[0] : `one of ${choices.join(", ")}`;
  }
  if (field.kind === "digest") return "a SHA-256 of 64 hexadecimal digits, or null";
  const limits = `from ${formatNumber(field.min)} to ${formatNumber(field.max)}`;
  if (field.kind === "range") return `[minimum, maximum], two ${numbers(field)} ${limits}`;
  return `${boundExpectation(field)}${field.nullable ? ", or null" : ""}`;
}

/** What one number of the field takes, a range's end included. */
export function boundExpectation(field: NumericFieldRow): string {
  return `${field.integer ? "an integer" : "a number"} from ${formatNumber(field.min)} to ${formatNumber(field.max)}`;
}

function numbers(field: NumericFieldRow): string {
  return field.integer ? "integers" : "numbers";
}
