/** Classes of any configuration: their table, their parameters, and the generator's state before them. */
import type { ClassParameters, DatasetConfig } from "../../../core/config/parameters.ts";
import { drawClass, formulationOf } from "../../../core/formulations/index.ts";
import type { StreamCheckpoint } from "../../../core/render/imageSource.ts";
import type { ClassTableResult } from "../../../core/studio/api.ts";
import type { SkimTask, TaskResults } from "../../../workers/messages.ts";
import { StreamIndex, streamIndexKey } from "../../generate/classes/streamIndex.ts";
import { Throttle } from "../throttle.ts";
import { TableBuilder } from "./describeClass.ts";
import { RandomAccessTables, type TableProgress } from "./randomAccessTables.ts";
import { streamStart } from "./streamState.ts";

const EVENT_MILLISECONDS = 200;

export interface ClassesOptions {
  /** Folder for the indexes of streams. */
  cacheFolder: string;
  workers(): number;
  skim(task: SkimTask): Promise<TaskResults["skim"]>;
  onProgress(configId: string, progress: TableProgress): void;
}

export class Classes {
  private readonly options: ClassesOptions;
  private readonly tables: RandomAccessTables;
  private readonly indexes = new Map<string, StreamIndex>();
  /** Configurations that wait for an index: several may share one. */
  private readonly watchers = new Map<string, Set<string>>();

  constructor(options: ClassesOptions) {
    this.options = options;
    this.tables = new RandomAccessTables(options.onProgress);
  }

  async table(configId: string, config: DatasetConfig): Promise<ClassTableResult> {
    if (!needsTable(config)) return this.tables.table(configId, config);
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

  async parameters(config: DatasetConfig, classIndex: number): Promise<ClassParameters> {
    return needsTable(config) ? this.index(config).parameters(classIndex) : drawClass(config, classIndex);
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
    if (!needsTable(config)) return null;
    return (await this.index(config).checkpoint(classIndex, signal)) ?? streamStart(config, classIndex);
  }

  close(): void {
    this.tables.close();
    for (const index of this.indexes.values()) index.close();
  }

  private index(config: DatasetConfig): StreamIndex {
    const key = streamIndexKey(config);
    const known = this.indexes.get(key);
    if (known) return known;
    const throttle = new Throttle(EVENT_MILLISECONDS);
    const index = new StreamIndex(config, {
      cacheFolder: this.options.cacheFolder,
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

function needsTable(config: DatasetConfig): boolean {
  return formulationOf(config).classTable(config) !== null;
}
