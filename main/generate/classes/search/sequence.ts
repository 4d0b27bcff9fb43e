/**
 * The search of the authors' scripts: one generator, whose candidates become the classes in their order. Threads try blocks
 * of candidates at once: another runs the generator ahead, ten times as fast, and hands out the states before the blocks.
 *
 *   thread A  ░ to blocks 2 … 5 ░ ▓ block 2 ▓▓▓▓ ▓ block 4 ▓▓▓▓
 *   thread B  ▓ block 1 ▓▓▓▓ ▓ block 3 ▓▓▓▓ …           run past ░   tried ▓
 */
import type { DatasetConfig } from "../../../../core/config/parameters.ts";
import { pointsOf } from "../../../../core/formulations/index.ts";
import type { ClassRow } from "../../../../core/formulations/pointFormulation.ts";
import type { SearchResult } from "../../../../workers/messages.ts";
import { nothingFound, stopped } from "./searchErrors.ts";
import type { SearchRunner } from "./searchRunner.ts";

/** How far the search is. */
export interface Sequence {
  /** Classes found: numbers 0 … count − 1. */
  count: number;
  /** Of the generator, before the next candidate. */
  state: Uint32Array;
  /** Candidates tried since the last class. */
  misses: number;
  waiting: Set<Waiting>;
  isRunning: boolean;
}

interface Waiting {
  /** Number of the last class that is wanted. */
  last: number;
  runner: SearchRunner;
  tell(): void;
  resolve(): void;
  reject(error: unknown): void;
}

/** Candidates of a block: a fiftieth of a second. */
const BLOCK = 32;

interface Wanted {
  last: number;
  runner: SearchRunner;
  signal: AbortSignal | undefined;
  tell(): void;
}

/**
 * Resolves once class `last` is found; the classes before it are found on the way. One search serves all who wait.
 * @param found takes each class in order, before the sequence counts it
 * @param pause called between rounds
 */
export function searchSequence(
  sequence: Sequence,
  config: DatasetConfig,
  { last, runner, signal, tell }: Wanted,
  found: (row: ClassRow) => void,
  pause: () => void,
): Promise<void> {
  if (sequence.count > last) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      sequence.waiting.delete(waiting);
      reject(stopped());
    };
    const done = (end: () => void): void => {
      signal?.removeEventListener("abort", leave);
      sequence.waiting.delete(waiting);
      end();
    };
    const waiting: Waiting = {
      last,
      runner,
      tell,
      resolve: () => done(resolve),
      reject: (error) => done(() => reject(error)),
    };
    if (signal?.aborted) {
      reject(stopped());
      return;
    }
    signal?.addEventListener("abort", leave, { once: true });
    sequence.waiting.add(waiting);
    if (!sequence.isRunning) void run(sequence, config, found, pause);
  });
}

async function run(
  sequence: Sequence,
  config: DatasetConfig,
  found: (row: ClassRow) => void,
  pause: () => void,
): Promise<void> {
  sequence.isRunning = true;
  const most = pointsOf(config)!.search.mostCandidates(config);
  for (let waiting = nearest(sequence); waiting !== undefined; waiting = nearest(sequence)) {
    try {
      await round(sequence, config, waiting.runner, found);
      if (sequence.misses >= most) throw nothingFound(config, sequence.misses);
    } catch (error) {
      waiting.reject(error);
      continue;
    }
    pause();
    for (const one of [...sequence.waiting]) {
      one.tell();
      if (sequence.count > one.last) one.resolve();
    }
  }
  sequence.isRunning = false;
}

/** Whoever waits for a class alone has threads that are quicker than those that look for all in the background. */
function nearest({ waiting }: Sequence): Waiting | undefined {
  return [...waiting].reduce<Waiting | undefined>(
    (best, one) => (best === undefined || one.last < best.last ? one : best),
    undefined,
  );
}

/** Tries a block for each thread. */
async function round(
  sequence: Sequence,
  config: DatasetConfig,
  runner: SearchRunner,
  found: (row: ClassRow) => void,
): Promise<void> {
  const blocks = runner.workers > 1 ? 2 * runner.workers : 1;
  const search = (state: Uint32Array, skips: number): Promise<SearchResult> =>
    runner.search({ kind: "search", config, order: "sequence", state, candidates: BLOCK, skips });
  const ahead = blocks > 1 ? search(sequence.state, blocks) : null;
  const first = search(sequence.state, 0);
  // Whichever fails first, the other must not be left alone with its failure.
  const states = ahead === null ? [] : (await Promise.all([ahead, first]))[0].states;
  const others = states.slice(0, blocks - 1).map((state) => search(state, 0));
  const results = await Promise.all([first, ...others]);
  for (const { rows, candidates } of results) {
    let before = 0;
    for (const [i, row] of rows.entries()) {
      found(row);
      sequence.misses = 0;
      before = candidates[i] + 1;
    }
    sequence.misses += BLOCK - before;
  }
  sequence.state = blocks > 1 ? states[blocks - 1] : results[0].states[0];
}
