/** Tells whether the file that a fault is about is still the one that was looked at. */
import { lstat } from "node:fs/promises";
import { join } from "node:path";
import type { Fault } from "../../../../core/studio/datasetCheck.ts";
import { onDisk } from "../../../../workers/disk/names.ts";
import { stampOf } from "../imageStore.ts";

/** @returns of each fault's file, or of the shard that the fault lies in; "" where nothing is there */
export function stampsOf(folder: string, faults: readonly Fault[]): Promise<string[]> {
  const known = new Map<string, Promise<string>>();
  const stampAt = (path: string): Promise<string> => {
    const asked =
      known.get(path) ??
      lstat(onDisk(join(folder, path))).then(
        (found) => stampOf(found) || "-",
        () => "",
      );
    known.set(path, asked);
    return asked;
  };
  return Promise.all(
    faults.map(async ({ path }) => {
      const whole = await stampAt(path);
      // Of a shard it is said what is meant of it: `SHARD: sample`.
      const inShard = path.indexOf(": ");
      return whole !== "" || inShard < 0 ? whole : stampAt(path.slice(0, inShard));
    }),
  );
}
