/** The lines of a journal as text: a header, then one line for each finished run, each with its own checksum. */
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { digitsOf, hasFewestDigits } from "../../../core/config/numberNames.ts";
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { configFingerprintInput } from "../../../core/config/schema.ts";

export interface JournalEntry {
  unit: number;
  /** In the packed layouts the shard's number. */
  class: number;
  /** First instance; in the packed layouts the first sample of the shard. */
  first: number;
  count: number;
  /** Sum of the files' sizes; in the packed layouts what the run added to its shard. */
  bytes: number;
  /** Images whose pixels are all zero. */
  blank: number;
  /** Stored pixels that are not background, and the sum of the stored greys; lines of the first version lack them. */
  ink?: number;
  grey?: number;
  /** Images that were drawn again because they came out blank, where there are such. */
  redrawn?: number;
  /** Images whose points overflow, where there are such. */
  diverging?: number;
  /** In the packed layouts: what the images of each class, by its label, are like; see `packToneSums`. */
  classTones?: string;
  /** SHA-256, hex, over the bytes of the run's files in order. */
  digest: string;
  /** The class's parameters, in the first line of each class. */
  parameters?: ClassParameters;
  /** Layout `parquet`: bytes of the row group's column chunks, from which the end of the file is made. */
  columns?: number[];
}

/** The first line; journals of the first version lack it. */
export interface JournalHeader {
  /** Version of the journal's format. */
  journal: number;
  /** SHA-256, hex, of the configuration, and of the digits in names where they are not the fewest. */
  config: string;
}

export const JOURNAL_VERSION = 1;

/** Fields of the first version's lines, which had no checksum. */
const firstFields = new Set([
  ...["unit", "class", "first", "count", "bytes", "blank", "ink", "grey", "digest"],
  ...["parameters", "columns"],
]);

const CHECKSUM = /,"crc":"([0-9a-f]{8})"\}$/;

export function headerOf(config: DatasetConfig): JournalHeader {
  const hash = createHash("sha256").update(configFingerprintInput(config));
  // The same configuration had other names in earlier versions.
  if (!hasFewestDigits(config)) hash.update(JSON.stringify(digitsOf(config)));
  return { journal: JOURNAL_VERSION, config: hash.digest("hex") };
}

/** With the line's end. */
export function lineOf(content: JournalEntry | JournalHeader): string {
  const text = JSON.stringify(content).slice(0, -1);
  return `${text},"crc":"${checksum(text)}"}\n`;
}

/**
 * null where the line cannot be read or is not what was written: one flipped bit in a digest would otherwise end in
 * another fingerprint. Lines of the first version have no checksum.
 */
export function parseLine(line: string): JournalEntry | JournalHeader | null {
  const match = CHECKSUM.exec(line);
  const text = match === null ? line : line.slice(0, match.index);
  if (match !== null && checksum(text) !== match[1]) return null;
  try {
    const content = JSON.parse(match === null ? text : `${text}}`) as JournalEntry | JournalHeader;
    // A checksum may be what was damaged.
    if (match === null && !Object.keys(content).every((field) => firstFields.has(field))) return null;
    return isHeader(content) || isEntry(content) ? content : null;
  } catch {
    return null;
  }
}

export function isHeader(content: Partial<JournalHeader> | JournalEntry): content is JournalHeader {
  return "journal" in content && Number.isInteger(content.journal) && typeof content.config === "string";
}

/** Somebody's words: what numbers are used for, as for names of files, they have to be numbers. */
function isEntry(content: Partial<JournalEntry>): boolean {
  const { unit, class: classIndex, first, count, bytes, blank, digest } = content;
  const {
    ink = 0,
    grey = 0,
    redrawn = 0,
    diverging = 0,
    classTones = "",
    columns = [],
    parameters,
  } = content;
  return (
    [unit, classIndex, first, bytes, blank, ink, grey, redrawn, diverging].every(isCount) &&
    isCount(count) &&
    (count as number) > 0 &&
    typeof digest === "string" &&
    /^[0-9a-f]{64}$/.test(digest) &&
    typeof classTones === "string" &&
    Array.isArray(columns) &&
    columns.every(isCount) &&
    (parameters === undefined || isClass(parameters))
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** A name and numbers, or lists of them; the numbers of orbits and vertices, which classes of polylines have, count something. */
function isClass(parameters: Partial<ClassParameters>): boolean {
  if (typeof parameters !== "object" || parameters === null) return false;
  const { formulation, ...others } = parameters;
  const counts = ["orbits", "vertices"].filter((name) => name in others);
  return (
    typeof formulation === "string" &&
    counts.every((name) => isCount((others as Record<string, unknown>)[name])) &&
    Object.values(others)
      .flat()
      .every((value) => Number.isFinite(value))
  );
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
