/** Turns what a schema finds wrong with a request into the studio's own error. */
import type { z } from "zod";
import { fieldName } from "../../core/config/errors.ts";
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
    `The page asked ${method} with an argument that it does not take (${first.field}: ${first.message}); reload the page`,
    problems,
  );
}
