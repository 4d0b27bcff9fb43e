/**
 * Files of what can be made again, in one frame:
 *
 *   eight characters that name the content and its version | SHA-256 of the rest | content
 *
 * Numbers in them are little-endian, as on every machine this runs on. A file that does not fit is as good as none.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const MAGIC_BYTES = 8;
const DIGEST_BYTES = 32;
const HEADER_BYTES = MAGIC_BYTES + DIGEST_BYTES;

/** The content; null where there is no such file, or one of other content, or a damaged one. */
export function readCacheFile(path: string, magic: string): Buffer | null {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return null;
  }
  if (file.length < HEADER_BYTES || file.toString("latin1", 0, MAGIC_BYTES) !== magic) return null;
  const content = file.subarray(HEADER_BYTES);
  return digest(content).equals(file.subarray(MAGIC_BYTES, HEADER_BYTES)) ? content : null;
}

/** Being a cache, it may fail to be written: what is in it is then made again. Returns whether it was. */
export function writeCacheFile(path: string, magic: string, parts: readonly ArrayBufferView[]): boolean {
  const content = Buffer.concat(parts.map(bytesOf));
  try {
    mkdirSync(dirname(path), { recursive: true });
    // Two programs may find the same at once.
    const temporary = `${path}.${process.pid}`;
    writeFileSync(temporary, Buffer.concat([Buffer.from(magic, "latin1"), digest(content), content]));
    renameSync(temporary, path);
    return true;
  } catch {
    return false;
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

function digest(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
