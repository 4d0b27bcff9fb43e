/** Draws units of a dataset once more and compares them with what is on the disk, as fast as they are generated. */
import type { JobCounters } from "../../../workers/counters.ts";
import type { UnitCheck, UnitResult } from "../../../workers/messages.ts";
import type { JournalEntry } from "../../dataset/journal/journalLines.ts";
import { Ledger } from "../../dataset/journal/ledger.ts";
import { lockName } from "../../dataset/lock/lock.ts";
import type { Part, Plan, Unit } from "../../dataset/plan.ts";
import type { WorkerPool } from "../../generate/pool.ts";
import { runUnits } from "../../generate/runUnits.ts";
import { RandomAccessScheduler } from "../../generate/schedule/randomAccess.ts";
import type { Scheduler } from "../../generate/schedule/scheduler.ts";
import { StreamScheduler } from "../../generate/schedule/streams.ts";
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

/** As if all but these units were done: the generator runs past the others. */
function onlyLeft(plan: Plan, units: readonly Unit[]): Ledger {
  const left = new Set(units.map(({ unit }) => unit));
  const ledger = new Ledger(plan);
  const whole: Part = plan.whole;
  for (const { unit, classIndex, first, count } of plan.unitsOf(whole)) {
    if (left.has(unit)) continue;
    ledger.record({ unit, class: classIndex, first, count, bytes: 0, blank: 0, digest: "0".repeat(64) });
  }
  return ledger;
}
