/** Mends shards beside what is there: a copy is written to and takes the shard's name once it is whole. */
import { closeSync, constants, fsyncSync, ftruncateSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  copyOwnFile,
  createOwnFile,
  kindAt,
  openOwnFile,
  sizeOfOwnFile,
  writeWhole,
} from "../../../workers/disk/ownFile.ts";
import { makeSubfolder, notOwnFolder } from "../../../workers/disk/ownFolder.ts";
import { syncFolder } from "../../common/atomicFile.ts";
import { isAllowed, makeRoom, noFolder, standsInTheWay } from "../places.ts";

export class ShardMender {
  private readonly folder: string;
  private readonly bytesOf: (path: string) => number;
  /** Relative paths of shards that are being mended. */
  private readonly begun = new Set<string>();

  /** @param bytesOf what a shard should have; more of it is not copied */
  constructor(folder: string, bytesOf: (path: string) => number) {
    this.folder = folder;
    this.bytesOf = bytesOf;
  }

  /** Why a shard cannot be mended, or null: a folder that has content stays. */
  inTheWay(path: string): string | null {
    if (notOwnFolder(this.folder, dirname(path)) !== null) return noFolder;
    return standsInTheWay(join(this.folder, path));
  }

  /** @throws the system's error */
  put(path: string, at: number, bytes: Uint8Array): void {
    this.change(path, (file) => writeWhole(file, bytes, at));
  }

  cutOff(path: string, length: number): void {
    this.change(path, (file) => ftruncateSync(file, length));
  }

  /** Where a shard is to be read from: what has been mended counts. */
  pathOf(path: string): string {
    const target = join(this.folder, path);
    return this.begun.has(path) ? `${target}.tmp` : target;
  }

  /** Puts what was mended in its place. */
  finish(): void {
    for (const path of this.begun) {
      const target = join(this.folder, path);
      const { file } = openOwnFile(`${target}.tmp`);
      fsyncSync(file);
      closeSync(file);
      makeRoom(target, { deleteForeign: false });
      renameSync(`${target}.tmp`, target);
      syncFolder(dirname(target));
    }
    this.begun.clear();
  }

  /** Leaves everything as it was. */
  giveUp(): void {
    for (const path of this.begun) rmSync(`${join(this.folder, path)}.tmp`, { force: true });
    this.begun.clear();
  }

  private change(path: string, change: (file: number) => void): void {
    const temporary = `${join(this.folder, path)}.tmp`;
    if (!this.begun.has(path)) this.begin(path, temporary);
    const file = openSync(temporary, constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      change(file);
    } finally {
      closeSync(file);
    }
  }

  private begin(path: string, temporary: string): void {
    const target = join(this.folder, path);
    makeSubfolder(this.folder, dirname(target));
    if (kindAt(target) === "file" && sizeOfOwnFile(target) > 0 && isAllowed(target, constants.R_OK)) {
      // One byte more, by which is seen that it went on behind its end.
      copyOwnFile(target, temporary, this.bytesOf(path) + 1);
    } else closeSync(createOwnFile(temporary));
    this.begun.add(path);
  }
}
