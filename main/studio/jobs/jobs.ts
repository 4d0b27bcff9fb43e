/** The jobs of the studio: one at a time is drawn, all are remembered, each can be continued. */
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import type { JobProgress, JobState } from "../../../core/studio/api.ts";
import type { SettingsStore } from "../../common/settings.ts";
import { isCrash } from "../../generate/crash.ts";
import {
  type JobState as EngineState,
  Job,
  type JobEvents,
  type JobOptions,
  type JobSummary,
} from "../../generate/job.ts";
import { type ConfigRegistry, configIdOf } from "../configRegistry.ts";
import { StudioError } from "../errors.ts";
import { Throttle } from "../throttle.ts";
import { JobRecord } from "./jobRecord.ts";
import { isEnded, newJob, notRunning, reasonOf, requireBegun } from "./jobStates.ts";

const KEPT_JOBS = 50;
const EVENT_MILLISECONDS = 100;
const SAVE_MILLISECONDS = 5000;
/** A thread that dies takes its job along; the job is started again this often. */
const MOST_RESTARTS = 3;
const RESTARTED = "A drawing thread stopped unexpectedly; it was started again and goes on.";
/** Job threads stand back behind previews and the page; macOS knows niceness of whole processes only. */
export const JOB_NICENESS = process.platform === "darwin" ? 0 : 10;

/** What the studio needs of the engine's job. */
export type DrawingJob = Pick<Job, "state" | "start" | "pause" | "resume" | "cancel">;

export interface JobsOptions {
  store: SettingsStore;
  configs: ConfigRegistry;
  /** Threads that draw. */
  workers(): number;
  onJob(job: JobProgress): void;
  onPoolRestarted(message: string): void;
  /** Time of the day, ms. */
  now(): number;
  createJob?(options: JobOptions, events: JobEvents): DrawingJob;
}

interface Running {
  record: JobRecord;
  job: DrawingJob;
  /** Wanted once the job has begun to draw. */
  pauseWanted: boolean;
  /** Set aside for another job or the end of the program rather than cancelled by the user. */
  interrupted: boolean;
  ended: Promise<void>;
}

export class Jobs {
  /** Newest first. */
  private readonly records: JobRecord[];
  private readonly options: JobsOptions;
  private readonly events: Throttle;
  private readonly saving: Throttle;
  private running: Running | null = null;
  private closed = false;

  constructor(options: JobsOptions) {
    this.options = options;
    this.events = new Throttle(EVENT_MILLISECONDS);
    this.saving = new Throttle(SAVE_MILLISECONDS);
    this.records = options.store.get("jobs").map((stored) => {
      const { configId } = options.configs.register(stored.config);
      // Whatever was running when the program ended was interrupted by its end.
      const ended = isEnded(stored.state) ? stored.state : "interrupted";
      return new JobRecord({ ...stored, state: ended }, configId);
    });
  }

  list(): JobProgress[] {
    return this.records.map((record) => record.progress());
  }

  /** Whether the processors are busy with a job. */
  get busy(): boolean {
    return this.running !== null && this.running.record.stored.state !== "paused";
  }

  /** Whether a job would be interrupted by the end of the program. */
  get unfinished(): boolean {
    return this.running !== null;
  }

  /** @param out canonical */
  async start(config: DatasetConfig, out: string, force: boolean): Promise<JobProgress> {
    await this.makeRoom();
    // The same folder is the same job: its old entry gives way.
    const old = this.records.findIndex(({ stored }) => stored.out === out && stored.state !== "finished");
    if (old >= 0) this.records.splice(old, 1);
    const record = new JobRecord(newJob(config, out, this.options.now()), configIdOf(config));
    this.records.unshift(record);
    this.records.length = Math.min(this.records.length, KEPT_JOBS);
    this.run(record, force);
    return record.progress();
  }

  pause(jobId: string): JobProgress {
    const { record, running } = this.find(jobId);
    if (!running) throw notRunning(record);
    running.pauseWanted = true;
    running.job.pause();
    return record.progress();
  }

  async continue(jobId: string): Promise<JobProgress> {
    const { record, running } = this.find(jobId);
    if (running) {
      running.pauseWanted = false;
      running.job.resume();
      return record.progress();
    }
    if (record.stored.state === "finished") {
      throw new StudioError("NotPossible", "This dataset is complete; there is nothing left to continue");
    }
    requireBegun(record);
    await this.makeRoom();
    record.restart();
    this.run(record, true);
    return record.progress();
  }

  /** Keeps what is done. */
  async cancel(jobId: string): Promise<JobProgress> {
    const { record, running } = this.find(jobId);
    if (running) {
      running.job.cancel();
      await running.ended;
    } else if (record.stored.state === "interrupted") {
      record.stored.state = "cancelled";
      this.changed(record);
    }
    return record.progress();
  }

  /** Forgets a job; its files stay. */
  remove(jobId: string): void {
    const { record, running } = this.find(jobId);
    if (running) throw new StudioError("NotPossible", "This job is running; cancel it first");
    this.records.splice(this.records.indexOf(record), 1);
    this.save();
  }

  /** Stops the running job so that it can be continued at the next start. */
  async close(): Promise<void> {
    this.closed = true;
    await this.interrupt();
    this.save();
    this.events.cancel();
    this.saving.cancel();
  }

  private async interrupt(): Promise<void> {
    const { running } = this;
    if (!running) return;
    running.interrupted = true;
    running.job.cancel();
    await running.ended;
  }

  /** One job has all threads; a paused one steps aside. */
  private async makeRoom(): Promise<void> {
    if (this.closed) throw new StudioError("NotPossible", "The studio is closing; start the job next time");
    if (!this.running) return;
    if (this.running.record.stored.state !== "paused") {
      const { title } = this.running.record.stored;
      throw new StudioError(
        "NotPossible",
        `${title} is being generated; wait for it, or pause or cancel it first`,
      );
    }
    await this.interrupt();
  }

  private run(record: JobRecord, force: boolean, restarts = 0): void {
    const { config, out } = record.stored;
    const create = this.options.createJob ?? ((options, events) => new Job(options, events));
    const running: Running = {
      record,
      job: create(
        { config, out, workers: this.options.workers(), niceness: JOB_NICENESS, force },
        {
          state: (state) => this.entered(running, state),
          progress: (progress) => {
            record.take(progress);
            this.events.call(() => this.options.onJob(record.progress()));
            this.saving.call(() => this.save());
          },
          threadEnded: () => this.options.onPoolRestarted(RESTARTED),
          unitFinished: ({ classIndex, first, count }) => record.drawn(classIndex, first + count - 1),
        },
      ),
      pauseWanted: false,
      interrupted: false,
      ended: Promise.resolve(),
    };
    record.stored.state = "starting";
    this.running = running;
    this.changed(record);
    running.ended = running.job.start().then(
      (summary) => this.finished(running, summary),
      (error) => this.failed(running, error, restarts),
    );
  }

  private entered(running: Running, state: EngineState): void {
    if (state !== "starting" && state !== "running" && state !== "paused") return;
    running.record.stored.state = state;
    if (state === "paused") running.record.rest();
    this.changed(running.record);
    if (state === "running" && running.pauseWanted) running.job.pause();
  }

  private finished(running: Running, summary: JobSummary): void {
    const { stored } = running.record;
    stored.imagesDone = summary.images;
    stored.bytes = summary.bytes;
    stored.blankImages = summary.blankImages;
    stored.fingerprint = summary.fingerprint;
    if (summary.imagesDrawn > 0) stored.imagesPerSecond = summary.imagesPerSecond;
    this.ended(running, summary.cancelled ? cancelledState(running) : "finished");
  }

  private failed(running: Running, error: unknown, restarts: number): void {
    const { record, job } = running;
    if (job.state === "cancelled") {
      this.ended(running, cancelledState(running));
      return;
    }
    if (isCrash(error) && restarts < MOST_RESTARTS && !this.closed) {
      this.options.onPoolRestarted(RESTARTED);
      this.running = null;
      record.restart();
      this.run(record, true, restarts + 1);
      return;
    }
    record.stored.error = reasonOf(error);
    this.ended(running, "failed");
  }

  private ended(running: Running, state: JobState): void {
    const { record } = running;
    record.stored.state = state;
    record.stored.endedAt = new Date(this.options.now()).toISOString();
    record.rest();
    this.running = null;
    this.changed(record);
  }

  /** Tells the page of a change of state at once, and remembers it. */
  private changed(record: JobRecord): void {
    this.events.flush(() => this.options.onJob(record.progress()));
    this.save();
  }

  private save(): void {
    this.options.store.set(
      "jobs",
      this.records.map((record) => record.stored),
    );
  }

  private find(jobId: string): { record: JobRecord; running: Running | null } {
    const record = this.records.find(({ stored }) => stored.jobId === jobId);
    if (!record) throw new StudioError("UnknownJob", "This job is not in the list any more; reload the page");
    return { record, running: this.running?.record === record ? this.running : null };
  }
}

function cancelledState(running: Running): JobState {
  return running.interrupted ? "interrupted" : "cancelled";
}
