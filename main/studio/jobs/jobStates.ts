/** How a job of the studio begins, and what is said of its end. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import type { JobState } from "../../../core/studio/api.ts";
import type { StoredJob } from "../../common/settings.ts";
import { journalName } from "../../dataset/journal/journal.ts";
import { isCrash } from "../../generate/crash.ts";
import { presetTitle } from "../commandLine.ts";
import { plainError, StudioError } from "../errors.ts";
import type { JobRecord } from "./jobRecord.ts";

const CRASHES =
  "A drawing thread stopped unexpectedly again and again; use fewer workers in Settings, then continue this job.";

/** @param now time of the day, ms */
export function newJob(config: DatasetConfig, out: string, now: number): StoredJob {
  return {
    jobId: `${now.toString(36)}-${randomBytes(4).toString("hex")}`,
    title: presetTitle(config) ?? basename(out),
    out,
    state: "starting",
    config,
    imagesDone: 0,
    imagesTotal: config.classes * config.instances,
    bytes: 0,
    blankImages: 0,
    imagesPerSecond: 0,
    secondsElapsed: 0,
    fingerprint: null,
    error: null,
    startedAt: new Date(now).toISOString(),
    endedAt: null,
  };
}

export function isEnded(state: JobState): boolean {
  return state === "finished" || state === "cancelled" || state === "failed";
}

/** Why a job stopped, and what can be done, in one sentence. */
export function reasonOf(error: unknown): string {
  return isCrash(error) ? CRASHES : plainError(error).message;
}

export function notRunning(record: JobRecord): StudioError {
  return new StudioError("NotPossible", `This job is ${record.stored.state}, not running; nothing to pause`);
}

/** Where a disk is not connected, the job must not begin anew on the one below. */
export function requireBegun({ stored }: JobRecord): void {
  if (stored.imagesDone === 0 || existsSync(join(stored.out, journalName))) return;
  throw new StudioError(
    "NotFound",
    `${stored.out} does not hold what this job has drawn; connect its disk or bring the folder back, or start a new job`,
  );
}
