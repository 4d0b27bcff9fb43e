/** The shards of a share in a packed layout: checked against the journal, unit by unit. */
import { createHash } from "node:crypto";
import { closeSync, read as readThen } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { openOwnFile } from "../../workers/disk/ownFile.ts";
import { requireOwnFolder } from "../../workers/disk/ownFolder.ts";
import type { JournalEntry } from "../dataset/journal/journalLines.ts";
import type { PackedPlan } from "../dataset/packed/packedPlan.ts";
import { endOfShard, shardName } from "../dataset/packed/packFiles.ts";
import { type CheckOptions, type Damage, damageText, inEither, whyUnread } from "../dataset/writtenFiles.ts";

const readSoon = promisify(readThen);

/**
 * What is wrong with a shard, or null. The file is looked for in the share's folder, then in that of the dataset.
 * @param entries all units of the shard, in order
 */
export async function checkShard(
  plan: PackedPlan,
  entries: readonly JournalEntry[],
  { folder, out, digests }: CheckOptions,
): Promise<Damage | null> {
  const name = shardName(plan, entries[0].class);
  const all = entries.map(({ unit }) => unit);
  try {
    const { file, size } = await inEither(folder, out, async (root) => {
      requireOwnFolder(root, dirname(name));
      return openOwnFile(join(root, name));
    });
    try {
      const written = entries.reduce((sum, { bytes }) => sum + bytes, 0);
      if (size !== written) {
        return { problem: `${name}: ${size} bytes, not the ${written} that were written`, units: all };
      }
      return digests ? await compare(plan, name, entries, file) : null;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { problem: damageText({ path: name, ...whyUnread(error) }), units: all };
  }
}

/** Reads a shard from its first byte to its last. */
async function compare(
  plan: PackedPlan,
  name: string,
  entries: readonly JournalEntry[],
  file: number,
): Promise<Damage | null> {
  const groups = entries.map(({ count, columns = [] }) => ({ rows: count, columns }));
  const end = endOfShard(plan.config, groups);
  const damaged: JournalEntry[] = [];
  let at = 0;
  for (const [i, entry] of entries.entries()) {
    const isLast = i === entries.length - 1;
    const bytes = await read(file, at, entry.bytes);
    const samples = isLast ? bytes.subarray(0, -end.length) : bytes;
    const digest = createHash("sha256").update(samples).digest("hex");
    const endsWell = !isLast || bytes.subarray(samples.length).equals(end);
    if (digest !== entry.digest || !endsWell) damaged.push(entry);
    at += entry.bytes;
  }
  if (damaged.length === 0) return null;
  const [{ first, count }] = damaged;
  const more = damaged.length > 1 ? ` and ${damaged.length - 1} more runs` : "";
  return {
    problem: `${name}: other bytes than were written, in samples ${first}–${first + count - 1}${more}`,
    units: damaged.map(({ unit }) => unit),
  };
}

async function read(file: number, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await readSoon(file, bytes, done, length - done, at + done);
    if (bytesRead === 0) return bytes.subarray(0, done);
    done += bytesRead;
  }
  return bytes;
}
