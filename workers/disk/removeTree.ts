/** Takes away a file or folder that stands in a dataset's folder: itself, never what it leads to, and never another disk. */
import { lstatSync, readFileSync, realpathSync, rmdirSync, unlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { nameOf, namesIn, onDisk } from "./names.ts";

/**
 * With all that is in it, or nothing at all where another disk, or a folder from elsewhere, is mounted within.
 * @returns why it is not gone, in a few words, or null
 */
export function removeTree(path: string): string | null {
  try {
    if (isFolder(path) && hasMount(path)) return "another disk or folder is mounted there";
    removeEach(path);
    return null;
  } catch (error) {
    return whyNotRemoved(error);
  }
}

/** What a run has no more need of, or an empty folder in its place; a full one is somebody's, and stays. */
export function removeLeftover(path: string): void {
  try {
    if (lstatSync(path).isDirectory()) rmdirSync(path);
    else unlinkSync(path);
  } catch {}
}

/** Nothing is said of what is gone already. */
export function whyNotRemoved(error: unknown): string | null {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return null;
  return code === "ENOTEMPTY" || code === "EEXIST" ? "not empty" : (code ?? message);
}

function removeEach(path: string): void {
  if (!isFolder(path)) unlinkSync(onDisk(path));
  else {
    for (const name of namesIn(path)) removeEach(join(path, name));
    rmdirSync(onDisk(path));
  }
}

function isFolder(path: string): boolean {
  return lstatSync(onDisk(path)).isDirectory();
}

function hasMount(folder: string): boolean {
  const place = join(nameOf(realpathSync.native(dirname(folder), "buffer")), basename(folder));
  const isMounted = mountPoints().some((point) => point === place || point.startsWith(`${place}/`));
  return isMounted || isOnAnother(folder, deviceOf(dirname(folder)));
}

/** Whether a folder, or one within, lies on another file system. */
function isOnAnother(folder: string, device: bigint): boolean {
  if (deviceOf(folder) !== device) return true;
  const inside = namesIn(folder).map((name) => join(folder, name));
  return inside.some((path) => isFolder(path) && isOnAnother(path, device));
}

function deviceOf(folder: string): bigint {
  return lstatSync(onDisk(folder), { bigint: true }).dev;
}

/** That a folder of the same file system is mounted its device does not tell. Only Linux says where there are any. */
function mountPoints(): string[] {
  try {
    // The fifth field, in which blanks and the like are octal (proc_pid_mountinfo(5)).
    const lines = nameOf(readFileSync("/proc/self/mountinfo")).split("\n");
    return lines.map((line) => (line.split(" ")[4] ?? "").replace(/\\([0-7]{3})/g, octalLetter));
  } catch {
    return [];
  }
}

const octalLetter = (_: string, digits: string): string => String.fromCharCode(Number.parseInt(digits, 8));
