/** Turns what a schema finds wrong with a request into the studio's own error. */
import type { z } from "zod";
import { fieldName, formatValue } from "../../core/config/errors.ts";
import { StudioError } from "./errors.ts";

export function inputProblem(method: string, error: z.ZodError): StudioError {
  const problems = error.issues.map((issue) => ({
    field: issue.path.length === 0 ? "input" : fieldName(issue.path),
    value: null,
    message: issue.message,
  }));
  const [first] = problems;
  return new StudioError(
    "InvalidInput",
    `${method} was asked with an argument it does not take (${formatValue(first.field)}: ${first.message}); reload the page`,
    problems,
  );
}
