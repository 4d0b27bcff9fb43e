/** Finds the classes of a configuration by its search, keeps them on disk, and tells those who wait for some of them. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import { classRow, putClassRow } from "../../../../core/formulations/classTables.ts";
import { pointsOf } from "../../../../core/formulations/index.ts";
import type { ClassRow } from "../../../../core/formulations/pointFormulation.ts";
import { InputError } from "../../../common/errors.ts";
import { cacheFolder } from "../../../common/userFolders.ts";
import { readClasses, writeClasses } from "./classFile.ts";
import { notBrought, nothingFound, stopped } from "./searchErrors.ts";
import type { FindOptions, SearchRunner } from "./searchRunner.ts";
import { type Sequence, searchSequence } from "./sequence.ts";

/** Candidates of one class that a task tries. */
const TASK_CANDIDATES = 512;
/** Classes that a task measures. */
const TASK_ROWS = 100;
/** Tasks that wait for each thread, so that none is idle. */
const QUEUED_PER_WORKER = 2;
/** Milliseconds between two times that what is found is kept on disk. */
const SAVE_MILLISECONDS = 10_000;
/** A search that took longer is kept at once, and one that has found so much of all that is known. */
const LONG_MILLISECONDS = 1000;
const NEW_PART = 0.05;

export class ClassFinder {
  private readonly config: DatasetConfig;
  private readonly key: string;
  private readonly file: string;
  private readonly rows = new Map<number, ClassRow>();
  private readonly sequence: Sequence;
  /** Searches for single classes that are running. */
  private readonly running = new Map<number, Promise<void>>();
  private brought: readonly [number, ClassRow][] = [];
  private later: NodeJS.Timeout | null = null;
  private saved = 0;
  private savedAt = performance.now();

  /** @param key names the table, see `tableKey` */
  constructor(config: DatasetConfig, key: string) {
    this.config = config;
    this.key = key;
    const name = createHash("sha256").update(key).digest("hex").slice(0, 32);
    this.file = join(cacheFolder(), "classes", `${name}.table`);
    const known = readClasses(this.file);
    for (const [classIndex, row] of known?.rows ?? []) this.rows.set(classIndex, row);
    this.saved = this.rows.size;
    const { search } = pointsOf(config)!;
    this.sequence = {
      count: this.rows.size,
      state: known?.next?.state ?? search.start(config),
      misses: known?.next?.misses ?? 0,
      waiting: new Set(),
      isRunning: false,
    };
  }

  /** Puts the class where pictures are drawn from it; whether it is known. */
  offer(classIndex: number): boolean {
    const row = this.rows.get(classIndex);
    if (row === undefined) return false;
    if (classRow(this.key, classIndex) === undefined) putClassRow(this.key, classIndex, row);
    return true;
  }

  /** Takes classes from a table, in which nothing of them is measured. */
  bring(rows: readonly [number, ClassRow][]): void {
    this.brought = rows.filter(([classIndex]) => !this.rows.has(classIndex));
  }

  /**
   * Resolves once all of these are known.
   * @throws InputError where the search finds none or they have to be brought; Cancelled through the signal
   */
  async find(classes: readonly number[], options: FindOptions): Promise<void> {
    const missing = classes.filter((classIndex) => !this.offer(classIndex));
    if (missing.length === 0) return;
    const { search } = pointsOf(this.config)!;
    const kind = search.kind(this.config);
    if (kind === "given") {
      await this.measureBrought(options);
      if (missing.every((classIndex) => this.offer(classIndex))) return;
      throw notBrought(search.digest(this.config)!);
    }
    const tell = (): void => {
      const known = classes.filter((classIndex) => this.rows.has(classIndex)).length;
      options.progress?.(known, classes.length);
    };
    const start = performance.now();
    try {
      if (kind === "alone") await this.findEach(missing, options, tell);
      else
        await this.findInOrder(
          missing.reduce((a, b) => Math.max(a, b)),
          options,
          tell,
        );
    } finally {
      const isWorthIt = performance.now() - start > LONG_MILLISECONDS;
      // The whole file is written: single classes of many wait until a good part is new.
      this.save(isWorthIt || this.rows.size - this.saved >= this.rows.size * NEW_PART);
      this.saveLater();
    }
    for (const classIndex of missing) this.offer(classIndex);
  }

  private async measureBrought({ runner }: FindOptions): Promise<void> {
    const { brought, config } = this;
    for (let first = 0; first < brought.length; first += TASK_ROWS) {
      const some = brought.slice(first, first + TASK_ROWS);
      const rows = some.map(([, row]) => row);
      const measured = await runner.search({ kind: "search", config, order: "measure", rows });
      for (const [i, [classIndex]] of some.entries()) this.rows.set(classIndex, measured.rows[i]);
    }
    this.brought = [];
    this.save(true);
  }

  private findInOrder(last: number, { runner, signal }: FindOptions, tell: () => void): Promise<void> {
    const found = (row: ClassRow): void => {
      this.rows.set(this.sequence.count, row);
      this.sequence.count += 1;
    };
    return searchSequence(this.sequence, this.config, { last, runner, signal, tell }, found, () =>
      this.save(false),
    );
  }

  private async findEach(
    missing: readonly number[],
    { runner, signal }: FindOptions,
    tell: () => void,
  ): Promise<void> {
    const left = [...missing];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        if (signal?.aborted) throw stopped();
        await this.findOne(next, runner).catch((error: unknown) => {
          // The others need not go on.
          left.length = 0;
          throw error;
        });
        tell();
        this.save(false);
      }
    };
    const lanes = Math.min(missing.length, QUEUED_PER_WORKER * runner.workers);
    const results = await Promise.allSettled(Array.from({ length: lanes }, work));
    for (const result of results) if (result.status === "rejected") throw result.reason;
  }

  private findOne(classIndex: number, runner: SearchRunner): Promise<void> {
    if (this.rows.has(classIndex)) return Promise.resolve();
    const known = this.running.get(classIndex);
    if (known !== undefined) {
      // Whoever asked first may have left, and taken its threads along.
      return known.catch((error: unknown) => {
        if (error instanceof InputError) throw error;
        return this.findOne(classIndex, runner);
      });
    }
    const search = async (): Promise<void> => {
      const { config } = this;
      const most = pointsOf(config)!.search.mostCandidates(config);
      for (let first = 0; first < most; first += TASK_CANDIDATES) {
        const candidates = Math.min(TASK_CANDIDATES, most - first);
        const task = { kind: "search", config, order: "alone", classIndex, first, candidates } as const;
        const { rows } = await runner.search(task);
        if (rows.length === 0) continue;
        this.rows.set(classIndex, rows[0]);
        return;
      }
      throw nothingFound(config, most);
    };
    const searching = search().finally(() => this.running.delete(classIndex));
    this.running.set(classIndex, searching);
    return searching;
  }

  /** What nobody has kept by then. */
  private saveLater(): void {
    if (this.rows.size === this.saved || this.later !== null) return;
    this.later = setTimeout(() => {
      this.later = null;
      this.save(true);
    }, SAVE_MILLISECONDS);
    this.later.unref();
  }

  private save(now: boolean): void {
    if (this.rows.size === this.saved) return;
    if (!now && performance.now() - this.savedAt < SAVE_MILLISECONDS) return;
    const { state, misses, count } = this.sequence;
    const isSequence = pointsOf(this.config)!.search.kind(this.config) === "sequence";
    const rows = [...this.rows].filter(([classIndex]) => !isSequence || classIndex < count);
    const next = isSequence ? { state, misses } : null;
    if (writeClasses(this.file, { rows, next })) this.saved = this.rows.size;
    this.savedAt = performance.now();
  }
}
