/**
 * Files of what can be made again, in one frame:
 *
 *   eight characters that name the content and its version | SHA-256 of key and rest | content
 *
 * The key says what the content belongs to, so that a file under another's name is none. Numbers in them are little-endian,
 * as on every machine this runs on. A file that does not fit, and whatever is no regular file, is as good as none.
 */
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { readOwnFile, replaceOwnFile, writeWhole } from "../../workers/disk/ownFile.ts";
import { makeFolders } from "./makeFolders.ts";

const MAGIC_BYTES = 8;
const DIGEST_BYTES = 32;
const HEADER_BYTES = MAGIC_BYTES + DIGEST_BYTES;

/** What a file holds, and for what. */
export interface CacheFrame {
  magic: string;
  key: string;
}

/**
 * The content; null where there is no such file, or one of other content, or a damaged one.
 * @param most bytes that the content can have
 */
export function readCacheFile(path: string, { magic, key }: CacheFrame, most: number): Buffer | null {
  let file: Buffer;
  try {
    file = readOwnFile(path, most + HEADER_BYTES);
  } catch {
    return null;
  }
  if (file.length < HEADER_BYTES || file.toString("latin1", 0, MAGIC_BYTES) !== magic) return null;
  const content = file.subarray(HEADER_BYTES);
  return digest(key, content).equals(file.subarray(MAGIC_BYTES, HEADER_BYTES)) ? content : null;
}

let notKept: ((error: Error) => void) | null = null;

/** Whoever should know is told once, the first time that something is not kept. */
export function onceNotKept(tell: (error: Error) => void): void {
  notKept = tell;
}

/** Being a cache, it may fail to be written: what is in it is then made again. Returns whether it was. */
export function writeCacheFile(
  path: string,
  { magic, key }: CacheFrame,
  parts: readonly ArrayBufferView[],
): boolean {
  const content = Buffer.concat(parts.map(bytesOf));
  const head = Buffer.concat([Buffer.from(magic, "latin1"), digest(key, content)]);
  try {
    makeFolders(dirname(path));
    const write = (file: number): void => {
      writeWhole(file, head, 0);
      writeWhole(file, content, head.length);
    };
    // Two programs may find the same at once.
    replaceOwnFile(path, write, `${path}.${process.pid}`);
    return true;
  } catch (error) {
    notKept?.(error as Error);
    notKept = null;
    return false;
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

function digest(key: string, bytes: Buffer): Buffer {
  return createHash("sha256").update(`${key}\n`).update(bytes).digest();
}
