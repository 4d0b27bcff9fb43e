/** Keeps the workers busy with a scheduler's tasks until nothing is left, or the job is stopped. */
import type { DatasetConfig } from "../../core/config/parameters.ts";
import type { JobCounters } from "../../workers/counters.ts";
import type { StoppedResult, TaskResult, UnitCheck, UnitResult } from "../../workers/messages.ts";
import { positionOf } from "../../workers/position.ts";
import { stopsEverything } from "../common/errors.ts";
import type { PackFiles } from "../dataset/packed/packFiles.ts";
import type { Unit } from "../dataset/plan.ts";
import { isCrash } from "./crash.ts";
import type { WorkerPool } from "./pool.ts";
import type { ScheduledTask, Scheduler } from "./schedule/scheduler.ts";
import { MOST_ATTEMPTS, ThreadsKeepDying, type UnitFailure } from "./unitFailure.ts";

export interface RunUnits {
  config: DatasetConfig;
  out: string;
  /** Name of the job's lock. */
  lock: string;
  pool: WorkerPool;
  counters: JobCounters;
  scheduler: Scheduler;
  /** In the packed layouts: the shards. */
  packFiles: PackFiles | null;
  /** To compare units with what is there instead of writing them. */
  check?(unit: Unit): UnitCheck;
  /** Called before anything of a finished unit is written down. What it throws ends the run. */
  checkFolder(): void;
  /** Called on the main thread for each finished unit, in any order. What it throws ends the run. */
  unitFinished(unit: Unit, result: UnitResult): void;
  /** Called when a thread ended under its task; it is replaced and the task tried again. */
  threadEnded(): void;
  /** Called for each unit that was given up; the others go on. */
  unitFailed(failure: UnitFailure): void;
}

/** So many threads that end without one unit being finished in between are not the images' fault. */
const MOST_CRASHES_IN_A_ROW = 24;

interface GivenUp {
  kind: "failed";
  error: unknown;
  position: number | null;
}

/**
 * Resolves when no task is running any more: all done or given up, or stopped through the counters.
 * Rejects with the first failure that concerns more than one unit, after the other tasks have stopped too.
 */
export function runUnits(run: RunUnits): Promise<void> {
  const { counters, scheduler, packFiles } = run;
  const tasks = new Attempts(run);
  return new Promise((resolve, reject) => {
    let running = 0;
    let stopped = false;
    let failure: unknown = null;

    const start = async (scheduled: ScheduledTask): Promise<void> => {
      try {
        const result = await tasks.run(scheduled);
        if (result.kind === "stopped") stopped = true;
        else if (result.kind === "failed") giveUp(scheduled, result);
        else if (scheduled.unit === null) scheduled.finished(result as never);
        else await finish(scheduled.unit, scheduled, result as UnitResult);
      } catch (error) {
        failure ??= error;
        stopped = true;
        tasks.stop();
        counters.stop();
      }
      if (stopped) packFiles?.stop();
      running -= 1;
      fill();
    };

    const finish = async (unit: Unit, scheduled: ScheduledTask, result: UnitResult): Promise<void> => {
      run.checkFolder();
      if (packFiles !== null && !(await packFiles.append(unit, result))) return;
      run.unitFinished(unit, result);
      scheduled.finished(result as never);
    };

    const giveUp = (scheduled: ScheduledTask, { error, position }: GivenUp): void => {
      if (scheduled.unit !== null) packFiles?.giveUp(scheduled.unit);
      run.unitFailed({ units: scheduled.failed(), error, position });
    };

    const fill = (): void => {
      while (!stopped) {
        const scheduled = scheduler.next(running);
        if (scheduled === null) break;
        // What follows a unit that was given up cannot be written to its shard.
        if (scheduled.unit !== null && packFiles?.takes(scheduled.unit) === false) continue;
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

/** Does work in threads once more where one of them ended under it. */
export async function againAfterCrashes<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isCrash(error) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** Runs tasks, again where they fail: a thread may have died, which the pool replaces. */
class Attempts {
  private readonly options: RunUnits;
  private crashesInARow = 0;
  private stopped = false;

  constructor(options: RunUnits) {
    this.options = options;
  }

  /** No task is tried again. */
  stop(): void {
    this.stopped = true;
  }

  /** @throws what concerns more than this task */
  async run({ task, unit }: ScheduledTask): Promise<TaskResult | StoppedResult | GivenUp> {
    const { config, out, lock, pool, counters } = this.options;
    for (let attempts = 0; ; ) {
      try {
        const job = { config, out, lock, counters: counters.buffer };
        const check = unit === null ? undefined : this.options.check?.(unit);
        const result = await pool.run({ ...task, ...job, ...(check && { check }) });
        this.crashesInARow = 0;
        return result;
      } catch (error) {
        if (this.stopped || pool.closed || stopsEverything(error)) throw error;
        let position: number | null = null;
        attempts += 1;
        if (isCrash(error)) {
          if (unit !== null) position = counters.takeBack(positionOf(config, unit), unit.count);
          this.crashesInARow += 1;
          this.options.threadEnded();
          if (this.crashesInARow >= MOST_CRASHES_IN_A_ROW) throw new ThreadsKeepDying(error);
          // A task that was still waiting for a thread is not to blame for its end.
          if (unit !== null && position === null) attempts -= 1;
        }
        if (attempts >= MOST_ATTEMPTS) return { kind: "failed", error, position };
      }
    }
  }
}
