/** The files of a share's units: checked against the journal. */
import { createHash } from "node:crypto";
import { closeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { ClassParameters, DatasetConfig } from "../../core/config/parameters.ts";
import type { Fault } from "../../core/studio/datasetCheck.ts";
import { NOT_OWN, type OwnFileError, openOwnFile, TOO_LARGE } from "../../workers/disk/ownFile.ts";
import { requireOwnFolder } from "../../workers/disk/ownFolder.ts";
import { eachPieceOf } from "../../workers/disk/ownPieces.ts";
import { imageFolder, imageName } from "../../workers/files.ts";
import { countText, visible } from "../common/format.ts";
import type { JournalEntry } from "./journal/journalLines.ts";
import { mostBytesOfImage } from "./journal/plausible.ts";

/** Files may be larger than what was written and still be read, to be told by their number of bytes. */
const FEW_BYTES = 1 << 20;

/** Relative paths of a unit's files, in the order of their digest. */
export function filesOfUnit(
  config: DatasetConfig,
  { class: classIndex, first, count }: Pick<JournalEntry, "class" | "first" | "count">,
  parameters: ClassParameters,
): string[] {
  const folder = imageFolder(config, classIndex);
  return Array.from({ length: count }, (_, i) =>
    join(folder, imageName(config, classIndex, first + i, parameters)),
  );
}

export interface CheckOptions {
  folder: string;
  out: string;
  /** Compare the bytes too, not only the sizes. */
  digests: boolean;
  signal?: AbortSignal | undefined;
}

/** What is wrong with files: with one of them, or with those from the first to the last that are named. */
export type UnitDamage = Omit<Fault, "repaired">;

export function damageText({ path, kind, detail }: UnitDamage): string {
  return visible(`${path}: ${kind}${detail === undefined ? "" : `, ${detail}`}`);
}

export interface Damage {
  /** A clause that names a file. */
  problem: string;
  /** What has to be drawn again. */
  units: number[];
}

/**
 * What is wrong with a unit's files, or null. A file is looked for in the share's folder, then in that of the dataset,
 * where an earlier attempt may have brought it. Nothing is read behind one that is larger than it can be.
 * @throws the signal's reason
 */
export async function checkUnit(
  config: DatasetConfig,
  entry: JournalEntry,
  parameters: ClassParameters,
  { folder, out, digests, signal }: CheckOptions,
): Promise<UnitDamage | null> {
  const files = filesOfUnit(config, entry, parameters);
  const hash = createHash("sha256");
  const mostOfOne = mostBytesOfImage(config);
  let bytes = 0;
  for (const file of files) {
    signal?.throwIfAborted();
    const most = Math.min(mostOfOne, Math.max(0, entry.bytes - bytes) + FEW_BYTES);
    const look = async (root: string): Promise<number> => {
      requireOwnFolder(root, dirname(file));
      const path = join(root, file);
      return digests ? eachPieceOf(path, most, (piece) => hash.update(piece), signal) : sizeOfFile(path);
    };
    try {
      bytes += await inEither(folder, out, look);
    } catch (error) {
      signal?.throwIfAborted();
      return { path: file, ...whyUnread(error) };
    }
  }
  const path = files.length === 1 ? files[0] : `${files[0]} … ${basename(files[files.length - 1])}`;
  if (bytes !== entry.bytes) {
    const detail = `${countText(bytes)} instead of the ${countText(entry.bytes)} that were written`;
    return { path, kind: "other bytes", detail };
  }
  if (digests && hash.digest("hex") !== entry.digest) return { path, kind: "other bytes" };
  return null;
}

/** @throws OwnFileError for anything but a file, the system's error */
export function sizeOfFile(path: string): number {
  const { file, size } = openOwnFile(path);
  closeSync(file);
  return size;
}

/** What a failure to read a file of a dataset says of the file. */
export function whyUnread(error: unknown): Pick<Fault, "kind" | "detail"> {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing" };
  if (code === NOT_OWN) return { kind: "not a file", detail: shortly(error as OwnFileError) };
  if (code === TOO_LARGE) return { kind: "other bytes", detail: "it is far too large" };
  return { kind: "unreadable", detail: code ?? message };
}

/** Without the path, which the fault names. */
function shortly({ message, path }: OwnFileError): string {
  return message.startsWith(path) ? `it${message.slice(path.length)}` : message;
}

export async function inEither<T>(
  folder: string,
  out: string,
  look: (root: string) => Promise<T>,
): Promise<T> {
  try {
    return await look(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || folder === out) throw error;
    return look(out);
  }
}
