/** How a job of the studio begins, and what is said of its end. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import type { JobState } from "../../../core/studio/api.ts";
import type { Expected, StoredJob } from "../../common/settings.ts";
import { journalName } from "../../dataset/journal/journal.ts";
import { isCrash } from "../../generate/crash.ts";
import { presetTitle } from "../commandLine.ts";
import { plainError, StudioError } from "../errors.ts";
import { inWindowWords } from "./advice.ts";
import type { JobRecord } from "./jobRecord.ts";

const CRASHES =
  "A drawing thread stopped unexpectedly again and again; use fewer workers in Settings, then continue this job.";

export interface NewJob {
  config: DatasetConfig;
  /** Canonical. */
  out: string;
  force: boolean;
  expected: Expected | null;
}

/** @param now ISO */
export function newJob({ config, out, force, expected }: NewJob, now: string): StoredJob {
  return {
    jobId: `${Date.parse(now).toString(36)}-${randomBytes(4).toString("hex")}`,
    title: presetTitle(config) ?? basename(out),
    state: "queued",
    ...{ config, out, force, expected },
    imagesDone: 0,
    imagesTotal: config.classes * config.instances,
    bytes: 0,
    blankImages: 0,
    imagesPerSecond: 0,
    secondsElapsed: 0,
    fingerprint: null,
    error: null,
    startedAt: now,
    endedAt: null,
    heardAt: null,
    nothingLeft: false,
  };
}

export function isEnded(state: JobState): boolean {
  return state === "finished" || state === "cancelled" || state === "failed";
}

/** At work or waiting. */
export function isOpen({ state }: StoredJob): boolean {
  return !isEnded(state) && state !== "interrupted";
}

/** Why a job stopped, and what can be done, in one sentence. */
export function reasonOf(error: unknown): string {
  return isCrash(error) ? CRASHES : inWindowWords(plainError(error).message);
}

export function notRunning(record: JobRecord): StudioError {
  return new StudioError("NotPossible", `This job is ${record.stored.state}, not running; nothing to pause`);
}

/** How a job that was stored comes back: whatever was at work when the program ended was interrupted by its end. */
export function storedBefore(stored: StoredJob): StoredJob {
  if (isEnded(stored.state) || stored.state === "queued") return stored;
  return { ...stored, state: "interrupted", endedAt: stored.endedAt ?? stored.heardAt };
}

/** Where a disk is not connected, the job must not begin anew on the one below. */
export function requireBegun({ stored }: JobRecord): void {
  const { out, imagesDone } = stored;
  const way = "connect its disk or bring the folder back and continue this job, or generate it elsewhere";
  if (imagesDone > 0 && !hasJournal(out)) {
    throw new StudioError("NotFound", `${out} does not hold what this job has drawn; ${way}`);
  }
  if (!existsSync(dirname(out))) {
    throw new StudioError("NotFound", `${dirname(out)} is not there any more; ${way}`);
  }
}

export function hasJournal(out: string): boolean {
  return existsSync(join(out, journalName));
}
