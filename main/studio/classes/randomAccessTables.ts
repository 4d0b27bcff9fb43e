/** Class tables of configurations whose classes can be drawn in any order: made in slices, so that nothing waits. */
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { drawClass } from "../../../core/formulations/index.ts";
import type { ClassTableResult } from "../../../core/studio/api.ts";
import { TableBuilder } from "./describeClass.ts";

/** Longest time for which the main thread does nothing else. */
const SLICE_MILLISECONDS = 8;
/** A page that would get its answer this soon is better served by waiting. */
const PATIENCE_MILLISECONDS = 1000;
const KEPT_TABLES = 4;

interface Building {
  done: number;
  finished: Promise<ClassTableResult>;
}

export type TableProgress = Omit<ClassTableResult & { ready: false }, "ready">;

export class RandomAccessTables {
  private readonly tables = new Map<string, Building>();
  private readonly onProgress: (configId: string, progress: TableProgress) => void;
  private closed = false;

  constructor(onProgress: RandomAccessTables["onProgress"]) {
    this.onProgress = onProgress;
  }

  async table(configId: string, config: DatasetConfig): Promise<ClassTableResult> {
    const building = this.tables.get(configId) ?? this.build(configId, config);
    this.tables.delete(configId);
    this.tables.set(configId, building);
    for (const oldest of this.tables.keys()) {
      if (this.tables.size <= KEPT_TABLES) break;
      this.tables.delete(oldest);
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<ClassTableResult>((resolve) => {
      timer = setTimeout(
        () => resolve({ ready: false, done: building.done, total: config.classes, known: [] }),
        PATIENCE_MILLISECONDS,
      );
    });
    return Promise.race([building.finished, late]).finally(() => clearTimeout(timer));
  }

  close(): void {
    this.closed = true;
  }

  private build(configId: string, config: DatasetConfig): Building {
    const builder = new TableBuilder(config);
    const building: Building = {
      done: 0,
      finished: Promise.resolve({ ready: false, done: 0, total: 0, known: [] }),
    };
    const work = async (): Promise<ClassTableResult> => {
      let reported = performance.now();
      while (building.done < config.classes && !this.closed) {
        const end = performance.now() + SLICE_MILLISECONDS;
        while (building.done < config.classes && performance.now() < end) {
          builder.add(drawClass(config, config.startClass + building.done));
          building.done += 1;
        }
        if (performance.now() - reported > 200) {
          reported = performance.now();
          this.onProgress(configId, { done: building.done, total: config.classes, known: [] });
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (performance.now() - reported > 0 && building.done === config.classes) {
        this.onProgress(configId, { done: building.done, total: config.classes, known: [] });
      }
      return { ready: true, table: builder.table() };
    };
    building.finished = work();
    return building;
  }
}
