/** What jobs need of the studio, and what they are while they are drawn. */
import type { JobProgress, JobState } from "../../../core/studio/api.ts";
import type { SettingsStore } from "../../common/settings.ts";
import type { Job, JobEvents, JobOptions } from "../../generate/job.ts";
import type { ConfigRegistry } from "../configRegistry.ts";
import type { JobRecord } from "./jobRecord.ts";

/** What the studio needs of the engine's job. */
export type DrawingJob = Pick<Job, "state" | "start" | "pause" | "resume" | "cancel">;

export interface JobsOptions {
  store: SettingsStore;
  configs: ConfigRegistry;
  /** Threads that draw. */
  workers(): number;
  onJob(job: JobProgress): void;
  /** The list, the order of the queue or a state has changed. */
  onJobs(jobs: JobProgress[]): void;
  onPoolRestarted(message: string): void;
  /** Time of the day, ms. */
  now(): number;
  createJob?(options: JobOptions, events: JobEvents): DrawingJob;
}

export interface Running {
  record: JobRecord;
  job: DrawingJob;
  /** Wanted once the job has begun to draw. */
  pauseWanted: boolean;
  /** By the end of the program rather than cancelled by the user. */
  interrupted: boolean;
  ended: Promise<void>;
}

export function cancelledState(running: Running): JobState {
  return running.interrupted ? "interrupted" : "cancelled";
}
