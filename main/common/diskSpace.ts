/** How much the disk under a folder holds, also of a folder that is not there yet. */
import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";

export interface DiskSpace {
  /** Bytes that this user may still write. */
  freeBytes: number;
  /** Files occupy whole blocks of this many bytes. */
  blockSize: number;
  /** Files and folders that can still be made; null where the file system sets no limit. */
  freeFiles: number | null;
}

/** Of the nearest parent that exists. Throws the system's error. */
export async function diskSpaceAt(folder: string): Promise<DiskSpace> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    try {
      const { bavail, bsize, files, ffree } = await statfs(path);
      return { freeBytes: bavail * bsize, blockSize: bsize, freeFiles: files > 0 ? ffree : null };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(path) === path) throw error;
    }
  }
}
