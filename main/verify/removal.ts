/** Changes names that do not belong to a dataset, or takes them away: only what was named, as it was when it was seen. */
import { renameSync } from "node:fs";
import { join } from "node:path";
import { removeTree, whyNotRemoved } from "../../workers/disk/removeTree.ts";
import { type Identity, isSame, type Misnamed, statsOf } from "./scan.ts";

/** null where it was removed, otherwise why not. @param path relative, that of a folder ends in `/` */
export function remove(root: string, path: string, seen: Identity): string | null {
  const target = join(root, path.replace(/\/$/, ""));
  const stats = statsOf(target);
  if (stats === undefined) return null;
  return isSame(seen, stats) ? removeTree(target) : "another file by now";
}

export function giveOwnName(root: string, { path, own, isFree }: Misnamed): string | null {
  if (!isFree || statsOf(join(root, own)) !== undefined) return `beside ${own}`;
  try {
    renameSync(join(root, path), join(root, own));
    return null;
  } catch (error) {
    return whyNotRemoved(error);
  }
}
