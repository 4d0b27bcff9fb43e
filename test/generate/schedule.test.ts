/** Scheduling of streams: every unit once, each from a state that lies before it, and no worker idle for long. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Range } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";
import type { StreamCheckpoint } from "../../core/render/imageSource.ts";
import { streamOf } from "../../core/render/streamPosition.ts";
import { Ledger } from "../../main/dataset/journal/ledger.ts";
import { Plan, type Unit } from "../../main/dataset/plan.ts";
import { RandomAccessScheduler } from "../../main/generate/schedule/randomAccess.ts";
import type { ScheduledTask, Scheduler } from "../../main/generate/schedule/scheduler.ts";
import { StreamScheduler } from "../../main/generate/schedule/streams.ts";
import { ordinalOf } from "../../workers/position.ts";

const DRAW = 25;

interface Simulation {
  drawn: Unit[];
  /** Images run past in skims and on the way to a unit. */
  skimmed: number;
  /** In image-skims: how long it took with all workers. */
  time: number;
}

/** Runs a scheduler with workers that take 25 time steps to draw an image and one to run past it. */
function simulate(plan: Plan, scheduler: Scheduler, workers: number): Simulation {
  const { config } = plan;
  const checkpointAt = (classIndex: number, instance: number): StreamCheckpoint | null => {
    const ordinal = ordinalOf(config, { classIndex, instance });
    return ordinal === 0
      ? null
      : ({ classIndex, instance, stream: streamOf(config, classIndex) } as StreamCheckpoint);
  };
  const result: Simulation = { drawn: [], skimmed: 0, time: 0 };
  const queue: ScheduledTask[] = [];
  const busy: { ends: number; scheduled: ScheduledTask }[] = [];

  const costOf = ({ task, unit }: ScheduledTask): number => {
    const start = task.checkpoint === null ? 0 : ordinalOf(config, task.checkpoint);
    const stream = task.checkpoint?.stream;
    if (unit !== null) {
      if (config.streams === null) return unit.count * DRAW;
      const way = ordinalOf(config, { classIndex: unit.classIndex, instance: unit.first }) - start;
      expect(way).toBeGreaterThanOrEqual(0);
      if (stream !== undefined) expect(stream).toBe(streamOf(config, unit.classIndex));
      result.skimmed += way;
      return way + unit.count * DRAW;
    }
    if (task.kind !== "skim") throw new Error("only skims have no unit");
    const ends = task.targets.map((target) => ordinalOf(config, target));
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
    expect(ends[0]).toBeGreaterThanOrEqual(start);
    const length = ends[ends.length - 1] - start;
    result.skimmed += length;
    return length;
  };

  const finish = ({ task, unit, finished }: ScheduledTask): void => {
    if (unit !== null) {
      result.drawn.push(unit);
      const end = unit.first + unit.count;
      const [nextClass, next] = end === config.instances ? [unit.classIndex + 1, 0] : [unit.classIndex, end];
      const last = ordinalOf(config, { classIndex: unit.classIndex, instance: end - 1 });
      const isStreamEnd = last + 1 === (config.classes / (config.streams ?? 1)) * config.instances;
      finished({ checkpoint: isStreamEnd ? null : checkpointAt(nextClass, next) } as never);
    } else if (task.kind === "skim") {
      finished({ checkpoints: task.targets.map((t) => checkpointAt(t.classIndex, t.instance)) } as never);
    }
  };

  for (;;) {
    for (;;) {
      const scheduled = scheduler.next(queue.length + busy.length);
      if (scheduled === null) break;
      queue.push(scheduled);
    }
    while (busy.length < workers && queue.length > 0) {
      const scheduled = queue.shift()!;
      busy.push({ ends: result.time + costOf(scheduled), scheduled });
    }
    if (busy.length === 0) return result;
    busy.sort((a, b) => a.ends - b.ends);
    const { ends, scheduled } = busy.shift()!;
    result.time = ends;
    finish(scheduled);
  }
}

function exactPlan(streams: number | null, classesPerStream: number, instances: number): Plan {
  const classes = (streams ?? 1) * classesPerStream;
  return new Plan(parseConfig({ formulation: "release", streams, classes, instances, startClass: 3 }));
}

const byNumber = (a: Unit, b: Unit): number => a.unit - b.unit || a.first - b.first;

describe("streams", () => {
  it("draws every pending unit once, whatever is done already, for any number of streams and workers", () => {
    const cases = fc
      .record({
        streams: fc.integer({ min: 1, max: 6 }),
        perStream: fc.integer({ min: 1, max: 4 }),
        instances: fc.integer({ min: 1, max: 40 }),
        workers: fc.integer({ min: 1, max: 7 }),
      })
      .chain((shape) => {
        const plan = exactPlan(shape.streams, shape.perStream, shape.instances);
        const units = Array.from({ length: plan.unitCount }, (_, i) => i);
        return fc.tuple(
          fc.constant(plan),
          fc.constant(shape.workers),
          fc.subarray(units),
          fc.nat(),
          fc.nat(),
        );
      });
    fc.assert(
      fc.property(cases, ([plan, workers, done, a, b]) => {
        const ledger = new Ledger(plan);
        for (const unit of done) {
          const { classIndex, first, count } = plan.unitAt(unit);
          ledger.record({
            unit,
            class: classIndex,
            first,
            count,
            bytes: 0,
            blank: 0,
            digest: "0".repeat(64),
          });
        }
        const ends = [a % plan.config.instances, b % plan.config.instances].sort((x, y) => x - y) as Range;
        const part = { ...plan.whole, instances: ends };
        const pending = [...ledger.pendingOf(part)];
        const { drawn } = simulate(plan, new StreamScheduler(plan.config, ledger, part, workers), workers);
        expect(drawn.sort(byNumber)).toEqual(pending.sort(byNumber));
      }),
    );
  });

  it.each([
    [1, 2],
    [1, 8],
    [3, 8],
    [8, 8],
    [20, 8],
  ])("keeps workers busy: %i streams, %i workers", (streams, workers) => {
    const plan = exactPlan(streams, Math.ceil(40 / streams), 1000);
    const scheduler = new StreamScheduler(plan.config, new Ledger(plan), plan.whole, workers);
    const { time } = simulate(plan, scheduler, workers);
    const ideal = (plan.images * DRAW) / workers;
    expect(time).toBeLessThan(ideal * 1.25);
  });

  it("runs past nothing when there are streams enough for all workers", () => {
    const plan = exactPlan(8, 2, 300);
    const scheduler = new StreamScheduler(plan.config, new Ledger(plan), plan.whole, 1);
    expect(simulate(plan, scheduler, 1).skimmed).toBe(0);
  });
});

describe("random access", () => {
  it("takes units in order and keeps at most two for each worker", () => {
    const plan = exactPlan(null, 4, 1000);
    const scheduler = new RandomAccessScheduler(plan.unitsOf(plan.whole), 3);
    const started: number[] = [];
    while (started.length < 6) started.push(scheduler.next(started.length)!.unit!.unit);
    expect(started).toEqual([0, 1, 2, 3, 4, 5]);
    expect(scheduler.next(6)).toBeNull();
    const { drawn } = simulate(plan, scheduler, 3);
    expect(drawn).toHaveLength(plan.unitCount - 6);
  });
});
