/** Draws units of a dataset once more and compares them with what is on the disk, as fast as they are generated. */
import type { JobCounters } from "../../../workers/counters.ts";
import type { UnitCheck, UnitResult } from "../../../workers/messages.ts";
import type { JournalEntry } from "../../dataset/journal/journalLines.ts";
import { lockName } from "../../dataset/lock/lock.ts";
import type { Plan, Unit } from "../../dataset/plan.ts";
import type { WorkerPool } from "../../generate/pool.ts";
import { runUnits } from "../../generate/runUnits.ts";
import { RandomAccessScheduler } from "../../generate/schedule/randomAccess.ts";
import type { Scheduler } from "../../generate/schedule/scheduler.ts";
import { StreamScheduler, type UnitsLeft } from "../../generate/schedule/streams.ts";
import type { UnitFailure } from "../../generate/unitFailure.ts";
import type { Mending } from "../places.ts";
import type { ReadDataset } from "../readDataset.ts";

export interface DrawAndCompare {
  dataset: ReadDataset;
  /** Journal lines whose images are drawn. */
  entries: JournalEntry[];
  mending: Mending;
  pool: WorkerPool;
  counters: JobCounters;
  compared(unit: Unit, result: UnitResult): void;
  failed(failure: UnitFailure): void;
}

/** @throws what concerns more than one unit */
export async function drawAndCompare(options: DrawAndCompare): Promise<void> {
  const { dataset, entries, mending, pool, counters, compared, failed } = options;
  const { config, folder, plan, places } = dataset;
  const units = entries.map(({ unit, class: classIndex, first, count }) => ({
    ...{ unit, classIndex, first, count },
  }));
  const byUnit = new Map(entries.map((entry) => [entry.unit, entry]));
  const scheduler: Scheduler =
    config.streams === null
      ? new RandomAccessScheduler(units, pool.workers)
      : new StreamScheduler(config, onlyLeft(plan, units), plan.whole, pool.workers);
  await runUnits({
    ...{ config, out: folder, lock: lockName, pool, counters, scheduler },
    packFiles: null,
    check({ unit }): UnitCheck {
      const place = places.get(unit);
      const { digest } = byUnit.get(unit)!;
      const { repair, deleteForeign } = mending;
      return { repair, deleteForeign, digest, ...(place !== undefined && { place }) };
    },
    checkFolder() {},
    unitFinished: compared,
    threadEnded() {},
    unitFailed: failed,
  });
}

/**
 * Whole units as what is left of a dataset, the generator running past the others, of which a description can claim any
 * number.
 * @param units in order
 */
function onlyLeft(plan: Plan, units: readonly Unit[]): UnitsLeft {
  const left = [...new Set(units.map(({ unit }) => unit))].map((unit) => plan.unitAt(unit));
  return {
    *pendingOf({ classes: [from, to] }) {
      for (let at = firstFrom(left, from); left[at]?.classIndex <= to; at++) yield left[at];
    },
  };
}

/** Place of the first unit of a class or one behind it, among units in order. */
function firstFrom(units: readonly Unit[], classIndex: number): number {
  let [low, high] = [0, units.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (units[middle].classIndex < classIndex) low = middle + 1;
    else high = middle;
  }
  return low;
}
