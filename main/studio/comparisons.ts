/** Comparisons of configurations, in the background and one at a time; what the last ones found is kept until the studio ends. */
import { createHash } from "node:crypto";
import type { Comparison } from "../../core/compare/comparison.ts";
import { usualSample } from "../../core/compare/limits.ts";
import type { Comparing, ComparisonInput } from "../../core/studio/api.ts";
import { compareConfigurations } from "../compare/compare.ts";
import type { BackgroundPool } from "./backgroundPool.ts";
import { BackgroundWork } from "./backgroundWork.ts";
import type { Classes } from "./classes/classes.ts";
import type { ConfigRegistry } from "./configRegistry.ts";
import { StudioError } from "./errors.ts";

export interface ComparisonsOptions {
  configs: ConfigRegistry;
  pool: BackgroundPool;
  workers(): number;
  /** Streams are walked once for all who ask. */
  classes: Pick<Classes, "found" | "checkpoint">;
  /** Whether a job or a verification has the processors. */
  disturbed(): boolean;
  onComparing(comparing: Comparing): void;
}

const EVENT_MILLISECONDS = 200;
/** What is found of one is some hundred kilobytes. */
const KEPT = 16;

export class Comparisons {
  private readonly options: ComparisonsOptions;
  private readonly background: BackgroundWork<Comparing>;
  /** By id; the oldest first. */
  private readonly last = new Map<string, { comparing: Comparing; found: Comparison | null }>();

  constructor(options: ComparisonsOptions) {
    this.options = options;
    this.background = new BackgroundWork({
      every: EVENT_MILLISECONDS,
      idOf: ({ comparisonId }) => comparisonId,
      tell: (comparing) => options.onComparing({ ...comparing }),
    });
  }

  get(input: ComparisonInput): Comparing | null {
    const known = this.last.get(idOf(input));
    return known === undefined ? null : { ...known.comparing };
  }

  get atWork(): Comparing | null {
    const { atWork } = this.background;
    return atWork === null ? null : { ...atWork };
  }

  found(comparisonId: string): Comparison | null {
    return this.last.get(comparisonId)?.found ?? null;
  }

  /** @throws StudioError where another one is at work, or a configuration is not known */
  start(input: ComparisonInput): Comparing {
    const named = input.configIds.map((name) => ({ name, config: this.options.configs.get(name) }));
    const comparisonId = idOf(input);
    const { atWork } = this;
    if (atWork?.comparisonId === comparisonId) return atWork;
    if (atWork !== null) {
      throw new StudioError("NotPossible", "Another comparison is at work; wait for it or cancel it");
    }
    const comparing: Comparing = {
      ...{ comparisonId, input, state: "running", progress: null, error: null },
      disturbed: this.options.disturbed(),
    };
    this.keep(comparing, null);
    let found: Comparison | null = null;
    const compare = async (signal: AbortSignal): Promise<void> => {
      found = await this.compare(named, comparing, signal);
    };
    this.background.start(comparing, compare, () => {
      comparing.disturbed ||= this.options.disturbed();
      this.keep(comparing, found);
    });
    return { ...comparing };
  }

  cancel(comparisonId: string): Promise<void> {
    return this.background.cancel(comparisonId);
  }

  close(): Promise<void> {
    return this.background.close();
  }

  private compare(
    named: Parameters<typeof compareConfigurations>[0],
    comparing: Comparing,
    signal: AbortSignal,
  ): Promise<Comparison> {
    const { pool, workers, classes } = this.options;
    return pool.use(workers(), (threads) =>
      compareConfigurations(named, {
        ...{ pool: threads, signal },
        sample: { ...usualSample, ...comparing.input.sample },
        accessOf: (config) => ({
          parameters: (classIndex, stop) => classes.found(config, classIndex, stop),
          checkpoint: (classIndex, stop) => classes.checkpoint(config, classIndex, stop),
          close() {},
        }),
        progress: (progress) => {
          comparing.progress = progress;
          comparing.disturbed ||= this.options.disturbed();
          this.background.changed();
        },
      }),
    );
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
