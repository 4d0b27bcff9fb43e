/**
 * The file that keeps a stream index, 2.5 KB a class for each generator that its script runs. Its content:
 *
 *   known classes of each stream, u32 | state before each class, u32
 */
import { STATE_LENGTH } from "../../../core/random/mersenneTwister.ts";
import { readCacheFile, writeCacheFile } from "../../common/cacheFile.ts";

const MAGIC = "VASI0001";

export interface IndexShape {
  streams: number;
  /** Of each stream. */
  classes: number;
  /** Of each class. */
  stateWords: number;
}

/** null where there is no such file, and where a number in it cannot be what was written. @param key names the index */
export function readIndex(
  path: string,
  key: string,
  { streams, classes, stateWords }: IndexShape,
): { states: Uint32Array; known: Uint32Array } | null {
  const words = new Uint32Array(streams + streams * classes * stateWords);
  const content = readCacheFile(path, { magic: MAGIC, key }, words.byteLength);
  if (content?.length !== words.byteLength) return null;
  new Uint8Array(words.buffer).set(content);
  const known = words.slice(0, streams);
  const states = words.subarray(streams);
  if (known.some((count) => count > classes)) return null;
  // How many words of a generator's state have been read is its last word.
  for (let at = STATE_LENGTH - 1; at < states.length; at += STATE_LENGTH)
    if (states[at] > STATE_LENGTH - 1) return null;
  return { known, states };
}

export function writeIndex(path: string, key: string, states: Uint32Array, known: Uint32Array): void {
  writeCacheFile(path, { magic: MAGIC, key }, [known, states]);
}
