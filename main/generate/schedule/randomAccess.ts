/** Without streams every unit can be drawn at any time: they are taken in order. */
import type { Unit } from "../../dataset/plan.ts";
import type { ScheduledTask, Scheduler } from "./scheduler.ts";

/** Units waiting for each worker, so that none is idle while a result is on its way. */
const QUEUED_PER_WORKER = 2;

export class RandomAccessScheduler implements Scheduler {
  private readonly units: Iterator<Unit>;
  private readonly limit: number;

  /** @param units what is still to be done */
  constructor(units: Iterable<Unit>, workers: number) {
    this.units = units[Symbol.iterator]();
    this.limit = workers * QUEUED_PER_WORKER;
  }

  next(running: number): ScheduledTask | null {
    if (running >= this.limit) return null;
    const { value: unit, done } = this.units.next();
    if (done) return null;
    const { classIndex, first, count } = unit;
    return {
      unit,
      task: { kind: "unit", run: { classIndex, first, count }, checkpoint: null },
      finished() {},
      failed: () => [unit],
    };
  }
}
