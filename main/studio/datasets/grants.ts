/**
 * The paths that the page may name: those the user chose, and what lies under them. Everything is compared after
 * the file system has resolved links and `..`, so that no spelling leads out.
 */
import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { StudioError } from "../errors.ts";

export class Grants {
  private readonly folders = new Set<string>();
  private readonly files = new Set<string>();

  /** Grants a folder and all that is or will be in it; returns its canonical path. */
  grantFolder(path: string): string {
    const canonical = canonicalPath(path);
    this.folders.add(canonical);
    return canonical;
  }

  /** Grants one file. */
  grantFile(path: string): string {
    const canonical = canonicalPath(path);
    this.files.add(canonical);
    return canonical;
  }

  /**
   * The canonical form of a path that was granted; it need not exist.
   * @throws StudioError `PathNotGranted`
   */
  check(path: string): string {
    const canonical = canonicalPath(path);
    const granted =
      this.files.has(canonical) || [...this.folders].some((folder) => isInside(canonical, folder));
    if (granted) return canonical;
    throw new StudioError(
      "PathNotGranted",
      `You have not chosen ${path} in this window; choose its folder first`,
    );
  }
}

/**
 * The path without links, `.` and `..`. Of a path that does not exist the existing part is resolved.
 * @throws StudioError for a path that is not absolute
 */
export function canonicalPath(path: string): string {
  if (!isAbsolute(path)) {
    throw new StudioError("InvalidInput", `${path} is not a whole path; give one that begins at the root`);
  }
  const rest: string[] = [];
  for (let existing = resolve(path); ; existing = dirname(existing)) {
    try {
      return join(realpathSync.native(existing), ...rest);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if ((code !== "ENOENT" && code !== "ENOTDIR") || dirname(existing) === existing) throw error;
      rest.unshift(basename(existing));
    }
  }
}

/** Whether a canonical path is this folder or lies in it. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
