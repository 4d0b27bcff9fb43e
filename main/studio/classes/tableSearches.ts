/** Searches for all classes of a configuration, for as long as somebody asks for their table. */
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { Throttle } from "../../common/throttle.ts";
import { classNumbers, findClasses, knownOf } from "../../generate/classes/search/searchedClasses.ts";
import type { SearchRunner } from "../../generate/classes/search/searchRunner.ts";
import type { TableProgress } from "./randomAccessTables.ts";

const EVENT_MILLISECONDS = 200;
/**
 * A page asks every second, once a minute where it is not looked at. One that has asked for another table since does not
 * come back to this one, unless it asks again soon.
 */
const PATIENCE_MILLISECONDS = 150_000;
const PATIENCE_WITH_OTHERS_MILLISECONDS = 10_000;

interface Search {
  abort: AbortController;
  /** Ends it. */
  unasked: NodeJS.Timeout | undefined;
  isLatest: boolean;
}

export class TableSearches {
  private readonly runner: SearchRunner;
  private readonly onProgress: (configId: string, progress: TableProgress) => void;
  private readonly searches = new Map<string, Search>();
  /** How those ended that failed. */
  private readonly failed = new Map<string, unknown>();

  constructor(runner: SearchRunner, onProgress: TableSearches["onProgress"]) {
    this.runner = runner;
    this.onProgress = onProgress;
  }

  /** Somebody looks at this table, of whatever kind it is, and perhaps no more at others. */
  asked(configId: string): void {
    for (const [id, search] of this.searches) {
      if (id === configId) this.expect(search, true);
      else if (search.isLatest) this.expect(search, false);
    }
  }

  /**
   * How far the search is, which is begun where there is none; null once all classes are known.
   * @throws what ended it, told once: whoever asks again has it tried again
   */
  progress(configId: string, config: DatasetConfig): TableProgress | null {
    const wanted = classNumbers(config);
    const done = knownOf(config, wanted).length;
    if (done === wanted.length) return null;
    if (this.failed.has(configId)) {
      const error = this.failed.get(configId);
      this.failed.delete(configId);
      throw error;
    }
    if (!this.searches.has(configId)) this.begin(configId, config, wanted);
    return { done, total: wanted.length, known: [] };
  }

  close(): void {
    for (const search of this.searches.values()) this.end(search);
  }

  private begin(configId: string, config: DatasetConfig, wanted: readonly number[]): void {
    const search: Search = { abort: new AbortController(), unasked: undefined, isLatest: true };
    this.searches.set(configId, search);
    this.expect(search, true);
    const throttle = new Throttle(EVENT_MILLISECONDS);
    const progress = (done: number, total: number): void => {
      const say = () => this.onProgress(configId, { done, total, known: [] });
      if (done === total) throttle.flush(say);
      else throttle.call(say);
    };
    const { runner } = this;
    const { signal } = search.abort;
    const forget = (): void => {
      this.end(search);
      throttle.cancel();
      this.searches.delete(configId);
    };
    findClasses(config, wanted, { runner, signal, progress }).then(forget, (error: unknown) => {
      if (!signal.aborted) this.failed.set(configId, error);
      forget();
    });
  }

  private expect(search: Search, isLatest: boolean): void {
    clearTimeout(search.unasked);
    search.isLatest = isLatest;
    const patience = isLatest ? PATIENCE_MILLISECONDS : PATIENCE_WITH_OTHERS_MILLISECONDS;
    search.unasked = setTimeout(() => search.abort.abort(), patience);
    search.unasked.unref();
  }

  private end({ abort, unasked }: Search): void {
    clearTimeout(unasked);
    abort.abort();
  }
}
