/**
 * The search of the authors' scripts: one generator, whose candidates become the classes in their order. Threads try blocks
 * of candidates at once, while one task after the other runs the generator ahead, ten times as fast, and hands out the
 * states before the blocks. What is accepted is taken in order.
 *
 *   thread A  ░░ to blocks 2 … 5 ▓▓▓▓ block 2 ▓▓▓▓ block 4 ░░ to blocks 10 … 13 ▓▓▓▓ block 7
 *   thread B  ▓▓▓▓ block 1 ░░ to blocks 6 … 9 ▓▓▓▓ block 3 ▓▓▓▓ block 5 ▓▓▓▓ block 6          run past ░   tried ▓
 */
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import { pointsOf } from "../../../../core/formulations/index.ts";
import type { ClassRow } from "../../../../core/formulations/pointFormulation.ts";
import type { SearchResult } from "../../../../workers/messages.ts";
import { onAbort } from "../../../common/async/untilAborted.ts";
import { nothingFound, stopped } from "./searchErrors.ts";
import type { SearchRunner } from "./searchRunner.ts";

/** How far a sequence is. */
export interface SequencePlace {
  /** Classes found: numbers 0 … count − 1. */
  count: number;
  /** Of the generator, before the next candidate. */
  state: Uint32Array;
  /** Candidates tried since the last class. */
  misses: number;
}

interface Wanted {
  /** Number of the last class that is wanted. */
  last: number;
  runner: SearchRunner;
  /** Called with the numbers of classes that have been found: from the first, up to but without the end. */
  tell(first: number, end: number): void;
}

interface Waiting extends Wanted {
  resolve(): void;
  reject(error: unknown): void;
}

/** A task, and for whom it runs. */
interface Running<T> {
  asker: Waiting;
  ended: Promise<T>;
}

/** Candidates of a block: a fiftieth of a second. */
const BLOCK = 32;
/** Blocks in hand for each thread, and so many again whose states are known, so that none is idle. */
const BLOCKS_PER_WORKER = 2;

export class SequenceSearch {
  private readonly config: DatasetConfig;
  private readonly place: SequencePlace;
  private readonly mostCandidates: number;
  private readonly found: (row: ClassRow) => void;
  private readonly waiting = new Set<Waiting>();
  /** Blocks that are being tried, in order. */
  private blocks: Running<SearchResult>[] = [];
  /** States before the blocks that come next. */
  private next: Uint32Array[];
  /** State before the last of all these blocks, from which the generator is run ahead. */
  private front: Uint32Array;
  private ahead: Running<void> | null = null;
  private isRunning = false;

  /** @param found takes each class in order, before the sequence counts it */
  constructor(config: DatasetConfig, place: SequencePlace, found: (row: ClassRow) => void) {
    this.config = config;
    this.place = { ...place };
    this.mostCandidates = pointsOf(config)!.search.mostCandidates(config);
    this.found = found;
    this.next = [place.state];
    this.front = place.state;
  }

  get at(): Readonly<SequencePlace> {
    return this.place;
  }

  /**
   * Resolves once class `last` is found; the classes before it are found on the way. One search serves all who wait.
   * @throws InputError where nothing is found, Cancelled through the signal
   */
  find(wanted: Wanted, signal: AbortSignal | undefined): Promise<void> {
    if (this.place.count > wanted.last) return Promise.resolve();
    return new Promise((resolve, reject) => {
      let stopListening = (): void => {};
      const done = (end: () => void): void => {
        stopListening();
        this.waiting.delete(waiting);
        end();
      };
      const leave = (): void => done(() => reject(stopped()));
      const waiting: Waiting = {
        ...wanted,
        resolve: () => done(resolve),
        reject: (error) => done(() => reject(error)),
      };
      if (signal?.aborted) return leave();
      if (signal !== undefined) stopListening = onAbort(signal, leave);
      this.waiting.add(waiting);
      if (!this.isRunning) void this.run();
    });
  }

  /** As long as somebody waits; what is being tried then is taken too. */
  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.waiting.size > 0 || this.blocks.length > 0) {
      this.begin();
      const [block] = this.blocks;
      const first = block ?? this.ahead!;
      try {
        await first.ended;
      } catch (error) {
        // Threads that somebody took along: whoever still waits has others.
        this.startAnew();
        first.asker.reject(error);
        continue;
      }
      if (block !== undefined) this.take(await block.ended);
    }
    this.isRunning = false;
  }

  /** Gives the threads what they can do by now. */
  private begin(): void {
    const asker = this.nearest();
    if (asker === undefined) return;
    const { workers } = asker.runner;
    const most = workers > 1 ? BLOCKS_PER_WORKER * workers : 1;
    const known = this.blocks.length + this.next.length;
    // Before the blocks, of which later ones wait for it.
    if (most > 1 && this.ahead === null && known < 2 * most) this.runAhead(asker, most);
    while (this.blocks.length < most && this.next.length > 0) {
      const ended = this.search(asker, this.next.shift()!, 0);
      // It may fail while one before it is awaited.
      ended.catch(() => {});
      this.blocks.push({ asker, ended });
    }
  }

  private runAhead(asker: Waiting, blocks: number): void {
    const ended = this.search(asker, this.front, blocks).then(({ states }) => {
      if (this.ahead !== ahead) return;
      this.ahead = null;
      this.next.push(...states);
      this.front = states[states.length - 1];
      this.begin();
    });
    ended.catch(() => {});
    const ahead = { asker, ended };
    this.ahead = ahead;
  }

  private take({ rows, candidates, states: [state] }: SearchResult): void {
    const { place } = this;
    this.blocks.shift();
    const first = place.count;
    let before = 0;
    for (const [i, row] of rows.entries()) {
      this.found(row);
      place.count += 1;
      place.misses = 0;
      before = candidates[i] + 1;
    }
    place.misses += BLOCK - before;
    place.state = state;
    // With one thread nothing runs ahead.
    if (this.blocks.length + this.next.length === 0 && this.ahead === null) this.startAnew();
    for (const one of [...this.waiting]) {
      if (place.count > first) one.tell(first, place.count);
      if (place.count > one.last) one.resolve();
      else if (place.misses >= this.mostCandidates) one.reject(nothingFound(this.config, place.misses));
    }
  }

  /** From what has been taken. */
  private startAnew(): void {
    this.blocks = [];
    this.ahead = null;
    this.next = [this.place.state];
    this.front = this.place.state;
  }

  /** Whoever waits for a class alone has threads that are quicker than those that look for all in the background. */
  private nearest(): Waiting | undefined {
    return [...this.waiting].reduce<Waiting | undefined>(
      (best, one) => (best === undefined || one.last < best.last ? one : best),
      undefined,
    );
  }

  private search({ runner }: Waiting, state: Uint32Array, skips: number): Promise<SearchResult> {
    const { config } = this;
    return runner.search({ kind: "search", config, order: "sequence", state, candidates: BLOCK, skips });
  }
}
