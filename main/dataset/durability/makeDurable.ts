/** Brings what was written to a folder from the system's memory to the disk itself. */
import { execFile } from "node:child_process";
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { JobError } from "../../common/errors.ts";

const run = promisify(execFile);

/** Files that are brought to the disk at the same time; Node has four threads for it. */
const AT_ONCE = 4;

/**
 * One request for the whole file system, which costs next to nothing besides the writing itself. False where the system
 * does not know it: then the files have to be brought to the disk one by one.
 * @throws JobError when the disk refuses
 */
export async function syncFileSystem(folder: string): Promise<boolean> {
  if (process.platform !== "linux") return false;
  try {
    await run("sync", ["-f", folder]);
    return true;
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    if (/input\/output error/i.test(stderr)) {
      throw new JobError(`the disk failed at ${folder}; check it, then run the same command again`);
    }
    // No such program, or one without the option.
    return false;
  }
}

/**
 * The whole file system of a folder where that can be asked, else these files below it with their folders.
 * @returns whether the whole file system was asked at once
 * @throws JobError or the system's error where the disk refuses
 */
export async function syncWritten(folder: string, files: string[]): Promise<boolean> {
  if (await syncFileSystem(folder)) return true;
  const folders = new Set(files.flatMap((file) => [dirname(file), dirname(dirname(file))]));
  await syncFiles([...files, ...folders]);
  return false;
}

/** Files and folders; what is not there any more is passed over. */
export async function syncFiles(paths: Iterable<string>): Promise<void> {
  const iterator = paths[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await syncFile(next.value);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function syncFile(path: string): Promise<void> {
  try {
    const file = await open(path, process.platform === "win32" ? "r+" : "r");
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "EINVAL") return;
    // Windows opens no folders, and keeps names by itself.
    if (process.platform === "win32" && (code === "EISDIR" || code === "EPERM")) return;
    throw error;
  }
}
