/**
 * The file that keeps the classes a search has found, some 300 bytes each. Its content:
 *
 *   words of state (0 or 625), u32 | candidates since the last class, u32 | state |
 *   then of each class its number, the length of its row, and the row, f64
 */
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import { pointsOf } from "../../../../core/formulations/index.ts";
import type { ClassRow } from "../../../../core/formulations/pointFormulation.ts";
import { STATE_LENGTH } from "../../../../core/random/mersenneTwister.ts";
import { readCacheFile, writeCacheFile } from "../../../common/cacheFile.ts";

const MAGIC = "VACT0001";
const HEAD_BYTES = 8;
const ROW_HEAD_BYTES = 16;
/** A hundred times the largest published table. */
const MOST_BYTES = 1 << 30;

export interface KnownClasses {
  rows: [number, ClassRow][];
  /** Of a sequence: the generator's state before the next candidate, and how many were tried since the last class. */
  next: { state: Uint32Array; misses: number } | null;
}

/**
 * null where there is no such file, and where a number in it cannot be what was written.
 * @param key names the table, see `tableKey`
 */
export function readClasses(path: string, key: string, config: DatasetConfig): KnownClasses | null {
  const content = readCacheFile(path, { magic: MAGIC, key }, MOST_BYTES);
  if (content === null || content.length < HEAD_BYTES) return null;
  const words = content.readUInt32LE(0);
  const misses = content.readUInt32LE(4);
  let at = HEAD_BYTES + 4 * words;
  const isSequence = pointsOf(config)!.search.kind(config) === "sequence";
  if (words !== (isSequence ? STATE_LENGTH : 0) || at > content.length) return null;
  const state = new Uint32Array(words);
  new Uint8Array(state.buffer).set(content.subarray(HEAD_BYTES, at));
  if (isSequence && state[STATE_LENGTH - 1] > STATE_LENGTH - 1) return null;
  const rows = new Map<number, ClassRow>();
  while (at < content.length) {
    if (at + ROW_HEAD_BYTES > content.length) return null;
    const classIndex = content.readDoubleLE(at);
    const length = content.readDoubleLE(at + 8);
    at += ROW_HEAD_BYTES;
    if (!isLength(config, length) || at + 8 * length > content.length) return null;
    const row = new Float64Array(length);
    new Uint8Array(row.buffer).set(content.subarray(at, at + 8 * length));
    at += 8 * length;
    const isNext = isSequence ? classIndex === rows.size : !rows.has(classIndex);
    if (!isNext || !isClassNumber(classIndex) || !isClass(config, row)) return null;
    rows.set(classIndex, row);
  }
  return { rows: [...rows], next: isSequence ? { state, misses } : null };
}

function isClassNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 2 ** 32;
}

function isLength(config: DatasetConfig, length: number): boolean {
  const { rows, lines } = pointsOf(config)!.search;
  const maps = (length - rows.measured.length) / rows.mapNumbers;
  return Number.isInteger(maps) && maps >= lines[0] && maps <= lines[1];
}

function isClass(config: DatasetConfig, row: ClassRow): boolean {
  const { search } = pointsOf(config)!;
  const { mapNumbers } = search.rows;
  const system = search.rows.systemOf(row);
  const lines = Array.from({ length: system.length / mapNumbers }, (_, i) =>
    system.slice(i * mapNumbers, (i + 1) * mapNumbers),
  );
  return (
    row.every(Number.isFinite) &&
    lines.every((line) => search.wrongLine(line) === null) &&
    search.wrongLines(lines) === null
  );
}

/** Returns whether it could be written. */
export function writeClasses(path: string, key: string, { rows, next }: KnownClasses): boolean {
  const head = new Uint32Array([next?.state.length ?? 0, next?.misses ?? 0, ...(next?.state ?? [])]);
  const ofClasses = rows.flatMap(([classIndex, row]) => [Float64Array.of(classIndex, row.length), row]);
  return writeCacheFile(path, { magic: MAGIC, key }, [head, ...ofClasses]);
}
