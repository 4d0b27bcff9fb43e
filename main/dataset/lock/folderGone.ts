/** A dataset's folder that is not the one any more in which the run began: renamed, removed, replaced or unmounted. */
import { existsSync } from "node:fs";
import { describeError, isGone, JobError } from "../../common/errors.ts";
import { holdsLock, otherHolder } from "./lock.ts";

/**
 * To be asked before anything is written down in it: where a disk was unmounted, its folder is still there, and images
 * would go to the disk below.
 * @throws JobError
 */
export function requireFolder(out: string, lock: string): void {
  if (!holdsLock(out, lock)) throw new JobError(sentence(out, lock));
}

/** What a failure to write means where something is missing; null for any other failure. */
export function folderGone(error: unknown, out: string, lock: string): JobError | null {
  if (!isGone(error)) return null;
  if (!holdsLock(out, lock)) return new JobError(sentence(out, lock));
  return somethingRemoved(out, describeError(error));
}

/** @param what a clause that names it */
export function somethingRemoved(out: string, what: string): JobError {
  return new JobError(
    `something in ${out} was removed while images were written (${what}); run the same command again to draw what is missing`,
  );
}

/** What is seen there now. */
function sentence(out: string, lock: string): string {
  const other = otherHolder(out, lock);
  if (other !== null) {
    return `another run (${other}) has taken over ${out}, as it may when this one gave no sign of life for long; nothing more is written by this one. Wait for the other, then run the same command again to continue`;
  }
  const what = existsSync(out)
    ? `${out} is not the folder any more in which this run began (its lock ${lock} is not in it): its disk was unmounted, or it was replaced, or only the lock was removed`
    : `${out} is not there any more: it was renamed or removed, or its disk unmounted`;
  return `${what}; bring it back and run the same command again to continue`;
}
