/** Writes a file that a person has named, as a shell's `>` would: through a link, into a pipe or a device. */
import { closeSync, lstatSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { replaceOwnFile, writeWhole } from "../../workers/disk/ownFile.ts";
import { syncFolder } from "./atomicFile.ts";

/**
 * A plain file, or a new one, is replaced in one step; whatever else stands there is opened and written to, so that links
 * stay links, other names of a file keep seeing it, and pipes and devices get the bytes.
 * @throws the system's error, which names the file
 */
export function writeUserFile(path: string, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || (found.isFile() && found.nlink === 1)) {
    replaceOwnFile(path, (file) => writeWhole(file, bytes, 0));
    syncFolder(dirname(path));
    return;
  }
  try {
    const file = openSync(path, "w");
    try {
      // A pipe takes its bytes in order, not at a place.
      for (let written = 0; written < bytes.length; ) {
        written += writeAgain(() => writeSync(file, bytes, written, bytes.length - written));
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw Object.assign(error as Error, { path });
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
