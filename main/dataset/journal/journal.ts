/** OUT/journal.jsonl: one line for each finished run of images, only ever appended to. */
import {
  closeSync,
  fdatasync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from "node:fs";
import { promisify } from "node:util";
import type { ClassParameters } from "../../../core/config/parameters.ts";
import { JobError } from "../../common/errors.ts";
import { isHeader, JOURNAL_VERSION, type JournalHeader, lineOf, parseLine } from "./journalLines.ts";

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

export const journalName = "journal.jsonl";

const CHUNK_BYTES = 1 << 20;
const NEWLINE = 0x0a;

export class Journal {
  private readonly path: string;
  private file: number;
  /** Bytes of all whole lines. */
  private end: number;
  /** Whether some lines could not be read. */
  private unreadable: boolean;

  private constructor(path: string, file: number, { end, unreadable }: ReadLines) {
    this.path = path;
    this.file = file;
    this.end = end;
    this.unreadable = unreadable;
  }

  /**
   * Opens or makes the journal and hands every entry to `read`, with the place of its line's end. A last line without
   * its end, which a run that was killed leaves, is cut off; a line that cannot be read otherwise counts as not done.
   * @param header first line of a new journal
   * @throws JobError for a journal of a newer version, the system's error
   */
  static open(path: string, read: ReadEntry, header?: JournalHeader): Journal {
    const file = openSync(path, "a+");
    try {
      const lines = readLines(path, file, read);
      ftruncateSync(file, lines.end);
      const journal = new Journal(path, file, lines);
      if (lines.end === 0 && header !== undefined) {
        journal.write(lineOf(header));
        // By it the folder is known should its description be lost.
        fsyncSync(file);
      }
      return journal;
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  /** Bytes. */
  get length(): number {
    return this.end;
  }

  append(entry: JournalEntry): void {
    this.write(lineOf(entry));
  }

  /** Resolves when all that was appended is on the disk itself. */
  async sync(): Promise<void> {
    await promisify(fdatasync)(this.file);
  }

  /**
   * Takes out lines, and those that cannot be read.
   * @param ends places of the lines' ends
   * @param place somewhere in the file, bytes
   * @param before called before anything is changed with the number of bytes that stay of those before `place`
   */
  remove(ends: ReadonlySet<number>, place: number, before: (staying: number) => void): void {
    if (ends.size === 0 && !this.unreadable) return;
    const temporary = `${this.path}.tmp`;
    const copy = openSync(temporary, "w");
    let length = 0;
    let staying = 0;
    try {
      readRaw(this.file, (line, end) => {
        if (ends.has(end) || parseLine(line) === null) return;
        const bytes = Buffer.from(`${line}\n`);
        writeAll(copy, bytes);
        length += bytes.length;
        if (end <= place) staying = length;
      });
      fsyncSync(copy);
    } finally {
      closeSync(copy);
    }
    before(staying);
    renameSync(temporary, this.path);
    closeSync(this.file);
    this.file = openSync(this.path, "a+");
    this.end = length;
    this.unreadable = false;
  }

  close(): void {
    closeSync(this.file);
  }

  private write(line: string): void {
    const bytes = Buffer.from(line);
    try {
      writeAll(this.file, bytes);
      this.end += bytes.length;
    } catch (error) {
      // Half a line, as of a full disk, would spoil the next one.
      try {
        ftruncateSync(this.file, this.end);
      } catch {}
      throw Object.assign(error as Error, { path: this.path });
    }
  }
}

type ReadEntry = (entry: JournalEntry, end: number) => void;

interface ReadLines {
  end: number;
  unreadable: boolean;
}

/** Reads a journal that nobody may be writing to. Returns whether some lines could not be read. */
export function readJournal(path: string, read: ReadEntry): boolean {
  const file = openSync(path, "r");
  try {
    return readLines(path, file, read).unreadable;
  } finally {
    closeSync(file);
  }
}

/**
 * Which dataset a journal belongs to: the header, "none" for a journal without lines, null where it does not tell.
 * @throws the system's error, ENOENT where there is none
 */
export function readHeader(path: string): JournalHeader | "none" | null {
  const file = openSync(path, "r");
  try {
    const start = Buffer.alloc(4096);
    const length = readSync(file, start, 0, start.length, 0);
    const end = start.subarray(0, length).indexOf(NEWLINE);
    if (end < 0) return length < start.length ? "none" : null;
    const content = parseLine(start.toString("utf8", 0, end));
    return content !== null && isHeader(content) ? content : null;
  } finally {
    closeSync(file);
  }
}

function readLines(path: string, file: number, read: ReadEntry): ReadLines {
  let unreadable = false;
  const end = readRaw(file, (line, lineEnd) => {
    const content = parseLine(line);
    if (content === null) unreadable = true;
    else if (!isHeader(content)) read(content, lineEnd);
    else if (content.journal > JOURNAL_VERSION) {
      throw new JobError(
        `${path} was written by a newer version of this program; update it and run the same command again`,
      );
    }
  });
  return { end, unreadable };
}

/** Returns the length of all whole lines in bytes. */
function readRaw(file: number, read: (line: string, end: number) => void): number {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let rest: Buffer = Buffer.alloc(0);
  let position = 0;
  for (;;) {
    const length = readSync(file, chunk, 0, CHUNK_BYTES, position);
    if (length === 0) return position - rest.length;
    const dataStart = position - rest.length;
    position += length;
    const data = Buffer.concat([rest, chunk.subarray(0, length)]);
    let start = 0;
    for (let end = data.indexOf(NEWLINE); end >= 0; end = data.indexOf(NEWLINE, start)) {
      read(data.toString("utf8", start, end), dataStart + end + 1);
      start = end + 1;
    }
    rest = data.subarray(start);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
