/** The shards of a share in a packed layout: checked against the journal, unit by unit. */
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openOwnFileSoon } from "../../workers/disk/ownFile.ts";
import { requireOwnFolder } from "../../workers/disk/ownFolder.ts";
import type { JournalEntry } from "../dataset/journal/journalLines.ts";
import type { PackedPlan } from "../dataset/packed/packedPlan.ts";
import { endOfShard, shardName } from "../dataset/packed/packFiles.ts";
import { isRunSound } from "../dataset/packed/shardBytes.ts";
import { type CheckOptions, type Damage, damageText, inEither, whyUnread } from "../dataset/writtenFiles.ts";

/**
 * What is wrong with a shard, or null. The file is looked for in the share's folder, then in that of the dataset.
 * @param entries all units of the shard, in order
 * @throws the signal's reason
 */
export async function checkShard(
  plan: PackedPlan,
  entries: readonly JournalEntry[],
  { folder, out, digests, signal }: CheckOptions,
): Promise<Damage | null> {
  const name = shardName(plan, entries[0].class);
  const all = entries.map(({ unit }) => unit);
  try {
    const file = await inEither(folder, out, async (root) => {
      requireOwnFolder(root, dirname(name));
      return openOwnFileSoon(join(root, name));
    });
    try {
      const { size } = await file.stat();
      const written = entries.reduce((sum, { bytes }) => sum + bytes, 0);
      if (size !== written) {
        return { problem: `${name}: ${size} bytes, not the ${written} that were written`, units: all };
      }
      return digests ? await compare(plan, name, entries, file, signal) : null;
    } finally {
      await file.close();
    }
  } catch (error) {
    signal?.throwIfAborted();
    return { problem: damageText({ path: name, ...whyUnread(error) }), units: all };
  }
}

/** Reads a shard from its first byte to its last. */
async function compare(
  plan: PackedPlan,
  name: string,
  entries: readonly JournalEntry[],
  file: FileHandle,
  signal: AbortSignal | undefined,
): Promise<Damage | null> {
  const groups = entries.map(({ count, columns = [] }) => ({ rows: count, columns }));
  const end = endOfShard(plan.config, groups);
  const damaged: JournalEntry[] = [];
  let at = 0;
  for (const [i, entry] of entries.entries()) {
    const behind = i === entries.length - 1 ? end : new Uint8Array(0);
    if (!(await isRunSound(file, at, entry, behind, signal))) damaged.push(entry);
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
