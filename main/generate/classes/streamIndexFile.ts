/**
 * The file that keeps a stream index, about 2.5 KB a class:
 *
 *   "VASI0001" | SHA-256 of the rest | known classes of each stream, u32 | 625 words of each class, u32
 *
 * Words are little-endian, as on every machine the studio runs on. A file that does not fit is as good as none.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { STATE_LENGTH } from "../../../core/random/mersenneTwister.ts";

const MAGIC = Buffer.from("VASI0001", "latin1");
const DIGEST_BYTES = 32;
const HEADER_BYTES = MAGIC.length + DIGEST_BYTES;

export function readIndex(
  path: string,
  classes: number,
  streams: number,
): { states: Uint32Array; known: Uint32Array } | null {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return null;
  }
  const words = streams + classes * STATE_LENGTH;
  if (file.length !== HEADER_BYTES + words * 4 || !file.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const body = file.subarray(HEADER_BYTES);
  if (!digest(body).equals(file.subarray(MAGIC.length, HEADER_BYTES))) return null;
  const all = new Uint32Array(words);
  new Uint8Array(all.buffer).set(body);
  return { known: all.slice(0, streams), states: all.subarray(streams) };
}

/** Being a cache, it may fail to be written: the next start then builds it again. */
export function writeIndex(path: string, states: Uint32Array, known: Uint32Array): void {
  const body = Buffer.concat([bytesOf(known), bytesOf(states)]);
  try {
    mkdirSync(dirname(path), { recursive: true });
    // Two programs may find the same table at once.
    const temporary = `${path}.${process.pid}`;
    writeFileSync(temporary, Buffer.concat([MAGIC, digest(body), body]));
    renameSync(temporary, path);
  } catch {}
}

function bytesOf(words: Uint32Array): Buffer {
  return Buffer.from(words.buffer, words.byteOffset, words.byteLength);
}

function digest(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
