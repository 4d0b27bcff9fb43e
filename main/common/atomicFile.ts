/** Writes files so that whoever reads sees the old one or the new one, also after a loss of power. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** @throws the system's error, which names the file */
export function writeAtomically(path: string, text: string): void {
  const temporary = `${path}.tmp`;
  try {
    const file = openSync(temporary, "w");
    try {
      writeFileSync(file, text);
      // Without it a file system may keep the new name and lose the content.
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    try {
      rmSync(temporary, { force: true });
    } catch {}
    throw Object.assign(error as Error, { path });
  }
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
