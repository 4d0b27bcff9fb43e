/** Readers of option values; what they throw, commander reports with the option's name. */
import { InvalidArgumentError } from "commander";
import type { Range } from "../../core/config/parameters.ts";
import type { StreamShare } from "../stream.ts";

/** Reads a non-negative integer such as `1000`. */
export function integer(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value)) {
    throw new InvalidArgumentError(
      `${JSON.stringify(text)} is not allowed; it must be an integer such as 1000.`,
    );
  }
  return value;
}

/** Reads an integer of at least 1. */
export function positiveInteger(text: string): number {
  const value = integer(text);
  if (value < 1) throw new InvalidArgumentError(`${text} is not allowed; it must be an integer from 1.`);
  return value;
}

/** Most threads that one may ask for: far more than any machine has processors. */
const MOST_WORKERS = 1024;

export function workerCount(text: string): number {
  const value = positiveInteger(text);
  if (value <= MOST_WORKERS) return value;
  throw new InvalidArgumentError(`${text} is not allowed; it must be an integer from 1 to ${MOST_WORKERS}.`);
}

/** Reads `A-B`, both ends included, or `A` alone. */
export function range(text: string): Range {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (match === null || from > to || !Number.isSafeInteger(to)) {
    throw new InvalidArgumentError(
      `${JSON.stringify(text)} is not allowed; it must be A-B with A not above B, such as 0-99.`,
    );
  }
  return [from, to];
}

/** Reads `I/N` with I from 0 to N − 1, such as `0/4`. */
export function share(text: string): StreamShare {
  const match = /^(\d{1,9})\/(\d{1,9})$/.exec(text);
  const [index, of] = [Number(match?.[1]), Number(match?.[2])];
  if (match !== null && index < of) return { index, of };
  throw new InvalidArgumentError(
    `${JSON.stringify(text)} is not allowed; it must be I/N with I from 0 to N − 1, such as 0/4.`,
  );
}

/** An empty path would mean the current folder, which nobody means by it. */
export function path(text: string): string {
  if (text === "") throw new InvalidArgumentError("the path is empty.");
  return text;
}
