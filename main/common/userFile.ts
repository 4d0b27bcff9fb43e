/** Writes a file that a person has named, as a shell's `>` would: through a link, into a pipe or a device. */
import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { syncFolder } from "./atomicFile.ts";
import { InputError } from "./errors.ts";

export interface UserFile {
  /** Appends. @throws the system's error, which names the file */
  write(content: string | Uint8Array): Promise<void>;
  /** Puts it in its place. @throws as `write` */
  finish(): void;
  /** What was there stays, unless some of it had to be written over; what went into a pipe or a device has gone there. */
  giveUp(): void;
}

/** How long a pipe is waited for that nobody reads, or whose reader is slow: until the signal, or not at all. */
export type Patience = { waits: true; signal?: AbortSignal } | { waits: false };

const NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
/** Without it, opening a pipe would stop the whole program until somebody reads it. */
const AT_ONCE = constants.O_NONBLOCK ?? 0;
const PAUSE_MILLISECONDS = 10;
const COPY_BYTES = 1 << 20;

/** The folder, or the file's own rights, allow no other file in its place, though the file itself may be written to. */
const refusals = new Set(["EACCES", "EPERM", "EROFS", "EBUSY"]);
const isRefused = (error: unknown): boolean => refusals.has((error as NodeJS.ErrnoException).code ?? "");

/**
 * A plain file, or a new one, is replaced in one step once it is whole, by one of the same owner and rights; whatever else
 * stands there is opened and written to, so that links stay links, other names of a file keep seeing it, and pipes and
 * devices get the bytes.
 * @throws InputError for a socket, and for a pipe that is not waited for; the system's error, which names the file
 */
export async function openUserFile(path: string, patience: Patience = { waits: true }): Promise<UserFile> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  const isPlain = found === undefined || (found.isFile() && found.nlink === 1);
  const replacement = isPlain ? naming(path, () => beginReplacement(path, found)) : null;
  return replacement ?? openInPlace(path, patience);
}

/** For a file that is not whole yet: a name made of its own could be another file of the person's. */
export function freshName(folder: string): string {
  return join(folder, `.visualatom-${randomBytes(8).toString("hex")}.tmp`);
}

/** @throws as `openUserFile` */
export async function writeUserFile(
  path: string,
  content: string | Uint8Array,
  patience?: Patience,
): Promise<void> {
  const file = await openUserFile(path, patience);
  try {
    await file.write(content);
    file.finish();
  } catch (error) {
    file.giveUp();
    throw error;
  }
}

/** null where the folder lets no other file be made. */
function beginReplacement(path: string, found: Stats | undefined): UserFile | null {
  // Whoever may write to the folder could replace a file that is not to be written to.
  if (found !== undefined) accessSync(path, constants.W_OK);
  const temporary = freshName(dirname(path));
  let file: number;
  try {
    // Until it has its rights, nobody else reads it.
    file = openSync(temporary, NEW, found === undefined ? 0o666 : 0o600);
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
  const takesPlace = found === undefined || takesAfter(file, found);
  const close = closing(file);
  return {
    async write(content) {
      naming(path, () => {
        for (let rest = bytesOf(content); rest.length > 0; ) rest = rest.subarray(writeSync(file, rest));
      });
    },
    finish() {
      naming(path, () => {
        fsyncSync(file);
        close();
        if (found === undefined) renameSync(temporary, path);
        else if (!takesPlace || !moved(temporary, path)) {
          copyInto(path, temporary);
          rmSync(temporary);
        }
        syncFolder(dirname(path));
      });
    },
    giveUp() {
      // Why it is given up is what is told.
      try {
        close();
      } catch {}
      rmSync(temporary, { force: true });
    },
  };
}

/** False where the file cannot have the owner and the rights of the one that it is to replace. */
function takesAfter(file: number, { uid, gid, mode }: Stats): boolean {
  try {
    const made = fstatSync(file);
    if (made.uid !== uid || made.gid !== gid) fchownSync(file, uid, gid);
    fchmodSync(file, mode & 0o7777);
    return true;
  } catch {
    return false;
  }
}

function moved(temporary: string, path: string): boolean {
  try {
    renameSync(temporary, path);
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}

/** Into a file that cannot be replaced: there is room for it, since the copy is whole. */
function copyInto(path: string, temporary: string): void {
  const from = openSync(temporary, constants.O_RDONLY);
  const file = openSync(path, constants.O_WRONLY | constants.O_TRUNC);
  try {
    const piece = Buffer.allocUnsafe(COPY_BYTES);
    for (let length = 1; length > 0; ) {
      length = readSync(from, piece);
      for (let done = 0; done < length; ) done += writeSync(file, piece, done, length - done);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
    closeSync(from);
  }
}

async function openInPlace(path: string, patience: Patience): Promise<UserFile> {
  const stats = statSync(path, { throwIfNoEntry: false });
  // As the output of a program that another one started, and talks to by a socket.
  if (stats?.isSocket())
    throw new InputError(`${path} is a socket, which cannot be opened; name a file or a pipe`);
  const isFile = stats === undefined || stats.isFile();
  const how = stats === undefined ? constants.O_CREAT : isFile ? 0 : AT_ONCE;
  const open = (): number => openSync(path, constants.O_WRONLY | how, 0o666);
  const file = stats?.isFIFO()
    ? await soon(path, patience, { attempt: open, until: "ENXIO", problem: "is a pipe that nobody reads" })
    : naming(path, open);
  const close = closing(file);
  let isEmptied = !isFile;
  /** Not before there is something to write: a run may fail until then. */
  const empty = (): void => {
    // Not every file system can cut a file off.
    if (!isEmptied && fstatSync(file).size > 0) naming(path, () => ftruncateSync(file, 0));
    isEmptied = true;
  };
  return {
    async write(content) {
      empty();
      for (let rest = bytesOf(content); rest.length > 0; ) {
        const attempt = (): number => writeSync(file, rest);
        const problem = "is a pipe whose reader takes nothing";
        rest = rest.subarray(await soon(path, patience, { attempt, until: "EAGAIN", problem }));
      }
    },
    finish() {
      empty();
      naming(path, () => {
        if (isFile) fsyncSync(file);
        close();
      });
    },
    giveUp() {
      try {
        close();
      } catch {}
    },
  };
}

interface Attempt {
  attempt(): number;
  /** The code by which the system says that it cannot be done yet. */
  until: string;
  problem: string;
}

/** Does it as soon as the other end of a pipe is ready. @throws InputError where that is not waited for, the signal's end */
async function soon(path: string, patience: Patience, { attempt, until, problem }: Attempt): Promise<number> {
  for (;;) {
    try {
      return naming(path, attempt);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== until) throw error;
      if (!patience.waits) throw new InputError(`${path} ${problem}; choose a file`);
      await setTimeout(PAUSE_MILLISECONDS, undefined, { signal: patience.signal });
    }
  }
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? Buffer.from(content) : content;
}

/** Closes it once. */
function closing(file: number): () => void {
  let isOpen = true;
  return () => {
    if (!isOpen) return;
    isOpen = false;
    closeSync(file);
  };
}

/** Errors of writing, unlike those of opening, do not say where; those of the file beside it name that one. */
function naming<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw Object.assign(error as Error, { path });
  }
}
