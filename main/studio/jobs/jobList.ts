/** All jobs of the studio, newest first, and among them the queue; kept in the settings. */
import type { JobProgress } from "../../../core/studio/api.ts";
import type { SettingsStore } from "../../common/settings.ts";
import { type ConfigRegistry, configIdOf } from "../configRegistry.ts";
import { StudioError } from "../errors.ts";
import { JobRecord } from "./jobRecord.ts";
import { hasJournal, isOpen, type NewJob, newJob, storedBefore } from "./jobStates.ts";

/** Of those that ended. */
const KEPT_JOBS = 50;

export class JobList {
  readonly records: JobRecord[];
  private readonly store: SettingsStore;

  constructor(store: SettingsStore, configs: ConfigRegistry) {
    this.store = store;
    this.records = store.get("jobs").map((stored) => {
      return new JobRecord(storedBefore(stored), configs.register(stored.config).configId);
    });
  }

  /** Those that wait, in the order of their turns: the one that was listed first is next. */
  get queue(): JobRecord[] {
    return this.records.filter(({ stored }) => stored.state === "queued").reverse();
  }

  /** @throws StudioError `UnknownJob` */
  find(jobId: string): JobRecord {
    const record = this.records.find(({ stored }) => stored.jobId === jobId);
    if (record) return record;
    throw new StudioError("UnknownJob", "This job is not in the list any more; reload the page");
  }

  progress(): JobProgress[] {
    return this.records.map((record) => this.progressOf(record));
  }

  progressOf(record: JobRecord): JobProgress {
    const place = this.queue.indexOf(record);
    return record.progress(place < 0 ? null : place + 1);
  }

  /**
   * The job for what is wanted, listed as the newest. The same dataset in the same folder is the same job; whatever else
   * was listed there has given way to it.
   */
  take(wanted: NewJob, now: string): JobRecord {
    const configId = configIdOf(wanted.config);
    const there = this.records.filter(({ stored }) => stored.out === wanted.out);
    const same = hasJournal(wanted.out) ? there.find((record) => record.configId === configId) : undefined;
    for (const record of there) this.remove(record);
    const record = same ?? new JobRecord(newJob(wanted, now), configId);
    record.stored.force = wanted.force;
    this.toFront(record);
    return record;
  }

  /** Lists it as the newest, which has the last turn. */
  toFront(record: JobRecord): void {
    this.remove(record);
    this.records.unshift(record);
    const kept = this.records.filter(({ stored }, i) => i < KEPT_JOBS || isOpen(stored));
    this.records.splice(0, this.records.length, ...kept);
  }

  remove(record: JobRecord): void {
    const place = this.records.indexOf(record);
    if (place >= 0) this.records.splice(place, 1);
  }

  /** Changes turns with its neighbour in the queue; the first and the last have none on one side. */
  move(record: JobRecord, to: "earlier" | "later"): void {
    const { queue, records } = this;
    const other = queue[queue.indexOf(record) + (to === "earlier" ? -1 : 1)];
    if (other === undefined || !queue.includes(record)) return;
    const [here, there] = [records.indexOf(record), records.indexOf(other)];
    [records[here], records[there]] = [other, record];
  }

  save(): void {
    this.store.set(
      "jobs",
      this.records.map(({ stored }) => stored),
    );
  }
}
