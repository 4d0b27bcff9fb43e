/** How much the disk under a folder holds, also of a folder that is not there yet. */
import type { StatsFs } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";

const USUAL_BLOCK = 4096;

export interface DiskSpace {
  /** Bytes that this user may still write; null where the file system does not tell. */
  freeBytes: number | null;
  /** Files occupy whole blocks of this many bytes. */
  blockSize: number;
  /** Files and folders that can still be made; null where the file system sets no limit. */
  freeFiles: number | null;
}

/** Not of every file system are sizes known: those of the network and of user space may report no blocks at all. */
export function spaceOf({ blocks, bavail, bsize, files, ffree }: StatsFs): DiskSpace {
  return {
    freeBytes: blocks > 0 ? bavail * bsize : null,
    blockSize: bsize > 0 ? bsize : USUAL_BLOCK,
    freeFiles: files > 0 ? ffree : null,
  };
}

/** Whether as many bytes and files have room, as far as the file system tells. */
export function hasRoomFor({ freeBytes, freeFiles }: DiskSpace, bytes: number, files: number): boolean {
  return (freeBytes === null || bytes <= freeBytes) && (freeFiles === null || files <= freeFiles);
}

/** Of the nearest parent that exists. Throws the system's error. */
export async function diskSpaceAt(folder: string): Promise<DiskSpace> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    try {
      return spaceOf(await statfs(path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(path) === path) throw error;
    }
  }
}
