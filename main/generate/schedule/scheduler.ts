/** Decides which task comes next; the order is free, the bytes are not. */
import type { SkimResult, SkimTask, UnitResult, UnitTask } from "../../../workers/messages.ts";
import type { Unit } from "../../dataset/plan.ts";

/** What a scheduler leaves to the one who runs the task. */
type Planned<T> = Omit<T, "config" | "out" | "lock" | "counters">;

/** `failed` says that the task was given up, and returns the units that cannot be drawn for that reason. */
export type ScheduledTask =
  | { task: Planned<UnitTask>; unit: Unit; finished(result: UnitResult): void; failed(): Unit[] }
  | { task: Planned<SkimTask>; unit: null; finished(result: SkimResult): void; failed(): Unit[] };

export interface Scheduler {
  /**
   * The next task to start, or null when nothing can be started before a running task has finished.
   * With nothing running, null means that all is done.
   * @param running number of tasks that have started and not finished
   */
  next(running: number): ScheduledTask | null;
}
