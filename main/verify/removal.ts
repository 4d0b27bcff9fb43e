/** Takes away what does not belong to a dataset: only what was named, as it was when it was seen, and never through a link. */
import { lstatSync, readdirSync, renameSync, rmdirSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { type Identity, isSame, type Misnamed, statsOf } from "./scan.ts";

/** null where it was removed, otherwise why not. @param path relative, that of a folder ends in `/` */
export function remove(root: string, path: string, seen: Identity): string | null {
  const target = join(root, path.replace(/\/$/, ""));
  const stats = statsOf(target);
  if (stats === undefined) return null;
  if (!isSame(seen, stats)) return "another file by now";
  return refusal(() => removeTree(target, stats.dev));
}

function removeTree(path: string, dev: bigint): void {
  const stats = lstatSync(path, { bigint: true });
  if (!stats.isDirectory()) unlinkSync(path);
  else {
    if (stats.dev !== dev) throw Object.assign(new Error("another disk is mounted there"), { code: "EXDEV" });
    for (const name of readdirSync(path)) removeTree(join(path, name), dev);
    rmdirSync(path);
  }
}

export function giveOwnName(root: string, { path, own, isFree }: Misnamed): string | null {
  if (!isFree || statsOf(join(root, own)) !== undefined) return `beside ${own}`;
  return refusal(() => renameSync(join(root, path), join(root, own)));
}

function refusal(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    return code === "ENOTEMPTY" || code === "EEXIST" ? "not empty" : (code ?? message);
  }
}
