/** Keeps the workers busy with a scheduler's tasks until nothing is left, or the job is stopped. */
import type { DatasetConfig } from "../core/config/parameters.ts";
import type { JobCounters } from "../workers/counters.ts";
import type { UnitResult } from "../workers/messages.ts";
import type { PackFiles } from "./packed/packFiles.ts";
import type { Unit } from "./plan.ts";
import type { WorkerPool } from "./pool.ts";
import type { ScheduledTask, Scheduler } from "./schedule/scheduler.ts";

export interface RunUnits {
  config: DatasetConfig;
  out: string;
  pool: WorkerPool;
  counters: JobCounters;
  scheduler: Scheduler;
  /** In the packed layouts: the shards. */
  packFiles: PackFiles | null;
  /** Called on the main thread for each finished unit, in any order. What it throws ends the run. */
  unitFinished(unit: Unit, result: UnitResult): void;
}

/**
 * Resolves when no task is running any more: all done, or stopped through the counters.
 * Rejects with the first failure, after the other tasks have stopped too.
 */
export function runUnits(run: RunUnits): Promise<void> {
  const { config, out, pool, counters, scheduler, packFiles } = run;
  return new Promise((resolve, reject) => {
    let running = 0;
    let stopped = false;
    let failure: unknown = null;

    const start = async (scheduled: ScheduledTask): Promise<void> => {
      const shared = { config, out, counters: counters.buffer };
      try {
        const result = await pool.run({ ...scheduled.task, ...shared });
        if (result.kind === "stopped") stopped = true;
        else if (scheduled.unit === null) scheduled.finished(result as never);
        else if (packFiles === null || (await packFiles.append(scheduled.unit, result as UnitResult))) {
          run.unitFinished(scheduled.unit, result as UnitResult);
          scheduled.finished(result as never);
        }
      } catch (error) {
        failure ??= error;
        stopped = true;
        counters.stop();
      }
      if (stopped) packFiles?.stop();
      running -= 1;
      fill();
    };

    const fill = (): void => {
      while (!stopped) {
        const scheduled = scheduler.next(running);
        if (scheduled === null) break;
        running += 1;
        void start(scheduled);
      }
      if (running > 0) return;
      if (failure === null) resolve();
      else reject(failure);
    };

    fill();
  });
}
