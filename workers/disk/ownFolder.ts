/** The folders of a dataset: made and entered only where no link leads away from it. */
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type KindOfEntry, kindAt, NOT_OWN, OwnFileError, whatItIs } from "./ownFile.ts";

/**
 * @param inside path relative to the dataset's folder, of a folder in it
 * @throws OwnFileError where it, or a folder between, is a link or a special file; whoever follows it leaves the dataset
 */
export function requireOwnFolder(root: string, inside: string): void {
  const wrong = notOwnFolder(root, inside);
  if (wrong === null) return;
  const path = join(root, wrong.path);
  throw new OwnFileError(NOT_OWN, path, `${path} is ${whatItIs(wrong.kind)}, not a folder of the dataset`);
}

/** The first of the folders on the way that is there and no folder, or null. */
export function notOwnFolder(root: string, inside: string): { path: string; kind: KindOfEntry } | null {
  const parts = inside === "" || inside === "." ? [] : inside.split(/[/\\]/);
  let path = "";
  for (const part of parts) {
    path = path === "" ? part : join(path, part);
    const kind = kindAt(join(root, path));
    if (kind === "missing") return null;
    if (kind !== "folder") return { path, kind };
  }
  return null;
}

/**
 * Makes a folder below a dataset's, and those between, but never the dataset's own: where a disk was unmounted, images
 * would fill the one below it.
 * @throws OwnFileError where a link stands in the way, the system's error
 */
export function makeSubfolder(root: string, folder: string): void {
  if (folder === root) return;
  try {
    makeOneFolder(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(folder) === root) throw error;
    makeSubfolder(root, dirname(folder));
    // Not once more: some file systems, as /proc, say that nothing is there of a folder that they refuse to make.
    makeOneFolder(folder);
  }
}

/** @throws OwnFileError for a link or a special file in its place, the system's error */
export function makeOneFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const kind = kindAt(folder);
    if (kind === "folder") return;
    if (kind === "file") throw error;
    // Taken away since: made once more, or the system says that the folder above has gone.
    if (kind === "missing") {
      mkdirSync(folder);
      return;
    }
    throw new OwnFileError(NOT_OWN, folder, `${folder} is ${whatItIs(kind)}, not a folder of the dataset`);
  }
}
