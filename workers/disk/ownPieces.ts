/**
 * Reads files of a dataset a piece at a time: however much there is of them, little is held at once, and whoever does not
 * want it any more need not wait for the end.
 */
import type { FileHandle } from "node:fs/promises";
import { openOwnFileSoon, tooLarge } from "./ownFile.ts";

const PIECE_BYTES = 1 << 20;

/** Bytes of a file. */
export interface BytesRange {
  at: number;
  length: number;
}

/** @param piece is filled anew afterwards */
type TakePiece = (piece: Uint8Array) => void;

/**
 * @param most bytes; of a larger file nothing is read
 * @returns how many bytes there were
 * @throws OwnFileError for a larger file and for anything but a file, the system's error, the signal's reason
 */
export async function eachPieceOf(
  path: string,
  most: number,
  take: TakePiece,
  signal?: AbortSignal,
): Promise<number> {
  const handle = await openOwnFileSoon(path);
  try {
    const { size } = await handle.stat();
    if (size > most) throw tooLarge(path, size, most);
    return await eachPieceIn(handle, { at: 0, length: size }, take, signal);
  } finally {
    await handle.close();
  }
}

/** As much of a range as there is. @returns how many bytes that was; @throws as `eachPieceOf` */
export async function eachPieceIn(
  file: FileHandle,
  { at, length }: BytesRange,
  take: TakePiece,
  signal?: AbortSignal,
): Promise<number> {
  const piece = Buffer.allocUnsafe(Math.min(length, PIECE_BYTES));
  let done = 0;
  while (done < length) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(piece, 0, Math.min(piece.length, length - done), at + done);
    if (bytesRead === 0) break;
    take(piece.subarray(0, bytesRead));
    done += bytesRead;
  }
  return done;
}
