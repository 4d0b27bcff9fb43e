/** Reads and writes in the middle of a file. */
import { closeSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";

/** As many bytes as there are, at most `length`. @throws the system's error */
export function readRange(path: string, at: number, length: number): Buffer {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(length);
    let read = 0;
    while (read < length) {
      const more = readSync(file, bytes, read, length - read, at + read);
      if (more === 0) break;
      read += more;
    }
    return bytes.subarray(0, read);
  } finally {
    closeSync(file);
  }
}

/** Makes the file where it is missing; several threads may write to it, each its own place. @throws the system's error */
export function writeRange(path: string, at: number, bytes: Uint8Array): void {
  // Opened for appending first, it is made where it is missing and left as it is where another thread made it.
  closeSync(openSync(path, "a"));
  const file = openSync(path, "r+");
  try {
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(file, bytes, written, bytes.length - written, at + written);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
