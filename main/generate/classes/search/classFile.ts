/**
 * The file that keeps the classes a search has found, some 300 bytes each:
 *
 *   "VACT0001" | SHA-256 of the rest | words of state (0 or 625), u32 | candidates since the last class, u32 | state |
 *   then of each class its number, the length of its row, and the row, f64
 *
 * Numbers are little-endian, as on every machine the studio runs on. A file that does not fit is as good as none.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { ClassRow } from "../../../../core/formulations/pointFormulation.ts";
import { STATE_LENGTH } from "../../../../core/random/mersenneTwister.ts";

const MAGIC = Buffer.from("VACT0001", "latin1");
const DIGEST_BYTES = 32;
const HEADER_BYTES = MAGIC.length + DIGEST_BYTES;

export interface KnownClasses {
  rows: [number, ClassRow][];
  /** Of a sequence: the generator's state before the next candidate, and how many were tried since the last class. */
  next: { state: Uint32Array; misses: number } | null;
}

export function readClasses(path: string): KnownClasses | null {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return null;
  }
  if (file.length < HEADER_BYTES + 8 || !file.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const body = file.subarray(HEADER_BYTES);
  if (!digest(body).equals(file.subarray(MAGIC.length, HEADER_BYTES))) return null;
  const words = body.readUInt32LE(0);
  const misses = body.readUInt32LE(4);
  let at = 8 + 4 * words;
  const state = new Uint32Array(words);
  new Uint8Array(state.buffer).set(body.subarray(8, at));
  const rows: [number, ClassRow][] = [];
  while (at < body.length) {
    const classIndex = body.readDoubleLE(at);
    const length = body.readDoubleLE(at + 8);
    const row = new Float64Array(length);
    new Uint8Array(row.buffer).set(body.subarray(at + 16, at + 16 + 8 * length));
    rows.push([classIndex, row]);
    at += 16 + 8 * length;
  }
  return { rows, next: words === STATE_LENGTH ? { state, misses } : null };
}

/** Being a cache, it may fail to be written: the next start then searches again. Returns whether it was. */
export function writeClasses(path: string, { rows, next }: KnownClasses): boolean {
  const head = new Uint32Array([next?.state.length ?? 0, next?.misses ?? 0, ...(next?.state ?? [])]);
  const parts = rows.flatMap(([classIndex, row]) => [Float64Array.of(classIndex, row.length), row]);
  const body = Buffer.concat([head, ...parts].map(bytesOf));
  try {
    mkdirSync(dirname(path), { recursive: true });
    // Two programs may find the same classes at once.
    const temporary = `${path}.${process.pid}`;
    writeFileSync(temporary, Buffer.concat([MAGIC, digest(body), body]));
    renameSync(temporary, path);
    return true;
  } catch {
    return false;
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float64Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

function digest(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
