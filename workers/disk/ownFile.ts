/**
 * The only way in which the files of a dataset are opened. A dataset's folder comes from anywhere, and links, pipes and
 * devices in it come along: none is followed, opened or written through, and no size is believed before it was read.
 */
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  writeSync,
} from "node:fs";
import { type FileHandle, lstat, open as openSoon } from "node:fs/promises";

/** What stands at a path, itself and not what it leads to. */
export type KindOfEntry = "missing" | "file" | "folder" | "link" | "special";

const COPY_BYTES = 1 << 20;
const MOST_ATTEMPTS = 100;

/** Codes of `OwnFileError`, beside those of the system. */
export const NOT_OWN = "NOT_OWN_FILE";
export const TOO_LARGE = "FILE_TOO_LARGE";

/** Something in a dataset's folder that is not what a dataset is made of. */
export class OwnFileError extends Error {
  readonly code: string;
  readonly path: string;

  constructor(code: string, path: string, message: string) {
    super(message);
    this.name = "OwnFileError";
    this.code = code;
    this.path = path;
  }
}

const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
const CHANGE = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** @throws the system's error, other than that nothing is there */
export function kindAt(path: string): KindOfEntry {
  const found = statsOf(path);
  return found === undefined ? "missing" : kindOf(found);
}

/** Of the file itself; undefined where nothing is there. */
export function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // Below a file, or below a link that leads back to itself, is nothing.
    if (["ENOTDIR", "ELOOP"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

function kindOf(found: Stats): Exclude<KindOfEntry, "missing"> {
  if (found.isFile()) return "file";
  if (found.isDirectory()) return "folder";
  return found.isSymbolicLink() ? "link" : "special";
}

/** Bytes of a regular file, 0 for anything else or nothing. */
export function sizeOfOwnFile(path: string): number {
  const found = statsOf(path);
  return found?.isFile() ? found.size : 0;
}

/**
 * Opens a regular file for reading, which the caller closes.
 * @throws OwnFileError for anything else, the system's error
 */
export function openOwnFile(path: string): { file: number; size: number } {
  return open(path, READ);
}

/**
 * Opens a regular file, of which this is the only name, to change it in its place. The caller closes it.
 * @throws OwnFileError for anything else, the system's error
 */
export function openOwnFileToChange(path: string): { file: number; size: number } {
  const opened = open(path, CHANGE);
  if (fstatSync(opened.file).nlink <= 1) return opened;
  closeSync(opened.file);
  throw new OwnFileError(NOT_OWN, path, `${path} has another name too, whose content would change along`);
}

function open(path: string, flags: number): { file: number; size: number } {
  // Opening a pipe or a device can block or act by itself, so that it is looked at first.
  const kind = kindOf(lstatSync(path));
  if (kind !== "file") throw notOwn(path, kind);
  let file: number;
  try {
    file = openSync(path, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ELOOP") throw notOwn(path, "link");
    throw error;
  }
  const found = fstatSync(file);
  if (found.isFile()) return { file, size: found.size };
  closeSync(file);
  throw notOwn(path, kindOf(found));
}

function notOwn(path: string, kind: KindOfEntry): OwnFileError {
  return new OwnFileError(NOT_OWN, path, `${path} is ${whatItIs(kind)}, not a file of the dataset`);
}

export function tooLarge(path: string, size: number, most: number): OwnFileError {
  return new OwnFileError(TOO_LARGE, path, `${path} has ${size} bytes, of which at most ${most} are read`);
}

/** `a link`, `a pipe or a device`: after "is". */
export function whatItIs(kind: KindOfEntry): string {
  if (kind === "special") return "a pipe or a device";
  return kind === "missing" ? "missing" : `a ${kind}`;
}

/**
 * @param most bytes; a larger file is not read
 * @throws OwnFileError for a larger file and for anything but a file, the system's error
 */
export function readOwnFile(path: string, most: number): Buffer {
  const { file, size } = openOwnFile(path);
  try {
    if (size > most) throw tooLarge(path, size, most);
    return readFrom(file, 0, size);
  } finally {
    closeSync(file);
  }
}

/** As `readOwnFile`, while other files are read: a network file system answers slowly, but many at once. */
export async function readOwnFileSoon(path: string, most: number): Promise<Buffer> {
  const handle = await openOwnFileSoon(path);
  try {
    const { size } = await handle.stat();
    if (size > most) throw tooLarge(path, size, most);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** As `openOwnFile`, while other files are read. The caller closes it. */
export async function openOwnFileSoon(path: string): Promise<FileHandle> {
  const kind = kindOf(await lstat(path));
  if (kind !== "file") throw notOwn(path, kind);
  const handle = await openSoon(path, READ);
  try {
    const found = await handle.stat();
    if (found.isFile()) return handle;
    throw notOwn(path, kindOf(found));
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** As many bytes as there are from a place on, at most `length`. @throws as `openOwnFile` */
export function readOwnRange(path: string, at: number, length: number): Buffer {
  const { file, size } = openOwnFile(path);
  try {
    return readFrom(file, at, Math.max(0, Math.min(length, size - at)));
  } finally {
    closeSync(file);
  }
}

function readFrom(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const more = readSync(file, bytes, read, length - read, at + read);
    if (more === 0) break;
    read += more;
  }
  return bytes.subarray(0, read);
}

/**
 * Makes a new file to write to, which the caller closes. A file, link or special file in its place goes; what it led to
 * stays as it was.
 * @throws the system's error, as for a folder in its place
 */
export function createOwnFile(path: string): number {
  // Runs of several shares make the same small files, and may take each other's away in between.
  for (let attempt = 1; ; attempt++) {
    try {
      return openSync(path, CREATE, 0o666);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || attempt === MOST_ATTEMPTS) throw error;
      if (kindAt(path) === "folder") throw folderInPlace(path);
      rmSync(path, { force: true });
    }
  }
}

/** What the system says of a file that is a folder and was to be written to. */
export function folderInPlace(path: string): Error {
  return Object.assign(new Error(`EISDIR: illegal operation on a directory, open '${path}'`), {
    code: "EISDIR",
    path,
  });
}

/** @throws the system's error, which names the file */
export function writeOwnFile(path: string, bytes: Uint8Array): void {
  try {
    const file = createOwnFile(path);
    try {
      writeWhole(file, bytes, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    // Errors of writing, unlike those of opening, do not say where.
    throw Object.assign(error as Error, { path });
  }
}

/** Writes all of the bytes from a place on. @throws the system's error */
export function writeWhole(file: number, bytes: Uint8Array, at: number): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(file, bytes, written, bytes.length - written, at + written);
  }
}

/**
 * Puts a file in the place of another so that whoever reads sees the old one or the new one, also after a loss of power.
 * A link in its place is replaced itself.
 * @param write fills the new file, which lies beside until it is whole
 * @param temporary its path until then
 * @throws the system's error, which names the file
 */
export function replaceOwnFile(path: string, write: (file: number) => void, temporary = `${path}.tmp`): void {
  try {
    const file = createOwnFile(temporary);
    try {
      write(file);
      // Without it a file system may keep the new name and lose the content.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    let place = path;
    try {
      // What stands in the way of the new file has to be named itself.
      if (kindAt(temporary) === "folder") place = temporary;
      else rmSync(temporary, { force: true });
    } catch {}
    throw Object.assign(error as Error, { path: place });
  }
}

/**
 * Gives a file that has several names a content of its own, so that a change of it changes nothing else.
 * @param most bytes; what lies behind is left out
 * @throws as `copyOwnFile`
 */
export function makePrivate(path: string, most: () => number): void {
  const found = statsOf(path);
  if (found === undefined || !found.isFile() || found.nlink <= 1) return;
  copyOwnFile(path, `${path}.tmp`, most());
  renameSync(`${path}.tmp`, path);
}

/**
 * @param most bytes; what lies behind is left out: of a file of holes a copy would fill the disk
 * @throws as `openOwnFile` and `createOwnFile`
 */
export function copyOwnFile(source: string, target: string, most: number): void {
  const { file, size } = openOwnFile(source);
  try {
    const copy = createOwnFile(target);
    try {
      const length = Math.min(size, most);
      for (let at = 0; at < length; at += COPY_BYTES) {
        writeWhole(copy, readFrom(file, at, Math.min(COPY_BYTES, length - at)), at);
      }
    } finally {
      closeSync(copy);
    }
  } finally {
    closeSync(file);
  }
}
