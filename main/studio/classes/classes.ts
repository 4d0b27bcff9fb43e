/** Classes of any configuration: their table, their parameters, and the generator's state before them. */
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { drawClass, formulationOf } from "../../../core/formulations/index.ts";
import type { StreamCheckpoint } from "../../../core/render/imageSource.ts";
import type { ClassTableResult } from "../../../core/studio/api.ts";
import type { SearchTask, SkimTask, TaskResults } from "../../../workers/messages.ts";
import { Throttle } from "../../common/async/throttle.ts";
import { findClasses, tableName } from "../../generate/classes/search/searchedClasses.ts";
import type { SearchRunner } from "../../generate/classes/search/searchRunner.ts";
import { StreamIndex, streamIndexKey } from "../../generate/classes/streamIndex.ts";
import { TableBuilder } from "./describeClass.ts";
import { Interest } from "./interest.ts";
import { RandomAccessTables, type TableProgress } from "./randomAccessTables.ts";
import { TableSearches } from "./tableSearches.ts";

const EVENT_MILLISECONDS = 200;
/** A page asks for a table that is not ready every second, once a minute where it is not looked at. */
const PATIENCE_MILLISECONDS = 150_000;

export interface ClassesOptions {
  workers(): number;
  skim(task: SkimTask): Promise<TaskResults["skim"]>;
  search(task: SearchTask): Promise<TaskResults["search"]>;
  onProgress(configId: string, progress: TableProgress): void;
}

export class Classes {
  private readonly options: ClassesOptions;
  private readonly tables: RandomAccessTables;
  private readonly indexes = new Map<string, StreamIndex>();
  private readonly searches: TableSearches;
  private readonly interest = new Interest();
  private readonly runner: SearchRunner;
  /** Configurations that wait for an index: several may share one. */
  private readonly watchers = new Map<string, Set<string>>();

  constructor(options: ClassesOptions) {
    this.options = options;
    this.tables = new RandomAccessTables(options.onProgress);
    const { workers, search } = options;
    this.runner = {
      get workers() {
        return workers();
      },
      search,
    };
    this.searches = new TableSearches(this.runner, options.onProgress);
  }

  async table(configId: string, config: DatasetConfig): Promise<ClassTableResult> {
    const signal = this.interest.ask(nameOf(config), PATIENCE_MILLISECONDS);
    const kind = formulationOf(config).classTable(config);
    // Built in the background, as a stream's is; until then each picture waits for its own class.
    const progress = kind === "search" ? this.searches.progress(configId, config, signal) : null;
    if (progress !== null) return { ready: false, ...progress };
    if (kind !== "stream") return this.tables.table(configId, config);
    const index = this.index(config);
    if (!index.complete) {
      this.watch(streamIndexKey(config), configId);
      index.want();
      return { ready: false, done: index.done, total: config.classes, known: index.knownPerStream };
    }
    const builder = new TableBuilder(config);
    for (let i = 0; i < config.classes; i++) builder.add(await index.parameters(config.startClass + i));
    return { ready: true, table: builder.table() };
  }

  /** @throws Cancelled once other classes are asked for, or the studio is closed */
  async parameters(config: DatasetConfig, classIndex: number): Promise<ClassParameters> {
    return this.found(config, classIndex, this.interest.ask(nameOf(config), Number.POSITIVE_INFINITY));
  }

  /** For work in the background, of which nobody is the one who asked last. @throws Cancelled through the signal */
  async found(config: DatasetConfig, classIndex: number, signal?: AbortSignal): Promise<ClassParameters> {
    const kind = formulationOf(config).classTable(config);
    if (kind === "stream") return this.index(config).parameters(classIndex, signal);
    if (kind === "search") await findClasses(config, [classIndex], { runner: this.runner, signal });
    return drawClass(config, classIndex);
  }

  /**
   * The state before a class; null without streams. Also of a stream's first class, whose seed would do: a thread
   * that has drawn for a sweep must be put back to where it really is.
   */
  async checkpoint(
    config: DatasetConfig,
    classIndex: number,
    signal?: AbortSignal,
  ): Promise<StreamCheckpoint | null> {
    if (config.streams === null) return null;
    return this.index(config).checkpoint(classIndex, signal);
  }

  close(): void {
    this.interest.close();
    this.tables.close();
    for (const index of this.indexes.values()) index.close();
  }

  private index(config: DatasetConfig): StreamIndex {
    const key = streamIndexKey(config);
    const known = this.indexes.get(key);
    if (known) return known;
    const throttle = new Throttle(EVENT_MILLISECONDS);
    const index = new StreamIndex(config, {
      workers: this.options.workers(),
      skim: this.options.skim,
      onProgress: (done, total) => {
        const tell = () => {
          const progress = { done, total, known: index.knownPerStream };
          for (const configId of this.watchers.get(key) ?? []) this.options.onProgress(configId, progress);
        };
        if (done === total) throttle.flush(tell);
        else throttle.call(tell);
      },
    });
    this.indexes.set(key, index);
    return index;
  }

  private watch(key: string, configId: string): void {
    const watchers = this.watchers.get(key) ?? new Set();
    watchers.add(configId);
    this.watchers.set(key, watchers);
  }
}

/** Of what is searched for a configuration; all others are one and the same. */
function nameOf(config: DatasetConfig): string {
  return tableName(config) ?? "";
}
