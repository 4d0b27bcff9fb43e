/**
 * The file that keeps a stream index, 2.5 KB a class for each generator that its script runs. Its content:
 *
 *   known classes of each stream, u32 | state before each class, u32
 */
import { readCacheFile, writeCacheFile } from "../../common/cacheFile.ts";

const MAGIC = "VASI0001";

/** @param stateWords of all classes together */
export function readIndex(
  path: string,
  streams: number,
  stateWords: number,
): { states: Uint32Array; known: Uint32Array } | null {
  const content = readCacheFile(path, MAGIC);
  if (content?.length !== (streams + stateWords) * Uint32Array.BYTES_PER_ELEMENT) return null;
  const words = new Uint32Array(streams + stateWords);
  new Uint8Array(words.buffer).set(content);
  return { known: words.slice(0, streams), states: words.subarray(streams) };
}

export function writeIndex(path: string, states: Uint32Array, known: Uint32Array): void {
  writeCacheFile(path, MAGIC, [known, states]);
}
