/**
 * The file that keeps the classes a search has found, some 300 bytes each. Its content:
 *
 *   words of state (0 or 625), u32 | candidates since the last class, u32 | state |
 *   then of each class its number, the length of its row, and the row, f64
 */
import type { ClassRow } from "../../../../core/formulations/pointFormulation.ts";
import { STATE_LENGTH } from "../../../../core/random/mersenneTwister.ts";
import { readCacheFile, writeCacheFile } from "../../../common/cacheFile.ts";

const MAGIC = "VACT0001";
const HEAD_BYTES = 8;

export interface KnownClasses {
  rows: [number, ClassRow][];
  /** Of a sequence: the generator's state before the next candidate, and how many were tried since the last class. */
  next: { state: Uint32Array; misses: number } | null;
}

export function readClasses(path: string): KnownClasses | null {
  const content = readCacheFile(path, MAGIC);
  if (content === null || content.length < HEAD_BYTES) return null;
  const words = content.readUInt32LE(0);
  const misses = content.readUInt32LE(4);
  let at = HEAD_BYTES + 4 * words;
  const state = new Uint32Array(words);
  new Uint8Array(state.buffer).set(content.subarray(HEAD_BYTES, at));
  const rows: [number, ClassRow][] = [];
  while (at < content.length) {
    const classIndex = content.readDoubleLE(at);
    const length = content.readDoubleLE(at + 8);
    const row = new Float64Array(length);
    new Uint8Array(row.buffer).set(content.subarray(at + 16, at + 16 + 8 * length));
    rows.push([classIndex, row]);
    at += 16 + 8 * length;
  }
  return { rows, next: words === STATE_LENGTH ? { state, misses } : null };
}

/** Returns whether it could be written. */
export function writeClasses(path: string, { rows, next }: KnownClasses): boolean {
  const head = new Uint32Array([next?.state.length ?? 0, next?.misses ?? 0, ...(next?.state ?? [])]);
  const ofClasses = rows.flatMap(([classIndex, row]) => [Float64Array.of(classIndex, row.length), row]);
  return writeCacheFile(path, MAGIC, [head, ...ofClasses]);
}
