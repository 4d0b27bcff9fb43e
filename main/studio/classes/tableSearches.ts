/** Searches for all classes of a configuration, for their table. */
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { Throttle } from "../../common/async/throttle.ts";
import { classNumbers, findClasses, knownOf } from "../../generate/classes/search/searchedClasses.ts";
import type { SearchRunner } from "../../generate/classes/search/searchRunner.ts";
import type { TableProgress } from "./randomAccessTables.ts";

const EVENT_MILLISECONDS = 200;
/** Searches side by side. A further one ends the oldest, whose table is searched on when it is asked for again. */
const MOST_SEARCHES = 4;

export class TableSearches {
  private readonly runner: SearchRunner;
  private readonly onProgress: (configId: string, progress: TableProgress) => void;
  /** Oldest first, each with what ends it. */
  private readonly running = new Map<string, AbortController>();
  /** How those ended that failed. */
  private readonly failed = new Map<string, unknown>();

  constructor(runner: SearchRunner, onProgress: TableSearches["onProgress"]) {
    this.runner = runner;
    this.onProgress = onProgress;
  }

  /**
   * How far the search is, which is begun where there is none; null once all classes are known.
   * @param signal ends it
   * @throws what ended it, told once: whoever asks again has it tried again
   */
  progress(configId: string, config: DatasetConfig, signal: AbortSignal): TableProgress | null {
    const wanted = classNumbers(config);
    const done = knownOf(config, wanted).length;
    if (done === wanted.length) return null;
    if (this.failed.has(configId)) {
      const error = this.failed.get(configId);
      this.failed.delete(configId);
      throw error;
    }
    if (!this.running.has(configId)) void this.run(configId, config, wanted, signal);
    return { done, total: wanted.length, known: [] };
  }

  private async run(
    configId: string,
    config: DatasetConfig,
    wanted: readonly number[],
    signal: AbortSignal,
  ): Promise<void> {
    const abort = new AbortController();
    const stop = (): void => abort.abort();
    signal.addEventListener("abort", stop, { once: true });
    this.running.set(configId, abort);
    const oldest = [...this.running].slice(0, -MOST_SEARCHES);
    for (const [id, search] of oldest) {
      this.running.delete(id);
      search.abort();
    }
    const throttle = new Throttle(EVENT_MILLISECONDS);
    const progress = (done: number, total: number): void => {
      const say = () => this.onProgress(configId, { done, total, known: [] });
      if (done === total) throttle.flush(say);
      else throttle.call(say);
    };
    try {
      await findClasses(config, wanted, { runner: this.runner, signal: abort.signal, progress });
    } catch (error) {
      if (!abort.signal.aborted) this.failed.set(configId, error);
    } finally {
      throttle.cancel();
      signal.removeEventListener("abort", stop);
      if (this.running.get(configId) === abort) this.running.delete(configId);
    }
  }
}
