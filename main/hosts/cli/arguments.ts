/** Readers of option values; what they throw, commander reports with the option's name. */
import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { formatNumber } from "../../../core/config/errors.ts";
import { fieldAt } from "../../../core/config/fields/fields.ts";
import type { Range } from "../../../core/config/parameters.ts";
import { InputError } from "../../common/errors.ts";
import type { Share } from "../../dataset/share.ts";

type IntegerFieldPath =
  | "classes"
  | "instances"
  | "seed"
  | "imageSize"
  | `output.${"storedSize" | "quality" | "shardSize"}`;

/** Reader of integers from `min` to `max`. */
export function integerFrom(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    // The largest of all integers is told to whoever has passed it alone.
    const limit = max === Number.MAX_SAFE_INTEGER && !(value > max) ? "" : ` to ${formatNumber(max)}`;
    throw new InvalidArgumentError(
      `${JSON.stringify(text)} is not allowed; it must be an integer from ${formatNumber(min)}${limit}.`,
    );
  };
}

/** Reader of a field of the configuration. */
export function integerField(path: IntegerFieldPath): (text: string) => number {
  const { min, max } = fieldAt(path);
  return integerFrom(min, max);
}

export const positiveInteger = integerFrom(1);

/** Each thread takes some tens of megabytes, and more of them than processors draw no faster. */
const WORKERS_A_PROCESSOR = 4;
/** Where a container sees one processor only. */
const FEWEST_LIMIT = 16;

export function workerCount(text: string): number {
  return integerFrom(1, Math.max(FEWEST_LIMIT, WORKERS_A_PROCESSOR * availableParallelism()))(text);
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
export function share(text: string): Share {
  const match = /^(\d{1,9})\/(\d{1,9})$/.exec(text);
  const [index, of] = [Number(match?.[1]), Number(match?.[2])];
  if (match !== null && index < of) return { index, of };
  throw new InvalidArgumentError(
    `${JSON.stringify(text)} is not allowed; it must be I/N with I from 0 to N − 1, such as 0/4.`,
  );
}

/** Before work begins whose result could not be written. @throws InputError */
export function requireFolderOf(file: string): void {
  const folder = dirname(resolve(file));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new InputError(`${file}: there is no folder ${folder}; make it, or choose another path`);
}

/** An empty path would mean the current folder, which nobody means by it. */
export function path(text: string): string {
  if (text === "") throw new InvalidArgumentError("the path is empty.");
  return text;
}
