/** Starts a job and hands it out at once, so that its host can pause and cancel it. */
import { Job, type JobEvents, type JobOptions, type JobSummary } from "./job.ts";

export interface RunningJob {
  job: Job;
  done: Promise<JobSummary>;
}

/** @see Job.start for how `done` resolves and rejects */
export function runJob(options: JobOptions, events: JobEvents = {}): RunningJob {
  const job = new Job(options, events);
  return { job, done: job.start() };
}
