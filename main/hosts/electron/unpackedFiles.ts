/** Compares the files beside the application's archive with the digests in the archive. */
import { createHash } from "node:crypto";
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A node of the archive's table of contents: a folder, or a file with what is known of it. */
interface Entry {
  files?: Record<string, Entry>;
  unpacked?: boolean;
  integrity?: { algorithm: string; hash: string };
}

/** Files read at the same time; the largest has 35 MB. */
const AT_ONCE = 16;
/** What signing changes after the archive was made. The system itself then looks at the signature. */
const SIGNED_LATER: Partial<Record<NodeJS.Platform, RegExp>> = { darwin: /\.node$/ };

/**
 * Says in a sentence without a full stop which unpacked file is not as it was packaged, or null when all are.
 * Files that were added count: a module could be found before the true one.
 * @param archive path of app.asar
 */
export async function findDamage(
  archive: string,
  platform: NodeJS.Platform = process.platform,
): Promise<string | null> {
  const electronProcess = process as { noAsar?: boolean };
  const before = electronProcess.noAsar;
  // In Electron an archive reads as a folder, unless told otherwise.
  electronProcess.noAsar = true;
  try {
    return await compare(unpackedIn(readContents(archive)), `${archive}.unpacked`, SIGNED_LATER[platform]);
  } finally {
    electronProcess.noAsar = before;
  }
}

/** SHA-256 by relative path, with / between folders. */
function unpackedIn(contents: Entry, prefix = ""): Map<string, string> {
  const digests = new Map<string, string>();
  for (const [name, entry] of Object.entries(contents.files ?? {})) {
    const path = `${prefix}${name}`;
    if (entry.files) for (const [inner, digest] of unpackedIn(entry, `${path}/`)) digests.set(inner, digest);
    else if (entry.unpacked) digests.set(path, entry.integrity?.hash ?? "");
  }
  return digests;
}

async function compare(
  digests: Map<string, string>,
  folder: string,
  signedLater?: RegExp,
): Promise<string | null> {
  const present = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
  const added = present.find((path) => !digests.has(path));
  if (added !== undefined) return `${added} does not belong to it`;
  const waiting = [...digests];
  const damaged: string[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [path, digest] = next;
      const bytes = await readFile(join(folder, path)).catch(() => null);
      if (bytes === null) damaged.push(`${path} is missing`);
      else if (signedLater?.test(path)) continue;
      else if (createHash("sha256").update(bytes).digest("hex") !== digest)
        damaged.push(`${path} has been changed`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return damaged.sort()[0] ?? null;
}

/** The archive's table of contents: JSON behind four little-endian lengths, the last of which is its own. */
function readContents(archive: string): Entry {
  const file = openSync(archive, "r");
  try {
    const lengths = Buffer.alloc(16);
    readSync(file, lengths, 0, lengths.length, 0);
    const json = Buffer.alloc(lengths.readUInt32LE(12));
    readSync(file, json, 0, json.length, lengths.length);
    return JSON.parse(json.toString("utf8")) as Entry;
  } finally {
    closeSync(file);
  }
}
