/** Where jobs at work and in the queue would get into each other's way: in a folder, or on a disk that is too small. */
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { StoredJob } from "../../common/settings.ts";
import { filesOf } from "../../generate/calibrate.ts";
import { isInside } from "../datasets/grants.ts";
import { StudioError } from "../errors.ts";
import type { Room } from "../estimates.ts";
import type { JobRecord } from "./jobRecord.ts";
import { isOpen } from "./jobStates.ts";

/**
 * Two jobs must not write to one folder, nor one into the folder of another.
 * @throws StudioError that names the other job
 */
export function requireFree(records: readonly JobRecord[], out: string): void {
  const other = records.find(
    ({ stored }) => isOpen(stored) && (isInside(out, stored.out) || isInside(stored.out, out)),
  );
  if (other === undefined) return;
  const { title, state, out: taken } = other.stored;
  const where = taken === out ? "this folder" : taken;
  const what = `${title} is ${state === "queued" ? "in the queue" : "being generated"} for ${where} already`;
  const way = state === "queued" ? "remove it from the queue in Jobs" : "wait for its end";
  throw new StudioError("NotPossible", `${what}; choose another name or folder, or ${way}`);
}

/** What the jobs at work and in the queue will still write to the disk of a folder. */
export async function reservedAt(records: readonly JobRecord[], folder: string): Promise<Room> {
  const open = records.filter(({ stored }) => isOpen(stored));
  const room = { bytes: 0, files: 0 };
  if (open.length === 0) return room;
  const disk = await diskOf(folder);
  for (const { stored } of open) {
    if ((await diskOf(stored.out)) !== disk) continue;
    const rest = restOf(stored);
    room.bytes += rest.bytes;
    room.files += rest.files;
  }
  return room;
}

/** As expected, or where nothing was measured, as the images so far were. */
function restOf({ config, expected, imagesDone, imagesTotal, bytes }: StoredJob): Room {
  const left = imagesTotal - imagesDone;
  const eachBytes = expected ? expected.diskBytes / imagesTotal : imagesDone > 0 ? bytes / imagesDone : 0;
  return { bytes: Math.round(left * eachBytes), files: filesOf(config, left) };
}

/** The number of the device under a folder or its nearest parent that exists; null where the system does not tell. */
async function diskOf(folder: string): Promise<number | null> {
  for (let path = folder; ; path = dirname(path)) {
    try {
      return (await stat(path)).dev;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || dirname(path) === path) return null;
    }
  }
}
