/** Classes that somebody has brought as a table: what is measured of a class is still to be found. */
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import type { ClassRow } from "../../../../core/formulations/pointFormulation.ts";
import { forEachAtOnce } from "../../../common/async/forEachAtOnce.ts";
import { untilAborted } from "../../../common/async/untilAborted.ts";
import { stopped } from "./searchErrors.ts";
import { type Found, QUEUED_PER_WORKER, type SearchRunner } from "./searchRunner.ts";

/** Most classes that a task measures. */
const TASK_ROWS = 100;

export class BroughtClasses {
  private readonly config: DatasetConfig;
  private readonly measured: (classIndex: number, row: ClassRow) => void;
  /** Of which nothing is measured. */
  private rows = new Map<number, ClassRow>();
  private measuring: Promise<void> | null = null;
  private readonly waiting = new Set<Found>();

  /** @param measured takes each class with what is measured of it */
  constructor(config: DatasetConfig, measured: (classIndex: number, row: ClassRow) => void) {
    this.config = config;
    this.measured = measured;
  }

  /** How many are still to be measured. */
  get left(): number {
    return this.rows.size;
  }

  bring(rows: readonly [number, ClassRow][]): void {
    this.rows = new Map(rows);
  }

  /** Measures all of them: only then are they kept, and who brought them may not bring them again. */
  async measure(runner: SearchRunner, signal: AbortSignal | undefined, found: Found): Promise<void> {
    this.waiting.add(found);
    try {
      while (this.rows.size > 0) {
        const { measuring } = this;
        try {
          await untilAborted(measuring ?? this.start(runner), signal, stopped);
        } catch (error) {
          // Whoever began it may have left, and taken its threads along.
          if (measuring === null || signal?.aborted) throw error;
        }
      }
    } finally {
      this.waiting.delete(found);
    }
  }

  private start(runner: SearchRunner): Promise<void> {
    const atOnce = QUEUED_PER_WORKER * runner.workers;
    const measure = async (some: [number, ClassRow][]): Promise<void> => {
      if (this.waiting.size === 0) throw stopped();
      const { config } = this;
      const rows = some.map(([, row]) => row);
      const measured = await runner.search({ kind: "search", config, order: "measure", rows });
      for (const [i, [classIndex]] of some.entries()) {
        this.rows.delete(classIndex);
        this.measured(classIndex, measured.rows[i]);
      }
      for (const found of this.waiting) found(some.map(([classIndex]) => classIndex));
    };
    this.measuring = forEachAtOnce(piecesOf([...this.rows], atOnce), measure, { atOnce }).finally(() => {
      this.measuring = null;
    });
    return this.measuring;
  }
}

/** At least as many as there are threads to do something, where there are as many classes. */
function* piecesOf<T>(all: T[], fewest: number): Generator<T[]> {
  const length = Math.min(TASK_ROWS, Math.ceil(all.length / fewest));
  for (let first = 0; first < all.length; first += length) yield all.slice(first, first + length);
}
