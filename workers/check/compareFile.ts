/** Tells in which way a file is not what it should be. */
import { readFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import type { FileFaultKind } from "../../core/studio/datasetCheck.ts";

export interface Difference {
  kind: FileFaultKind;
  /** What is there; null where nothing can be read. */
  found: Uint8Array | null;
}

/** What is wrong with an image's file, or null. */
export async function compareFile(path: string, expected: Uint8Array): Promise<Difference | null> {
  let found: Buffer;
  try {
    found = await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { kind: code === "ENOENT" || code === "ENOTDIR" ? "missing" : "unreadable", found: null };
  }
  if (found.equals(expected)) return null;
  return { kind: await kindOf(found, expected), found };
}

async function kindOf(found: Buffer, expected: Uint8Array): Promise<FileFaultKind> {
  if (found.length < expected.length && found.equals(expected.subarray(0, found.length))) return "cut off";
  if (isPng(expected) && !isSoundPng(found)) return "not decodable";
  try {
    const [there, wanted] = [await pixelsOf(found), await pixelsOf(Buffer.from(expected))];
    return there.equals(wanted) ? "other bytes" : "other picture";
  } catch {
    return "not decodable";
  }
}

/** RGBA, with the size before them. */
async function pixelsOf(bytes: Buffer): Promise<Buffer> {
  const image = await loadImage(bytes);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  const size = Buffer.from(`${width} ${height} `);
  const { data } = context.getImageData(0, 0, width, height);
  return Buffer.concat([size, new Uint8Array(data.buffer)]);
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
