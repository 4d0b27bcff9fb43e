/** The lines of a journal as text: a header, then one line for each finished run, each with its own checksum. */
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { digitsOf, hasFewestDigits } from "../../../core/config/numberNames.ts";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { configFingerprintInput } from "../../../core/config/schema.ts";
import type { JournalEntry } from "./journal.ts";

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

function isEntry(content: Partial<JournalEntry>): boolean {
  const { unit, class: classIndex, first, count, bytes, blank, digest } = content;
  const numbers = [unit, classIndex, first, count, bytes, blank];
  return (
    numbers.every((value) => Number.isSafeInteger(value) && value! >= 0) && /^[0-9a-f]{64}$/.test(digest!)
  );
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
