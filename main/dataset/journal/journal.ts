/** OUT/journal.jsonl: one line for each finished run of images, only ever appended to. */
import { closeSync, fdatasync, fstatSync, fsyncSync, ftruncateSync, readSync, renameSync } from "node:fs";
import { promisify } from "node:util";
import {
  createOwnFile,
  kindAt,
  makePrivate,
  openOwnFile,
  openOwnFileToChange,
  readOwnRange,
  writeWhole,
} from "../../../workers/disk/ownFile.ts";
import { JobError } from "../../common/errors.ts";
import {
  isHeader,
  JOURNAL_VERSION,
  type JournalEntry,
  type JournalHeader,
  lineOf,
  parseLine,
} from "./journalLines.ts";

export const journalName = "journal.jsonl";

const CHUNK_BYTES = 1 << 20;
const MOST_HEADER_BYTES = 4096;
/** A line of a hundred images of as many classes has some thousand. What is longer is none. */
const MOST_LINE_BYTES = 1 << 20;
/** Of lines that are none, together, before what follows is not looked at any more: a file of holes has terabytes of zeros. */
const MOST_LOST_BYTES = 1 << 26;
const NEWLINE = 0x0a;

export class Journal {
  private readonly path: string;
  private file: number;
  /** Bytes of all whole lines. */
  private end: number;
  /** Whether some lines could not be read. */
  private unreadable: boolean;
  /** The header where it may be among those. */
  private readonly lostHeader: JournalHeader | undefined;

  private constructor(path: string, file: number, lines: ReadLines, header: JournalHeader | undefined) {
    this.path = path;
    this.file = file;
    this.end = lines.end;
    this.unreadable = lines.unreadable;
    this.lostHeader = lines.headed ? undefined : header;
  }

  /**
   * Opens or makes the journal and hands every entry to `read`, with the place of its line's end. A last line without
   * its end, which a run that was killed leaves, is cut off; a line that cannot be read otherwise counts as not done.
   * @param header first line of a new journal
   * @throws JobError for a journal of a newer version, OwnFileError for a link in its place, the system's error
   */
  static open(path: string, read: ReadEntry, header?: JournalHeader): Journal {
    if (kindAt(path) === "missing") closeSync(createOwnFile(path));
    makePrivate(path, () => lengthOfLines(path));
    const { file, size } = openOwnFileToChange(path);
    try {
      const lines = readLines(path, file, read);
      // Not every file system can cut a file off, and few have to.
      if (lines.end < size) ftruncateSync(file, lines.end);
      const journal = new Journal(path, file, lines, header);
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
    const header = this.unreadable ? this.lostHeader : undefined;
    const change = (entry: JournalEntry, end: number): JournalEntry | null => (ends.has(end) ? null : entry);
    this.rewrite({ change, place, before, ...(header !== undefined && { header }) });
  }

  /**
   * Writes all lines anew, beside the journal until they are whole; those that cannot be read go.
   * @param change the line that takes an entry's place, or null
   * @param header takes the place of the one that is there; without it that one stays
   */
  rewrite({ change, header, place = 0, before = () => {} }: Rewriting): void {
    const temporary = `${this.path}.tmp`;
    const copy = createOwnFile(temporary);
    let length = 0;
    let staying = 0;
    const write = (text: string): void => {
      const bytes = Buffer.from(text);
      writeWhole(copy, bytes, length);
      length += bytes.length;
    };
    try {
      if (header !== undefined) write(lineOf(header));
      readRaw(this.file, (content, line, end) => {
        if (isHeader(content)) {
          if (header === undefined) write(`${line}\n`);
        } else {
          const changed = change(content, end);
          if (changed === null) return;
          write(changed === content ? `${line}\n` : lineOf(changed));
        }
        if (end <= place) staying = length;
      });
      fsyncSync(copy);
    } finally {
      closeSync(copy);
    }
    before(staying);
    renameSync(temporary, this.path);
    closeSync(this.file);
    this.file = openOwnFileToChange(this.path).file;
    this.end = length;
    this.unreadable = false;
  }

  close(): void {
    closeSync(this.file);
  }

  private write(line: string): void {
    const bytes = Buffer.from(line);
    try {
      writeWhole(this.file, bytes, this.end);
      this.end += bytes.length;
    } catch (error) {
      // Half a line, as of a full disk, would spoil the next one.
      try {
        if (fstatSync(this.file).size > this.end) ftruncateSync(this.file, this.end);
      } catch {}
      throw Object.assign(error as Error, { path: this.path });
    }
  }
}

interface Rewriting {
  change(entry: JournalEntry, end: number): JournalEntry | null;
  header?: JournalHeader;
  /** Somewhere in the file, bytes. */
  place?: number;
  /** Called before anything is changed with the number of bytes that stay of those before `place`. */
  before?(staying: number): void;
}

type ReadEntry = (entry: JournalEntry, end: number) => void;

interface ReadLines {
  end: number;
  unreadable: boolean;
  /** Whether there is a header. */
  headed: boolean;
}

/** Reads a journal that nobody may be writing to. Returns whether some lines could not be read. */
export function readJournal(path: string, read: ReadEntry): boolean {
  const { file } = openOwnFile(path);
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
  const start = readOwnRange(path, 0, MOST_HEADER_BYTES);
  const end = start.indexOf(NEWLINE);
  if (end < 0) return start.length < MOST_HEADER_BYTES ? "none" : null;
  const content = parseLine(start.toString("utf8", 0, end));
  return content !== null && isHeader(content) ? content : null;
}

function lengthOfLines(path: string): number {
  const { file } = openOwnFile(path);
  try {
    return readRaw(file, () => {}).end;
  } finally {
    closeSync(file);
  }
}

function readLines(path: string, file: number, read: ReadEntry): ReadLines {
  let headed = false;
  const { end, unreadable } = readRaw(file, (content, _, lineEnd) => {
    if (!isHeader(content)) read(content, lineEnd);
    else if (content.journal > JOURNAL_VERSION) {
      throw new JobError(
        `${path} was written by a newer version of this program; update it and run the same command again`,
      );
    } else headed = true;
  });
  return { end, unreadable, headed };
}

/**
 * Hands over every line that is one, with the place of its end; at no time is more than one held.
 * @returns the length of all whole lines in bytes, and whether there is more than lines and one that was cut off
 */
function readRaw(
  file: number,
  read: (content: JournalEntry | JournalHeader, line: string, end: number) => void,
): Omit<ReadLines, "headed"> {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  /** What of a line lay in the chunks before; null once that is too much. */
  let rest: Buffer | null = Buffer.alloc(0);
  let wholeLines = 0;
  /** Of whole lines that are none. */
  let lostBytes = 0;
  for (let position = 0; ; ) {
    const length = readSync(file, chunk, 0, CHUNK_BYTES, position);
    const lost = lostBytes + (rest === null ? position - wholeLines : 0);
    if (length === 0 || lost > MOST_LOST_BYTES) return { end: wholeLines, unreadable: lost > 0 };
    const data = chunk.subarray(0, length);
    let start = 0;
    for (let end = data.indexOf(NEWLINE); end >= 0; end = data.indexOf(NEWLINE, start)) {
      const lineStart = wholeLines;
      wholeLines = position + end + 1;
      const line = joined(rest, data.subarray(start, end))?.toString("utf8");
      const content = line === undefined ? null : parseLine(line);
      if (content === null) lostBytes += wholeLines - lineStart;
      else read(content, line!, wholeLines);
      rest = Buffer.alloc(0);
      start = end + 1;
    }
    rest = joined(rest, data.subarray(start));
    position += length;
  }
}

/** null where it is longer than any line. */
function joined(rest: Buffer | null, more: Buffer): Buffer | null {
  if (rest === null || rest.length + more.length > MOST_LINE_BYTES) return null;
  return Buffer.concat([rest, more]);
}
