/** Folders as the page's folder browser shows them. */
import { constants } from "node:fs";
import { access, lstat, mkdir, readdir, stat } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import type { FolderListing } from "../../../core/studio/api.ts";
import { diskSpaceAt } from "../../common/diskSpace.ts";
import { makeFolders } from "../../common/makeFolders.ts";
import { manifestName } from "../../dataset/manifest.ts";
import { StudioError } from "../errors.ts";
import { canonicalPath } from "./grants.ts";

/** Nobody scrolls further; a folder of a million files must not be sent whole. */
const MOST_ENTRIES = 2000;

/** @param extensions of files to list, as `.json`; without, only folders are listed */
export async function listFolder(folder: string, extensions: readonly string[] = []): Promise<FolderListing> {
  const path = canonicalPath(folder);
  const entries = await readdir(path, { withFileTypes: true });
  const shown = entries.filter((entry) => !entry.name.startsWith("."));
  const folders: FolderListing["folders"] = [];
  const files: FolderListing["files"] = [];
  for (const entry of shown.sort((a, b) => compareNames(a.name, b.name))) {
    const entryPath = join(path, entry.name);
    const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await isFolderLink(entryPath)));
    if (isFolder && folders.length < MOST_ENTRIES) {
      folders.push({
        name: entry.name,
        path: entryPath,
        dataset: await exists(join(entryPath, manifestName)),
      });
    } else if (!isFolder && files.length < MOST_ENTRIES && hasExtension(entry.name, extensions)) {
      files.push({ name: entry.name, path: entryPath });
    }
  }
  const parent = dirname(path);
  return {
    path,
    parent: parent === path ? null : parent,
    folders,
    files,
    writable: await isWritable(path),
    freeBytes: (await diskSpaceAt(path)).freeBytes,
  };
}

/** The folders above it are made where they are missing; one that is there already is as good. */
export async function makeFolder(parent: string, name: string): Promise<string> {
  const path = join(canonicalPath(parent), name);
  makeFolders(dirname(path));
  await mkdir(path).catch(async (error: NodeJS.ErrnoException) => {
    const isThere = error.code === "EEXIST" && (await stat(path)).isDirectory();
    if (!isThere) throw error;
  });
  return path;
}

/**
 * The folder's canonical path.
 * @throws StudioError where there is no such folder
 */
export async function existingFolder(path: string): Promise<string> {
  if (!isAbsolute(path)) {
    throw new StudioError("NotPossible", `${path} is not a whole path; give one that begins at the root`);
  }
  const canonical = canonicalPath(path);
  const found = await stat(canonical).catch(() => null);
  if (found === null) throw new StudioError("NotFound", `There is no folder ${path}; check the path`);
  if (!found.isDirectory()) throw new StudioError("NotPossible", `${path} is no folder; choose a folder`);
  return canonical;
}

export async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Numbers in names by value: `9` before `10`. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b);
}
const collator = new Intl.Collator("en", { numeric: true });

function hasExtension(name: string, extensions: readonly string[]): boolean {
  return extensions.some((extension) => name.toLowerCase().endsWith(extension.toLowerCase()));
}

async function isFolderLink(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
