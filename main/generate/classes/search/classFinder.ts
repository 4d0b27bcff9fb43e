/** Finds the classes of a configuration by its search, keeps them on disk, and tells those who wait for some of them. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import { classRow, putClassRow } from "../../../../core/formulations/classTables.ts";
import { pointsOf } from "../../../../core/formulations/index.ts";
import type { ClassRow } from "../../../../core/formulations/pointFormulation.ts";
import { forEachAtOnce } from "../../../common/async/forEachAtOnce.ts";
import { Throttle } from "../../../common/async/throttle.ts";
import { untilAborted } from "../../../common/async/untilAborted.ts";
import { InputError } from "../../../common/errors.ts";
import { cacheFolder } from "../../../common/userFolders.ts";
import { BroughtClasses } from "./broughtClasses.ts";
import { readClasses, writeClasses } from "./classFile.ts";
import { notBrought, nothingFound, stopped } from "./searchErrors.ts";
import { type FindOptions, type Found, QUEUED_PER_WORKER, type SearchRunner } from "./searchRunner.ts";
import { SequenceSearch } from "./sequenceSearch.ts";

/** Points of the candidates of one class that a task tries, and most candidates: a thread is soon free for others. */
const TASK_POINTS = 8_000_000;
const MOST_TASK_CANDIDATES = 512;
/** Milliseconds between two times that it is told how many are known, though none is new. */
const TELL_MILLISECONDS = 1000;
/** Milliseconds between two times that what is found is kept on disk. */
const SAVE_MILLISECONDS = 10_000;
/** A search that took longer is kept at once, and one that has found so much of all that is known. */
const LONG_MILLISECONDS = 1000;
const NEW_PART = 0.05;

/** The search for one class. */
interface Searching {
  /** Those who wait for it. */
  waiting: number;
  /** Ends it, once nobody does. */
  abort: AbortController;
  ended: Promise<void>;
}

export class ClassFinder {
  private readonly config: DatasetConfig;
  private readonly key: string;
  private readonly file: string;
  private readonly rows = new Map<number, ClassRow>();
  private readonly sequence: SequenceSearch;
  private readonly brought: BroughtClasses;
  /** Searches for single classes that are running. */
  private readonly running = new Map<number, Searching>();
  private readonly saving = new Throttle(SAVE_MILLISECONDS);
  private saved = 0;
  /** Those who wait for classes. */
  private asking = 0;

  /** @param key names the table, see `tableKey` */
  constructor(config: DatasetConfig, key: string) {
    this.config = config;
    this.key = key;
    const name = createHash("sha256").update(key).digest("hex").slice(0, 32);
    this.file = join(cacheFolder(), "classes", `${name}.table`);
    const known = readClasses(this.file, key, config);
    for (const [classIndex, row] of known?.rows ?? []) this.rows.set(classIndex, row);
    this.saved = this.rows.size;
    const { state, misses } = known?.next ?? { state: pointsOf(config)!.search.start(config), misses: 0 };
    this.sequence = new SequenceSearch(config, { count: this.rows.size, state, misses }, (row) =>
      this.take(this.sequence.at.count, row),
    );
    this.brought = new BroughtClasses(config, (classIndex, row) => this.take(classIndex, row));
  }

  /** Whether it holds what is nowhere else. */
  get isNeeded(): boolean {
    return this.asking > 0 || this.brought.left > 0;
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
    this.brought.bring(rows.filter(([classIndex]) => !this.rows.has(classIndex)));
  }

  /**
   * Resolves once all of these are known.
   * @throws InputError where the search finds none or they have to be brought; Cancelled through the signal
   */
  async find(classes: readonly number[], options: FindOptions): Promise<void> {
    const missing = classes.filter((classIndex) => !this.offer(classIndex));
    if (missing.length === 0) return;
    if (options.signal?.aborted) throw stopped();
    const left = new Set(missing);
    const tell = (): void => options.progress?.(classes.length - left.size, classes.length);
    const found: Found = (classIndexes) => {
      const before = left.size;
      for (const classIndex of classIndexes) left.delete(classIndex);
      if (left.size < before) tell();
    };
    // Rare classes are looked for in silence otherwise.
    const telling = setInterval(tell, TELL_MILLISECONDS);
    const start = performance.now();
    this.asking += 1;
    try {
      await this.search(missing, options, found);
    } finally {
      clearInterval(telling);
      this.asking -= 1;
      const isWorthIt = performance.now() - start > LONG_MILLISECONDS;
      // The whole file is written: single classes of many wait until a good part is new.
      if (isWorthIt || this.rows.size - this.saved >= this.rows.size * NEW_PART) {
        this.saving.flush(() => this.save());
      }
    }
    for (const classIndex of missing) this.offer(classIndex);
  }

  /** Keeps what it has found. */
  close(): void {
    this.saving.cancel();
    this.save();
  }

  private async search(missing: readonly number[], options: FindOptions, found: Found): Promise<void> {
    const { search } = pointsOf(this.config)!;
    const { runner, signal } = options;
    switch (search.kind(this.config)) {
      case "alone":
        return forEachAtOnce(
          missing,
          async (classIndex) => {
            await this.findOne(classIndex, runner, signal);
            found([classIndex]);
          },
          { atOnce: QUEUED_PER_WORKER * runner.workers },
        );
      case "sequence": {
        const last = missing.reduce((a, b) => Math.max(a, b));
        const tell = (first: number, end: number): void =>
          found(Array.from({ length: end - first }, (_, i) => first + i));
        return this.sequence.find({ last, runner, tell }, signal);
      }
      case "given":
        await this.brought.measure(runner, signal, found);
        if (!missing.every((classIndex) => this.rows.has(classIndex)))
          throw notBrought(search.digest(this.config)!);
    }
  }

  private async findOne(
    classIndex: number,
    runner: SearchRunner,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    if (this.rows.has(classIndex)) return;
    const running = this.running.get(classIndex);
    const known = running?.abort.signal.aborted ? undefined : running;
    const searching = known ?? this.searchOne(classIndex, runner);
    searching.waiting += 1;
    try {
      await untilAborted(searching.ended, signal, stopped);
    } catch (error) {
      if (known === undefined || signal?.aborted || error instanceof InputError) throw error;
      // Whoever asked first may have left, and taken its threads along.
      await this.findOne(classIndex, runner, signal);
    } finally {
      searching.waiting -= 1;
      if (searching.waiting === 0) searching.abort.abort(stopped());
    }
  }

  private searchOne(classIndex: number, runner: SearchRunner): Searching {
    const { config } = this;
    const abort = new AbortController();
    const search = async (): Promise<void> => {
      const most = pointsOf(config)!.search.mostCandidates(config);
      const step = candidatesOfTask(config);
      for (let first = 0; first < most; first += step) {
        const candidates = Math.min(step, most - first);
        const task = { kind: "search", config, order: "alone", classIndex, first, candidates } as const;
        const { rows } = await runner.search(task, abort.signal);
        if (rows.length > 0) return this.take(classIndex, rows[0]);
        abort.signal.throwIfAborted();
      }
      throw nothingFound(config, most);
    };
    const searching: Searching = { waiting: 0, abort, ended: Promise.resolve() };
    searching.ended = search().finally(() => {
      if (this.running.get(classIndex) === searching) this.running.delete(classIndex);
    });
    // Of those who have left nobody is told how it ended.
    searching.ended.catch(() => {});
    this.running.set(classIndex, searching);
    return searching;
  }

  private take(classIndex: number, row: ClassRow): void {
    this.rows.set(classIndex, row);
    this.saving.later(() => this.save());
  }

  private save(): void {
    if (this.rows.size === this.saved) return;
    const { state, misses } = this.sequence.at;
    const isSequence = pointsOf(this.config)!.search.kind(this.config) === "sequence";
    const next = isSequence ? { state, misses } : null;
    if (writeClasses(this.file, this.key, { rows: [...this.rows], next })) this.saved = this.rows.size;
  }
}

function candidatesOfTask(config: DatasetConfig): number {
  const { searchPoints } = config.parameters as { searchPoints: number };
  return Math.max(1, Math.min(MOST_TASK_CANDIDATES, Math.floor(TASK_POINTS / searchPoints)));
}
