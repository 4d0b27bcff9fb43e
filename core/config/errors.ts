/** What can be wrong with a configuration, in words that name the field, the value and what is allowed. */

export interface ConfigProblem {
  /** Where, as `parameters.frequency1[0]`; `configuration` for the document itself. */
  field: string;
  value: unknown;
  /** A clause that follows the field's name, the value included. */
  message: string;
}

/** A configuration that cannot be used; the message has one line for each problem. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(describeProblem).join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** One line: `parameters.frequency1[0]: 1.5 is not allowed; it must be an integer from 0 to 1000`. */
export function describeProblem(problem: ConfigProblem): string {
  return `${problem.field}: ${problem.message}`;
}

/** The problem of a value that is missing or not what the field takes. */
export function notAllowed(field: string, value: unknown, expectation: string): ConfigProblem {
  const what = value === undefined ? "is missing" : `${formatValue(value)} is not allowed`;
  return { field, value, message: `${what}; it must be ${expectation}` };
}

/** `["parameters", "frequency1", 0]` as `parameters.frequency1[0]`. */
export function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "configuration";
  return path
    .map((part, i) => (typeof part === "number" ? `[${part}]` : `${i > 0 ? "." : ""}${String(part)}`))
    .join("");
}

/** A value short enough for one line of a message; nested objects are not spelt out. */
export function formatValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(shorten(value, 60));
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) {
    const shown = value.slice(0, 4).map((item) => (Array.isArray(item) ? "[…]" : formatValue(item)));
    return `[${shown.join(", ")}${value.length > 4 ? ", …" : ""}]`;
  }
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "function" ? "a function" : String(value);
}

/** Thousands are grouped from 10,000 on, where an ungrouped number is hard to read. */
export function formatNumber(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) < 10_000) return String(value).replace("-", "−");
  return String(value)
    .replace(/\B(?=(\d{3})+$)/g, ",")
    .replace("-", "−");
}

/** The known name at most two edits away, letter case aside, or null. */
export function nearestName(name: string, known: readonly string[]): string | null {
  let nearest: string | null = null;
  let nearestDistance = 3;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < nearestDistance && distance < candidate.length) {
      nearest = candidate;
      nearestDistance = distance;
    }
  }
  return nearest;
}

/** Levenshtein distance; insertions, deletions and substitutions cost 1. */
function editDistance(from: string, to: string): number {
  // Names are short: beyond a length difference that cannot matter, the table is not worth building.
  if (Math.abs(from.length - to.length) > 2) return Math.abs(from.length - to.length);
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const substitution = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[to.length];
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
