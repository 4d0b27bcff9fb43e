/** Tells in which way a file is not what it should be. */
import { crc32 } from "node:zlib";
import type { FileFaultKind } from "../../core/studio/datasetCheck.ts";
import { kindAt, NOT_OWN, readOwnFile, TOO_LARGE, whatItIs } from "../disk/ownFile.ts";
import { CanvasMissing } from "../nativeCanvas.ts";
import { decodePixels } from "./decode.ts";
import { pictureSizeOf } from "./imageHead.ts";

export interface Difference {
  kind: FileFaultKind;
  /** More of it, in a few words. */
  detail?: string;
  /** What is there; null where nothing can be read. */
  found: Uint8Array | null;
}

const MORE_BYTES = 1 << 22;

/** What is so much larger than it should be is not read. */
export function mostBytesRead(expected: Uint8Array): number {
  return 4 * expected.length + MORE_BYTES;
}

/** What is wrong with an image's file, or null. */
export async function compareFile(path: string, expected: Uint8Array): Promise<Difference | null> {
  let found: Buffer;
  try {
    found = readOwnFile(path, mostBytesRead(expected));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing", found: null };
    if (code === NOT_OWN)
      return { kind: "not a file", detail: `it is ${whatItIs(kindAt(path))}`, found: null };
    if (code === TOO_LARGE) return { kind: "other bytes", detail: "it is far too large", found: null };
    return { kind: "unreadable", found: null };
  }
  if (found.equals(expected)) return null;
  return { kind: await kindOf(found, Buffer.from(expected)), found };
}

/** How an image's bytes differ from those that were drawn. */
export async function kindOf(found: Buffer, expected: Buffer): Promise<FileFaultKind> {
  if (found.length < expected.length && found.equals(expected.subarray(0, found.length))) return "cut off";
  if (isPng(expected) && !isSoundPng(found)) return "not decodable";
  const [there, wanted] = [pictureSizeOf(found), pictureSizeOf(expected)];
  if (there === null || wanted === null) return "not decodable";
  if (there.width !== wanted.width || there.height !== wanted.height) return "other picture";
  try {
    const [picture, drawn] = [await decodePixels(found), await decodePixels(expected)];
    return Buffer.from(picture.buffer).equals(Buffer.from(drawn.buffer)) ? "other bytes" : "other picture";
  } catch (error) {
    // Without the library nobody can tell whether the picture is another.
    return error instanceof CanvasMissing ? "other bytes" : "not decodable";
  }
}

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
/** Length and type before a chunk's data, checksum after it. */
const CHUNK_HEAD = 8;
const CHUNK_TAIL = 4;

function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length));
}

/** Whether every chunk has its checksum: decoders show half a picture where one is wrong. */
function isSoundPng(bytes: Buffer): boolean {
  if (!isPng(bytes)) return false;
  for (let at = SIGNATURE.length; at + CHUNK_HEAD <= bytes.length; ) {
    const end = at + CHUNK_HEAD + bytes.readUInt32BE(at);
    if (end + CHUNK_TAIL > bytes.length) return false;
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return false;
    if (bytes.toString("latin1", at + 4, at + 8) === "IEND") return end + CHUNK_TAIL === bytes.length;
    at = end + CHUNK_TAIL;
  }
  return false;
}
