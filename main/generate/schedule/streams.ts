/**
 * With streams a unit can be drawn only once the generator's state at its start is known: from the unit before it,
 * or by skimming, that is running the generator ahead without drawing (some 25 times faster than drawing).
 *
 *   one chain, two workers          drawn ▓   skimmed ░
 *     worker A  ▓ unit 0 ▓▓▓▓ ▓ unit 2 ▓▓▓▓
 *     worker B  ░1░2░3░4░ ▓ unit 1 ▓▓▓▓ ▓ unit 3 …
 *
 * Chains that keep all workers busy by themselves are never skimmed, except past what is done already.
 */
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import type { StreamCheckpoint } from "../../../core/render/imageSource.ts";
import { classesPerStream } from "../../../core/render/streamPosition.ts";
import type { SkimResult, UnitResult } from "../../../workers/messages.ts";
import { ordinalOf } from "../../../workers/position.ts";
import type { Ledger } from "../../dataset/journal/ledger.ts";
import type { Part, Unit } from "../../dataset/plan.ts";
import type { ScheduledTask, Scheduler } from "./scheduler.ts";

/** What is still to be done of a dataset. */
export type UnitsLeft = Pick<Ledger, "pendingOf">;

interface ReadyUnit {
  unit: Unit;
  checkpoint: StreamCheckpoint | null;
}

/** Checkpoints that one skim is to find for each worker. */
const SKIMMED_PER_WORKER = 2;

export class StreamScheduler implements Scheduler {
  private readonly chains: Chain[];
  private readonly workers: number;

  constructor(config: DatasetConfig, left: UnitsLeft, part: Part, workers: number) {
    this.workers = workers;
    const perStream = classesPerStream(config);
    this.chains = [];
    for (let stream = 0; stream < config.streams!; stream++) {
      const firstClass = config.startClass + stream * perStream;
      const from = Math.max(firstClass, part.classes[0]);
      const to = Math.min(firstClass + perStream - 1, part.classes[1]);
      if (from > to) continue;
      const units = left.pendingOf({ classes: [from, to], instances: part.instances });
      this.chains.push(new Chain(config, units));
    }
  }

  next(running: number): ScheduledTask | null {
    const open = this.chains.filter((chain) => !chain.finished);
    const ready = open.reduce((sum, chain) => sum + chain.readyCount, 0);
    // Skim before the ready units run out, or workers would wait for the skim.
    const starving = running < this.workers && ready === 0;
    const soonStarving = running > 0 && open.length < this.workers && ready < this.workers && ready > 0;
    if (starving || soonStarving) {
      const shortest = leastReady(open.filter((chain) => chain.canSkim));
      if (shortest !== null) return shortest.skim(this.targets(open.length));
    }
    if (running >= 2 * this.workers) return null;
    return mostBehind(open.filter((chain) => chain.readyCount > 0))?.draw() ?? null;
  }

  private targets(openChains: number): number {
    if (openChains >= this.workers) return 1;
    return Math.ceil((SKIMMED_PER_WORKER * this.workers) / openChains);
  }
}

/** The units of one stream that are still to be done, in order. */
class Chain {
  private readonly config: DatasetConfig;
  private readonly units: Iterator<Unit>;
  /** The first unit that is neither drawn, nor ready, nor waiting for a skim. */
  private upcoming: Unit | null = null;
  private readonly ready: ReadyUnit[] = [];
  /** The furthest known state: that before this image of the stream, null being the stream's seed. */
  private tip: { ordinal: number; checkpoint: StreamCheckpoint | null } = { ordinal: 0, checkpoint: null };
  private skimming = false;
  /** Units handed out: the further, the later its turn. */
  handedOut = 0;

  constructor(config: DatasetConfig, units: Iterable<Unit>) {
    this.config = config;
    this.units = units[Symbol.iterator]();
    this.advance();
  }

  /** Nothing is left to be handed out, though tasks may be running. */
  get finished(): boolean {
    return this.upcoming === null && this.ready.length === 0 && !this.skimming;
  }

  get readyCount(): number {
    return this.ready.length + (this.upcomingIsReady ? 1 : 0);
  }

  get canSkim(): boolean {
    return !this.skimming && this.upcoming !== null && !this.upcomingIsReady;
  }

  /** Hands out the next unit whose start is known. */
  draw(): ScheduledTask {
    const { unit, checkpoint } = this.takeReady();
    const { classIndex, first, count } = unit;
    const end = this.ordinal(unit) + count;
    this.handedOut += 1;
    return {
      unit,
      task: { kind: "unit", run: { classIndex, first, count }, checkpoint },
      finished: (result: UnitResult) => this.reached(end, result.checkpoint),
      // The state after it is found by skimming, which does not draw.
      failed: () => [unit],
    };
  }

  /** Looks for the states before the next units, at most `count` of them. */
  skim(count: number): ScheduledTask {
    const units: Unit[] = [];
    while (units.length < count && this.upcoming !== null) {
      units.push(this.upcoming);
      this.advance();
    }
    this.skimming = true;
    const targets = units.map(({ classIndex, first }) => ({ classIndex, instance: first }));
    return {
      unit: null,
      task: { kind: "skim", checkpoint: this.tip.checkpoint, targets },
      finished: (result: SkimResult) => {
        this.skimming = false;
        units.forEach((unit, i) => {
          this.ready.push({ unit, checkpoint: result.checkpoints[i] });
          this.reached(this.ordinal(unit), result.checkpoints[i]);
        });
      },
      failed: () => {
        this.skimming = false;
        return [...units, ...this.giveUp()];
      },
    };
  }

  /** Nothing after this point can be reached. */
  private giveUp(): Unit[] {
    const units: Unit[] = [];
    while (this.upcoming !== null) {
      units.push(this.upcoming);
      this.advance();
    }
    return units;
  }

  private get upcomingIsReady(): boolean {
    return this.upcoming !== null && !this.skimming && this.ordinal(this.upcoming) === this.tip.ordinal;
  }

  private takeReady(): ReadyUnit {
    const ready = this.ready.shift();
    if (ready !== undefined) return ready;
    const unit = this.upcoming!;
    this.advance();
    return { unit, checkpoint: this.tip.checkpoint };
  }

  private reached(ordinal: number, checkpoint: StreamCheckpoint | null): void {
    if (ordinal > this.tip.ordinal) this.tip = { ordinal, checkpoint };
  }

  private ordinal({ classIndex, first }: Unit): number {
    return ordinalOf(this.config, { classIndex, instance: first });
  }

  private advance(): void {
    const { value, done } = this.units.next();
    this.upcoming = done ? null : value;
  }
}

function leastReady(chains: Chain[]): Chain | null {
  return chains.reduce<Chain | null>((a, b) => (a === null || b.readyCount < a.readyCount ? b : a), null);
}

/** Streams advance side by side, so that a chain is never left over for the end. */
function mostBehind(chains: Chain[]): Chain | null {
  return chains.reduce<Chain | null>((a, b) => (a === null || b.handedOut < a.handedOut ? b : a), null);
}
