/** The jobs of the studio: one at a time is drawn, others wait for it, all are remembered, each can be continued. */
import type { JobProgress, JobState } from "../../../core/studio/api.ts";
import { Throttle } from "../../common/async/throttle.ts";
import { isCrash } from "../../generate/crash.ts";
import { type JobState as EngineState, Job, type JobSummary } from "../../generate/job.ts";
import { StudioError } from "../errors.ts";
import type { Room } from "../estimates.ts";
import { JobList } from "./jobList.ts";
import type { JobRecord } from "./jobRecord.ts";
import { type NewJob, notRunning, reasonOf, requireBegun } from "./jobStates.ts";
import { cancelledState, type JobsOptions, type Running } from "./jobsOptions.ts";
import { requireFree, reservedAt } from "./room.ts";

const EVENT_MILLISECONDS = 100;
const SAVE_MILLISECONDS = 5000;
/** A thread that dies takes its job along; the job is started again this often. */
const MOST_RESTARTS = 3;
const RESTARTED = "A drawing thread stopped unexpectedly; it was started again and goes on.";
/** Job threads stand back behind previews and the page; macOS knows niceness of whole processes only. */
export const JOB_NICENESS = process.platform === "darwin" ? 0 : 10;

export class Jobs {
  private readonly jobs: JobList;
  private readonly options: JobsOptions;
  private readonly events: Throttle;
  private readonly saving: Throttle;
  private running: Running | null = null;
  private closed = false;

  constructor(options: JobsOptions) {
    this.options = options;
    this.events = new Throttle(EVENT_MILLISECONDS);
    this.saving = new Throttle(SAVE_MILLISECONDS);
    this.jobs = new JobList(options.store, options.configs);
  }

  list(): JobProgress[] {
    return this.jobs.progress();
  }

  /** Whether the processors are busy with a job. */
  get busy(): boolean {
    return this.running !== null && this.running.record.stored.state !== "paused";
  }

  /** Whether a job would be interrupted by the end of the program. */
  get unfinished(): boolean {
    return this.running !== null;
  }

  /** Whether a job that is started now has to wait for others. */
  get occupied(): boolean {
    return this.running !== null || this.jobs.queue.length > 0;
  }

  /** @throws StudioError where a job at work or in the queue has this folder */
  requireFree(out: string): void {
    requireFree(this.jobs.records, out);
  }

  /** What the jobs at work and in the queue will still write to the disk of a folder. */
  reservedAt(folder: string): Promise<Room> {
    return reservedAt(this.jobs.records, folder);
  }

  /** @param spaceChecked the disk has been looked at just now */
  start(wanted: NewJob, spaceChecked: boolean): JobProgress {
    this.requireOpen();
    this.requireFree(wanted.out);
    const { occupied } = this;
    const record = this.jobs.take(wanted, this.timestamp());
    if (occupied) this.enqueue(record);
    else this.run(record, wanted.force || spaceChecked);
    return this.jobs.progressOf(record);
  }

  pause(jobId: string): JobProgress {
    const { record, running } = this.find(jobId);
    if (!running) throw notRunning(record);
    running.pauseWanted = true;
    running.job.pause();
    return this.jobs.progressOf(record);
  }

  continue(jobId: string): JobProgress {
    const { record, running } = this.find(jobId);
    const { state, out } = record.stored;
    if (running) {
      running.pauseWanted = false;
      running.job.resume();
    } else if (state === "finished") {
      throw new StudioError("NotPossible", "This dataset is complete; there is nothing left to continue");
    } else if (state !== "queued") {
      this.requireOpen();
      this.requireFree(out);
      requireBegun(record);
      record.stored.force = true;
      if (this.running) this.enqueue(record);
      else this.run(record, true);
    }
    return this.jobs.progressOf(record);
  }

  /** Keeps what is done. */
  async cancel(jobId: string): Promise<JobProgress> {
    const { record, running } = this.find(jobId);
    const { state } = record.stored;
    if (running) {
      running.job.cancel();
      await running.ended;
    } else if (state === "queued" || state === "interrupted") {
      this.end(record, "cancelled");
    }
    return this.jobs.progressOf(record);
  }

  /** Forgets a job; its files stay. One that waits and was begun before stays in the list. */
  remove(jobId: string): void {
    const { record, running } = this.find(jobId);
    if (running) throw new StudioError("NotPossible", "This job is at work; cancel it first");
    if (record.stored.state === "queued" && record.begun) {
      this.end(record, "cancelled");
      return;
    }
    this.jobs.remove(record);
    this.listChanged();
  }

  move(jobId: string, to: "earlier" | "later"): void {
    this.jobs.move(this.find(jobId).record, to);
    this.listChanged();
  }

  /** Begins the first of the queue, which waits after a start of the studio. */
  startQueue(): void {
    this.requireOpen();
    const { running } = this;
    if (running?.record.stored.state === "paused") {
      const { title } = running.record.stored;
      throw new StudioError(
        "NotPossible",
        `${title} is paused; continue or cancel it, and the queue goes on`,
      );
    }
    this.next();
  }

  /** Stops the running job so that it can be continued at the next start. */
  async close(): Promise<void> {
    this.closed = true;
    const { running } = this;
    if (running) {
      running.interrupted = true;
      running.job.cancel();
      await running.ended;
    }
    this.save();
    this.events.cancel();
    this.saving.cancel();
  }

  private requireOpen(): void {
    if (this.closed) throw new StudioError("NotPossible", "The studio is closing; start the job next time");
  }

  private enqueue(record: JobRecord): void {
    record.reopen("queued");
    this.jobs.toFront(record);
    this.changed(record);
  }

  /** One job has all threads. Whoever cannot even begin makes room for the one behind. */
  private next(): void {
    while (!this.closed && !this.running) {
      const record = this.jobs.queue[0];
      if (record === undefined) return;
      try {
        requireBegun(record);
        this.run(record, record.stored.force);
      } catch (error) {
        record.stored.error = reasonOf(error);
        this.end(record, "failed");
      }
    }
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
          classesFound: (known, wanted) => {
            record.search = { known, wanted };
            this.events.call(() => this.options.onJob(this.jobs.progressOf(record)));
          },
          progress: (progress) => {
            record.take(progress);
            this.events.call(() => this.options.onJob(this.jobs.progressOf(record)));
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
    if (!record.begun) record.stored.startedAt = this.timestamp();
    record.reopen("starting");
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
    stored.nothingLeft = summary.imagesDrawn === 0;
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
      this.run(record, true, restarts + 1);
      return;
    }
    record.stored.error = reasonOf(error);
    this.ended(running, "failed");
  }

  private ended({ record }: Running, state: JobState): void {
    this.running = null;
    this.end(record, state);
    this.next();
  }

  private end(record: JobRecord, state: JobState): void {
    record.stored.state = state;
    record.stored.endedAt = this.timestamp();
    record.rest();
    this.changed(record);
  }

  /** Tells the page of a change of state at once, and remembers it. */
  private changed(record: JobRecord): void {
    this.events.flush(() => this.options.onJob(this.jobs.progressOf(record)));
    this.listChanged();
  }

  private listChanged(): void {
    this.options.onJobs(this.list());
    this.save();
  }

  private save(): void {
    if (this.running) this.running.record.stored.heardAt = this.timestamp();
    this.jobs.save();
  }

  private timestamp(): string {
    return new Date(this.options.now()).toISOString();
  }

  private find(jobId: string): { record: JobRecord; running: Running | null } {
    const record = this.jobs.find(jobId);
    return { record, running: this.running?.record === record ? this.running : null };
  }
}
