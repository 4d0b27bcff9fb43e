/** Makes folders where a person, or the system, has said that they should be. */
import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder, and those above it that are missing, each once: Node's own way to do so never ends where the system says
 * that nothing is there of a folder that it refuses to make, as below /proc. Returns whether anything was made.
 * @throws the system's error, which names the folder
 */
export function makeFolders(folder: string): boolean {
  const missing: string[] = [];
  for (let at = resolve(folder); !isFolder(at); at = dirname(at)) {
    missing.push(at);
    if (dirname(at) === at) break;
  }
  for (const one of missing.reverse()) {
    try {
      mkdirSync(one);
    } catch (error) {
      // Another program may have made it since.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !isFolder(one)) throw error;
    }
  }
  return missing.length > 0;
}

/**
 * Makes a place for a file that a library reads and writes: with its folder there, and nothing in its place for which it would
 * wait for ever, as it would for a pipe.
 * @throws Error where there is none
 */
export function makeRoomForFile(path: string): void {
  makeFolders(dirname(path));
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw new Error(`${path} is no file`);
}

/** Whether a path leads to a folder. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}
