/** Keeps the mark of a running job: every half minute, and at its end, what was journalled is brought to the disk. */
import { join } from "node:path";
import { removeLeftover } from "../../../workers/disk/removeTree.ts";
import { JobError } from "../../common/errors.ts";
import type { Journal } from "../journal/journal.ts";
import { syncWritten } from "./makeDurable.ts";
import { writeMark } from "./mark.ts";

export const INTERVAL_MS = 30_000;

export interface DurabilityOptions {
  /** Folder of the dataset. */
  out: string;
  /** Name of the mark's file. */
  mark: string;
  journal: Journal;
  /** Files must not be touched where the folder is not the one any more in which the run began. */
  isThere(): boolean;
}

export class Durability {
  private readonly options: DurabilityOptions;
  private readonly timer: NodeJS.Timeout;
  /** Written since the last mark, for systems that have to be asked for each file. */
  private written: string[] = [];
  /** Whether the system brings a whole file system to the disk on request; null while that is not known. */
  private syncsWhole: boolean | null = null;
  private round: Promise<void> | null = null;
  /** Whether what is marked may be lost. */
  private doubted = false;

  constructor(options: DurabilityOptions) {
    this.options = options;
    // None waits for the one before: it would come after the end. A failure shows where images are written, or at the end.
    this.timer = setInterval(() => {
      if (this.round === null) void this.markNow().catch(() => {});
    }, INTERVAL_MS);
    this.timer.unref();
  }

  /** To be told before the files are journalled. @param files absolute */
  note(files: () => string[]): void {
    if (this.syncsWhole !== true) this.written.push(...files());
  }

  /**
   * Brings everything to the disk and marks it.
   * @throws JobError or the system's error where the disk refuses
   */
  async markNow(): Promise<void> {
    while (this.round !== null) await this.round.catch(() => {});
    this.round = this.makeMark();
    try {
      await this.round;
    } finally {
      this.round = null;
    }
  }

  /** Something was lost: the next run looks at everything, and nothing more is marked by this one. */
  doubt(): void {
    this.doubted = true;
    try {
      if (this.options.isThere()) removeLeftover(this.path);
    } catch {}
  }

  /** Not needed any more. */
  async remove(): Promise<void> {
    await this.end();
    removeLeftover(this.path);
  }

  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.round?.catch(() => {});
  }

  private get path(): string {
    return join(this.options.out, this.options.mark);
  }

  private async makeMark(): Promise<void> {
    const { out, journal } = this.options;
    const { length } = journal;
    const files = this.written.splice(0);
    try {
      const synced = await syncWritten(out, files);
      if (this.syncsWhole === true && !synced) throw notDurable(out);
      this.syncsWhole = synced;
    } catch (error) {
      this.written.unshift(...files);
      throw error;
    }
    await journal.sync();
    if (!this.doubted && this.options.isThere()) writeMark(this.path, length);
  }
}

function notDurable(out: string): JobError {
  return new JobError(
    `the system could not bring all files in ${out} to the disk; run the same command again to check them`,
  );
}
