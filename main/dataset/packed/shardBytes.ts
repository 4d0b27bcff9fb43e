/** Digests of what lies in shards, of which no more than a piece is held at once. */
import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { openOwnFileSoon } from "../../../workers/disk/ownFile.ts";
import { type BytesRange, eachPieceIn } from "../../../workers/disk/ownPieces.ts";
import type { JournalEntry } from "../journal/journalLines.ts";

/** SHA-256, hex. @throws OwnFileError for anything but a file, the system's error, the signal's reason */
export async function digestOfRange(path: string, range: BytesRange, signal?: AbortSignal): Promise<string> {
  const file = await openOwnFileSoon(path);
  try {
    return await digestIn(file, range, signal);
  } finally {
    await file.close();
  }
}

/**
 * Whether a run of samples is what its journal line says.
 * @param at where it begins in its shard, bytes
 * @param end what follows the samples, where the run is the last of its shard
 * @throws the system's error, the signal's reason
 */
export async function isRunSound(
  file: FileHandle,
  at: number,
  { bytes, digest }: Pick<JournalEntry, "bytes" | "digest">,
  end: Uint8Array,
  signal?: AbortSignal,
): Promise<boolean> {
  const length = Math.max(0, bytes - end.length);
  if ((await digestIn(file, { at, length }, signal)) !== digest) return false;
  if (end.length === 0) return true;
  const wanted = createHash("sha256").update(end).digest("hex");
  return (await digestIn(file, { at: at + length, length: bytes - length }, signal)) === wanted;
}

async function digestIn(file: FileHandle, range: BytesRange, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  await eachPieceIn(file, range, (piece) => hash.update(piece), signal);
  return hash.digest("hex");
}
