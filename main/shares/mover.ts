/** Brings the files of a share, once they were checked, to where the dataset is joined. */
import { createHash } from "node:crypto";
import { constants, existsSync, renameSync } from "node:fs";
import { copyFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { folderInPlace, kindAt, NOT_OWN, OwnFileError, statsOf } from "../../workers/disk/ownFile.ts";
import { makeSubfolder, requireOwnFolder } from "../../workers/disk/ownFolder.ts";
import { eachPieceOf } from "../../workers/disk/ownPieces.ts";
import { removeLeftover } from "../../workers/disk/removeTree.ts";

/** Brings files from a share's folder to the dataset's: renames them, or copies where that is another file system. */
export class Mover {
  private readonly from: string;
  private readonly to: string;
  /** Found out at the first file. */
  copies = false;
  /** Absolute paths of what was copied, now or by an earlier attempt: it may not be on the disk yet. */
  readonly copied: string[] = [];

  constructor(from: string, to: string) {
    this.from = from;
    this.to = to;
  }

  /** Moves a folder in one step; false where it cannot be, and its files have to be moved one by one. */
  moveFolder(folder: string): boolean {
    const target = join(this.to, folder);
    if (this.copies || existsSync(target) || !existsSync(join(this.from, folder))) return false;
    requireOwnFolder(this.from, folder);
    makeSubfolder(this.to, dirname(target));
    try {
      renameSync(join(this.from, folder), target);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
      this.copies = true;
      return false;
    }
  }

  /** A file that was moved by an earlier attempt stays as it is. */
  async moveFiles(files: string[]): Promise<void> {
    for (const file of files) {
      const source = join(this.from, file);
      const target = join(this.to, file);
      if (!this.copies && (await this.renamed(source, target))) continue;
      await copyOver(source, target);
      this.copied.push(target);
    }
  }

  /** False where that is another file system. */
  private async renamed(source: string, target: string): Promise<boolean> {
    try {
      await rename(source, target);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EXDEV") {
        this.copies = true;
        return false;
      }
      // Systems have several words for it.
      if (kindAt(target) === "folder") {
        clearPlace(target);
        await rename(source, target);
      } else if (code !== "ENOENT" || kindAt(target) !== "file") throw error;
    }
    return true;
  }
}

/** Whoever reads sees no part of a file. One that is there and the same to the last byte stays. */
async function copyOver(source: string, target: string): Promise<void> {
  const kind = kindAt(source);
  if (kind === "missing" && kindAt(target) === "file") return;
  // What is copied was looked at, and is looked at once more: a link would be followed.
  if (kind !== "file") throw new OwnFileError(NOT_OWN, source, `${source} is no file of the dataset`);
  if (await areSame(source, target)) return;
  const temporary = `${target}.tmp`;
  clearPlace(temporary);
  if (kindAt(target) === "folder") clearPlace(target);
  await copyFile(source, temporary, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  await rename(temporary, target);
}

async function areSame(one: string, other: string): Promise<boolean> {
  const size = sizeOf(one);
  if (size === null || sizeOf(other) !== size) return false;
  const [first, second] = await Promise.all([one, other].map((path) => digestOf(path, size)));
  return first === second;
}

async function digestOf(path: string, size: number): Promise<string> {
  const hash = createHash("sha256");
  await eachPieceOf(path, size, (piece) => hash.update(piece));
  return hash.digest("hex");
}

function sizeOf(path: string): number | null {
  const found = statsOf(path);
  return found?.isFile() ? found.size : null;
}

/** For a file. @throws what the system says of a folder in its place, where that has something in it and so is somebody's */
function clearPlace(path: string): void {
  removeLeftover(path);
  if (kindAt(path) === "folder") throw folderInPlace(path);
}
