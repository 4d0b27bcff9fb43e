/** Comparisons of configurations, in the background and one at a time; what the last ones found is kept until the studio ends. */
import { createHash } from "node:crypto";
import type { Comparison } from "../../core/compare/comparison.ts";
import { usualSample } from "../../core/compare/limits.ts";
import type { Comparing, ComparisonInput } from "../../core/studio/api.ts";
import { Throttle } from "../common/async/throttle.ts";
import { compareConfigurations } from "../compare/compare.ts";
import type { BackgroundPool } from "./backgroundPool.ts";
import type { Classes } from "./classes/classes.ts";
import type { ConfigRegistry } from "./configRegistry.ts";
import { plainError, StudioError } from "./errors.ts";

export interface ComparisonsOptions {
  configs: ConfigRegistry;
  pool: BackgroundPool;
  workers(): number;
  /** Streams are walked once for all who ask. */
  classes: Pick<Classes, "parameters" | "checkpoint">;
  /** Whether a job has the processors. */
  disturbed(): boolean;
  onComparing(comparing: Comparing): void;
}

const EVENT_MILLISECONDS = 200;
/** What is found of one is some hundred kilobytes. */
const KEPT = 16;

interface Running {
  comparing: Comparing;
  abort: AbortController;
  ended: Promise<void>;
}

export class Comparisons {
  private readonly options: ComparisonsOptions;
  private readonly events = new Throttle(EVENT_MILLISECONDS);
  /** By id; the oldest first. */
  private readonly last = new Map<string, { comparing: Comparing; found: Comparison | null }>();
  private running: Running | null = null;

  constructor(options: ComparisonsOptions) {
    this.options = options;
  }

  get(input: ComparisonInput): Comparing | null {
    const known = this.last.get(idOf(input));
    return known === undefined ? null : { ...known.comparing };
  }

  get atWork(): Comparing | null {
    return this.running === null ? null : { ...this.running.comparing };
  }

  found(comparisonId: string): Comparison | null {
    return this.last.get(comparisonId)?.found ?? null;
  }

  /** @throws StudioError where another one is at work, or a configuration is not known */
  start(input: ComparisonInput): Comparing {
    const named = input.configIds.map((name) => ({ name, config: this.options.configs.get(name) }));
    const comparisonId = idOf(input);
    const { running } = this;
    if (running?.comparing.comparisonId === comparisonId) return { ...running.comparing };
    if (running !== null) {
      throw new StudioError("NotPossible", "Another comparison is at work; wait for it or cancel it");
    }
    const comparing: Comparing = {
      ...{ comparisonId, input, state: "running", progress: null, error: null },
      disturbed: this.options.disturbed(),
    };
    const abort = new AbortController();
    const begun: Running = { comparing, abort, ended: Promise.resolve() };
    this.running = begun;
    this.keep(comparing, null);
    begun.ended = this.run(named, begun);
    this.events.flush(() => this.tell(comparing));
    return { ...comparing };
  }

  async cancel(comparisonId: string): Promise<void> {
    const { running } = this;
    if (running?.comparing.comparisonId !== comparisonId) return;
    running.abort.abort();
    await running.ended;
  }

  async close(): Promise<void> {
    this.running?.abort.abort();
    await this.running?.ended;
    this.events.cancel();
  }

  private async run(
    named: Parameters<typeof compareConfigurations>[0],
    { comparing, abort }: Running,
  ): Promise<void> {
    const { pool, workers, classes, disturbed } = this.options;
    let found: Comparison | null = null;
    try {
      found = await pool.use(workers(), (threads) =>
        compareConfigurations(named, {
          ...{ pool: threads, signal: abort.signal },
          sample: { ...usualSample, ...comparing.input.sample },
          accessOf: (config) => ({
            parameters: (classIndex) => classes.parameters(config, classIndex),
            checkpoint: (classIndex, signal) => classes.checkpoint(config, classIndex, signal),
            close() {},
          }),
          progress: (progress) => {
            comparing.progress = progress;
            this.events.call(() => this.tell(comparing));
          },
        }),
      );
      comparing.state = "finished";
    } catch (error) {
      comparing.state = abort.signal.aborted ? "cancelled" : "failed";
      if (comparing.state === "failed") comparing.error = plainError(error).message;
    }
    comparing.disturbed ||= disturbed();
    this.keep(comparing, found);
    this.running = null;
    this.events.flush(() => this.tell(comparing));
  }

  private tell(comparing: Comparing): void {
    this.options.onComparing({ ...comparing });
  }

  private keep(comparing: Comparing, found: Comparison | null): void {
    this.last.delete(comparing.comparisonId);
    this.last.set(comparing.comparisonId, { comparing, found });
    for (const oldest of this.last.keys()) {
      if (this.last.size <= KEPT) break;
      this.last.delete(oldest);
    }
  }
}

function idOf({ configIds, sample: { classes, instances } }: ComparisonInput): string {
  return createHash("sha256")
    .update(JSON.stringify([configIds, classes, instances]))
    .digest("hex")
    .slice(0, 16);
}
