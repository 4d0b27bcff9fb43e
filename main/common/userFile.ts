/** Writes a file that a person has named, as a shell's `>` would: through a link, into a pipe or a device. */
import { closeSync, fsyncSync, lstatSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { createOwnFile } from "../../workers/disk/ownFile.ts";
import { syncFolder } from "./atomicFile.ts";
import { InputError } from "./errors.ts";

export interface UserFile {
  /** Appends. @throws the system's error, which names the file */
  write(content: string | Uint8Array): void;
  /** Puts it in its place. @throws as `write` */
  finish(): void;
  /** What was there stays; what went into a pipe or a device has gone there. */
  giveUp(): void;
}

/**
 * A plain file, or a new one, is replaced in one step once it is whole; whatever else stands there is opened and written
 * to, so that links stay links, other names of a file keep seeing it, and pipes and devices get the bytes.
 * @throws InputError for a socket, the system's error, which names the file
 */
export function openUserFile(path: string): UserFile {
  const found = lstatSync(path, { throwIfNoEntry: false });
  const isPlain = found === undefined || (found.isFile() && found.nlink === 1);
  const temporary = `${path}.tmp`;
  const naming = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      // As the output of a program that another one started, and talks to by a socket.
      if ((error as NodeJS.ErrnoException).code === "ENXIO")
        throw new InputError(`${path} is a socket, which cannot be opened; name a file or a pipe`);
      throw Object.assign(error as Error, { path });
    }
  };
  const file = naming(() => (isPlain ? createOwnFile(temporary) : openSync(path, "w")));
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(file);
    isOpen = false;
  };
  return {
    write(content) {
      const bytes = typeof content === "string" ? Buffer.from(content) : content;
      naming(() => {
        // A pipe takes its bytes in order, not at a place.
        for (let written = 0; written < bytes.length; ) {
          written += writeAgain(() => writeSync(file, bytes, written, bytes.length - written));
        }
      });
    },
    finish() {
      naming(() => {
        if (isPlain) fsyncSync(file);
        close();
        if (!isPlain) return;
        renameSync(temporary, path);
        syncFolder(dirname(path));
      });
    },
    giveUp() {
      try {
        close();
      } catch {}
      if (isPlain) rmSync(temporary, { force: true });
    },
  };
}

/** @throws as `openUserFile` */
export function writeUserFile(path: string, content: string | Uint8Array): void {
  const file = openUserFile(path);
  try {
    file.write(content);
    file.finish();
  } catch (error) {
    file.giveUp();
    throw error;
  }
}

/** A pipe whose reader is slow says that it is full for now. */
function writeAgain(write: () => number): number {
  for (;;) {
    try {
      return write();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
