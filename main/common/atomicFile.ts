/** Writes files so that whoever reads sees the old one or the new one, also after a loss of power. */
import { closeSync, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { replaceOwnFile, writeWhole } from "../../workers/disk/ownFile.ts";

/**
 * @param temporary its path until it is whole
 * @throws the system's error, which names the file
 */
export function writeAtomically(path: string, text: string, temporary?: string): void {
  replaceOwnFile(path, (file) => writeWhole(file, Buffer.from(text), 0), temporary);
  syncFolder(dirname(path));
}

/** Makes names in a folder last. Not every system opens folders; those that do not keep names by themselves. */
export function syncFolder(folder: string): void {
  try {
    const file = openSync(folder, "r");
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {}
}
