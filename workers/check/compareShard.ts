/** Compares a run of samples with its place in a shard's file. */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import type { FileFaultKind } from "../../core/studio/datasetCheck.ts";
import { NOT_OWN, readOwnRange } from "../disk/ownFile.ts";
import { requireOwnFolder } from "../disk/ownFolder.ts";
import type { FileFault, ShardPlace, UnitResult, UnitTask } from "../messages.ts";
import { TAR_BLOCK } from "../packed/tar.ts";
import { kindOf, mostBytesRead } from "./compareFile.ts";

/**
 * What is wrong with the run's bytes, as in `UnitResult`; of a tar each member is named, of Parquet the rows. Shards are
 * mended by the main thread, beside the file that is there.
 */
export async function compareShard(
  { config, out, run, check }: UnitTask,
  place: ShardPlace,
  expected: Uint8Array,
): Promise<Pick<UnitResult, "faults" | "asWritten" | "wanted">> {
  const found = read(out, place, mostBytesRead(expected));
  if (found instanceof Uint8Array && Buffer.compare(found, expected) === 0) return { faults: [] };
  const asWritten =
    typeof found !== "string" && createHash("sha256").update(found).digest("hex") === check!.digest;
  const wanted = check!.repair && !asWritten ? expected.slice() : undefined;
  const mending = wanted === undefined ? {} : { wanted };
  if (typeof found === "string") return { faults: [fault(place.path, found)], ...mending };
  if (config.output.layout === "webdataset") {
    return { faults: await faultsOfMembers(place.path, found, expected), asWritten, ...mending };
  }
  const rows = `rows ${run.first} … ${run.first + run.count - 1}`;
  const kind = found.length < expected.length ? "cut off" : "other bytes";
  return { faults: [fault(`${place.path}: ${rows}`, kind)], asWritten, ...mending };
}

async function faultsOfMembers(path: string, found: Uint8Array, expected: Uint8Array): Promise<FileFault[]> {
  const faults: FileFault[] = [];
  for (const { name, start, size, end } of members(expected)) {
    const [there, wanted] = [found, expected].map((tar) => Buffer.from(tar.subarray(start, end)));
    if (there.equals(wanted)) continue;
    faults.push(fault(`${path}: ${name}`, await kindOfMember({ name, size }, there, wanted)));
  }
  return faults;
}

async function kindOfMember(
  { name, size }: Pick<Member, "name" | "size">,
  found: Buffer,
  expected: Buffer,
): Promise<FileFaultKind> {
  if (found.length === 0) return "missing";
  if (found.length < expected.length) return "cut off";
  // Behind another size everything lies elsewhere.
  const isHeadRight = found.subarray(0, TAR_BLOCK).equals(expected.subarray(0, TAR_BLOCK));
  if (!isHeadRight || name.endsWith(".cls")) return "other bytes";
  const [there, wanted] = [found, expected].map((member) => member.subarray(TAR_BLOCK, TAR_BLOCK + size));
  return kindOf(there, wanted);
}

interface Member {
  name: string;
  /** Bytes of its file. */
  size: number;
  /** Of its head. */
  start: number;
  /** Behind what fills the last block. */
  end: number;
}

function* members(tar: Uint8Array): Generator<Member> {
  const text = (at: number, length: number): string =>
    Buffer.from(tar.buffer, tar.byteOffset + at, length)
      .toString("latin1")
      .split("\0")[0];
  for (let start = 0; start < tar.length; ) {
    const size = Number.parseInt(text(start + 124, 12), 8);
    const end = start + TAR_BLOCK + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
    yield { name: text(start, 100), size, start, end };
    start = end;
  }
}

function fault(path: string, kind: FileFaultKind): FileFault {
  return { path, kind, found: null, expected: null };
}

function read(out: string, { path, at, length }: ShardPlace, most: number): Uint8Array | FileFaultKind {
  if (length > most) return "other bytes";
  try {
    requireOwnFolder(out, dirname(path));
    return readOwnRange(join(out, path), at, length);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === NOT_OWN) return "not a file";
    return code === "ENOENT" || code === "ENOTDIR" ? "missing" : "unreadable";
  }
}
