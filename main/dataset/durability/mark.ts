/**
 * OUT/.durable: how much of the journal is known to be on the disk together with the images that it stands for. What the
 * journal says beyond it is looked at before a run goes on: after a loss of power those files may be empty or missing.
 */
import { readOwnFile } from "../../../workers/disk/ownFile.ts";
import { writeAtomically } from "../../common/atomicFile.ts";

export const markName = ".durable";

export const MOST_MARK_BYTES = 4096;

/** Bytes of the journal; 0 where nothing is known. */
export function readMark(path: string): number {
  try {
    const { journalBytes } = JSON.parse(readOwnFile(path, MOST_MARK_BYTES).toString("utf8")) as {
      journalBytes?: unknown;
    };
    return Number.isSafeInteger(journalBytes) ? Math.max(0, journalBytes as number) : 0;
  } catch {
    return 0;
  }
}

export function writeMark(path: string, journalBytes: number): void {
  writeAtomically(path, `${JSON.stringify({ journalBytes })}\n`);
}
