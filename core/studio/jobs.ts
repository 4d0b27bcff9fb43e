/** What the page knows of jobs. */
import type { DatasetConfig } from "../config/parameters.ts";

export type JobState =
  | "queued"
  | "starting"
  | "running"
  | "paused"
  | "finished"
  | "cancelled"
  | "failed"
  | "interrupted";

export interface JobSummary {
  jobId: string;
  title: string;
  out: string;
  state: JobState;
  config: DatasetConfig;
  configId: string;
  imagesDone: number;
  imagesTotal: number;
  bytes: number;
  blankImages: number;
  imagesPerSecond: number;
  bytesPerSecond: number;
  secondsLeft: number | null;
  /** At work, over all its runs; pauses do not count. */
  secondsElapsed: number;
  /** Its turn in the queue, 1 for the next; null where it does not wait. */
  turn: number | null;
  /** Of the whole dataset, as estimated when it was asked for; null where nothing had to be measured. */
  expected: { seconds: number; bytes: number } | null;
  /** The run that finished it found everything there. */
  nothingLeft: boolean;
  classesDone: number;
  /** Classes that a search has found and has to find before anything is drawn; absent where there is none under way. */
  search?: { known: number; wanted: number };
  /** Images done by each worker in this run. */
  perWorker: number[];
  fingerprint: string | null;
  /** One sentence with a way out, when the job failed. */
  error: string | null;
  /** Of a job that was never at work: when it was put into the queue. */
  startedAt: string;
  endedAt: string | null;
  /** The command that continues this job in a terminal. */
  command: string;
}

export interface JobProgress extends JobSummary {
  /** The latest pictures, newest first. */
  latest: { classIndex: number; instance: number }[];
  /** Recent throughput: seconds since start, images/s, bytes/s; at most 600 points. */
  history: { seconds: number; imagesPerSecond: number; bytesPerSecond: number }[];
}
