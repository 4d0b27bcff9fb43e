/** What the studio refuses or cannot do: one sentence for people, with a way out. */
import type { ConfigProblem } from "../../core/config/errors.ts";
import { Cancelled, describeError, InputError } from "../common/errors.ts";

export type StudioErrorName =
  /** The request itself is malformed: a fault of the page. */
  | "InvalidInput"
  | "UnknownMethod"
  /** Ids of this session that have gone, as after a restart. */
  | "UnknownConfig"
  | "UnknownJob"
  | "UnknownDataset"
  | "InvalidConfig"
  /** Nobody chose this path. */
  | "PathNotGranted"
  /** Not in this host, or not in this state. */
  | "NotPossible"
  | "NoSpace"
  | "NotFound"
  /** The dataset that was asked for is there already. */
  | "Complete"
  /** The one who asked has gone. */
  | "Cancelled"
  | "Failed";

export class StudioError extends Error {
  readonly problems: ConfigProblem[] | undefined;

  constructor(name: StudioErrorName, message: string, problems?: ConfigProblem[]) {
    super(message);
    this.name = name;
    this.problems = problems;
  }
}

/** What is left to do when the studio ends is not done. */
export function closing(): StudioError {
  return new StudioError("Cancelled", "The studio is closing");
}

/** An error as it travels to the page. */
export interface PlainError {
  name: string;
  message: string;
  problems?: ConfigProblem[];
}

export function plainError(error: unknown): PlainError {
  if (error instanceof StudioError) {
    const { name, message, problems } = error;
    return { name, message: ended(message), ...(problems && { problems }) };
  }
  if (error instanceof Cancelled) return { name: error.name, message: ended(error.message) };
  // What was asked for cannot be: nothing has failed.
  if (error instanceof InputError)
    return { name: "NotPossible", message: ended(capitalized(withoutField(error.message))) };
  return { name: "Failed", message: ended(capitalized(describeError(error))) };
}

/** What a search says begins with the field that it is about, which the page calls otherwise; the sentence says it too. */
function withoutField(text: string): string {
  return text.replace(/^parameters\.\w+: /, "");
}

/** Errors of the layers below begin in lower case and with an option, as after a terminal's `error:`. */
function capitalized(text: string): string {
  const bare = text.replace(/^--out: /, "");
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
