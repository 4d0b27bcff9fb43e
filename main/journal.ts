/** OUT/journal.jsonl: one line for each finished run of images, only ever appended to. */
import { closeSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import type { ClassParameters } from "../core/config/parameters.ts";

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
  /** Stored pixels that are not black, and the sum of the stored greys; lines of the first version lack them. */
  ink?: number;
  grey?: number;
  /** Images that were drawn again because they came out blank, where there are such. */
  redrawn?: number;
  /** In the packed layouts: what the images of each class, by its label, are like; see `packToneSums`. */
  classTones?: string;
  /** SHA-256, hex, over the bytes of the run's files in order. */
  digest: string;
  /** The class's parameters, in the first line of each class. */
  parameters?: ClassParameters;
  /** Layout `parquet`: bytes of the row group's column chunks, from which the end of the file is made. */
  columns?: number[];
}

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 0x0a;

export class Journal {
  private readonly file: number;

  private constructor(file: number) {
    this.file = file;
  }

  /**
   * Opens or makes the journal and hands every entry to `read`. A last line without its end, which a run that was
   * killed leaves, is cut off; a line that cannot be read otherwise counts as not done.
   * @throws the system's error
   */
  static open(path: string, read: (entry: JournalEntry) => void): Journal {
    const file = openSync(path, "a+");
    ftruncateSync(file, readLines(file, read));
    return new Journal(file);
  }

  append(entry: JournalEntry): void {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    for (let written = 0; written < line.length; ) written += writeSync(this.file, line, written);
  }

  close(): void {
    closeSync(this.file);
  }
}

/** Reads a journal that nobody may be writing to. */
export function readJournal(path: string, read: (entry: JournalEntry) => void): void {
  const file = openSync(path, "r");
  try {
    readLines(file, read);
  } finally {
    closeSync(file);
  }
}

/** Returns the length of all whole lines in bytes. */
function readLines(file: number, read: (entry: JournalEntry) => void): number {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let rest: Buffer = Buffer.alloc(0);
  let position = 0;
  for (;;) {
    const length = readSync(file, chunk, 0, CHUNK_BYTES, position);
    if (length === 0) return position - rest.length;
    position += length;
    const data = Buffer.concat([rest, chunk.subarray(0, length)]);
    let start = 0;
    for (let end = data.indexOf(NEWLINE); end >= 0; end = data.indexOf(NEWLINE, start)) {
      const entry = parseEntry(data.toString("utf8", start, end));
      if (entry !== null) read(entry);
      start = end + 1;
    }
    rest = data.subarray(start);
  }
}

function parseEntry(line: string): JournalEntry | null {
  try {
    const entry = JSON.parse(line) as JournalEntry;
    const numbers = [entry.unit, entry.class, entry.first, entry.count, entry.bytes, entry.blank];
    const valid = numbers.every((value) => Number.isSafeInteger(value) && value >= 0);
    return valid && /^[0-9a-f]{64}$/.test(entry.digest) ? entry : null;
  } catch {
    return null;
  }
}
