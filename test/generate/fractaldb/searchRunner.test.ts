/** What a search gives to the threads, and when: none is idle, and none works for nobody. */
import { describe, expect, it } from "vitest";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { pointsOf } from "../../../core/formulations/index.ts";
import { sampleSearch, searchSecondsOf } from "../../../main/generate/classes/search/sampleSearch.ts";
import { findClasses, finderOf, knownOf } from "../../../main/generate/classes/search/searchedClasses.ts";
import type { SearchRunner } from "../../../main/generate/classes/search/searchRunner.ts";
import type { SearchResult, SearchTask } from "../../../workers/messages.ts";
import { cacheOfOwn } from "../../support/folders.ts";
import { fractaldb } from "../../support/fractals.ts";

cacheOfOwn();

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const turn = () => new Promise((resolve) => setImmediate(resolve));

interface Held {
  task: SearchTask;
  answer(): void;
  fail(error: Error): void;
}

/** Threads whose tasks end when the test says so: every candidate of a block's first place becomes a class. */
function heldThreads(workers: number, finds = true) {
  const held: Held[] = [];
  const all: SearchTask[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const search = (task: SearchTask, signal?: AbortSignal): Promise<SearchResult> =>
    new Promise((resolve, reject) => {
      all.push(task);
      signals.push(signal);
      const end = (then: () => void) => () => {
        held.splice(held.indexOf(one), 1);
        then();
      };
      const one: Held = {
        task,
        answer: end(() => resolve(resultOf(task, finds))),
        fail: (error) => end(() => reject(error))(),
      };
      held.push(one);
    });
  const runner: SearchRunner = { workers, search };
  return { runner, held, all, signals };
}

function resultOf(task: SearchTask, finds: boolean): SearchResult {
  const { rows } = pointsOf(task.config)!.search;
  const row = rows.toRow([0.5], [1, 0, 0, 1, 0, 0, 1]);
  const result: SearchResult = { kind: "search", rows: [], candidates: [], states: [] };
  if (task.order === "measure") return { ...result, rows: task.rows };
  const skips = task.order === "sequence" ? task.skips : 0;
  const states = numbers(Math.max(1, skips)).map(() => new Uint32Array(625));
  if (skips > 0 || !finds) return { ...result, states };
  return { ...result, rows: [row], candidates: [0], states };
}

/** Ends all tasks, as they come, until the work has ended. */
async function answerAll<T>(held: Held[], work: Promise<T>): Promise<T> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  over.catch(() => {});
  while (!isOver) {
    for (const one of [...held]) one.answer();
    await turn();
  }
  return over;
}

let seeds = 0;
function sequence(): DatasetConfig {
  seeds += 1;
  return fractaldb({ classes: 400, parameters: { searchSeed: seeds } });
}
function alone(): DatasetConfig {
  seeds += 1;
  return fractaldb({ classes: 400, seed: seeds, parameters: { search: "random" } });
}

const isAhead = ({ task }: Held) => task.order === "sequence" && task.skips > 0;

describe("a sequence", () => {
  it("gives every thread a block as soon as its state is known, and runs the generator on meanwhile", async () => {
    const { runner, held } = heldThreads(3);
    const found = findClasses(sequence(), numbers(40), { runner });
    await turn();
    // The generator is run ahead while the first block is tried.
    expect(held.map(isAhead)).toEqual([true, false]);
    held[0].answer();
    await turn();
    const [first, ...others] = held;
    expect(isAhead(first)).toBe(false);
    expect(others.filter(isAhead)).toHaveLength(1);
    expect(others.length).toBeGreaterThanOrEqual(5);
    await answerAll(held, found);
  });

  it("takes what is found in order, however it comes", async () => {
    const { runner, held } = heldThreads(2);
    const config = sequence();
    const told: number[] = [];
    const found = findClasses(config, numbers(12), { runner, progress: (known) => told.push(known) });
    await turn();
    held[0].answer();
    await turn();
    // All but the first block.
    while (held.length > 1) {
      held[1].answer();
      await turn();
      if (held.filter((one) => !isAhead(one)).length <= 1) break;
    }
    expect(knownOf(config, numbers(12))).toEqual([]);
    await answerAll(held, found);
    expect(told).toEqual(numbers(12).map((i) => i + 1));
  });

  it("goes on with another's threads where some were taken along, from what it has found", async () => {
    const [mine, other] = [heldThreads(2), heldThreads(2)];
    const config = sequence();
    const gone = findClasses(config, numbers(3), { runner: mine.runner });
    const stays = findClasses(config, numbers(9), { runner: other.runner });
    gone.catch(() => {});
    await turn();
    for (const one of [...mine.held]) one.fail(new Error("the thread has died"));
    await expect(gone).rejects.toThrow("has died");
    await answerAll(other.held, stays);
    expect(knownOf(config, numbers(9))).toHaveLength(9);
  });
});

describe("a search that nobody wants any more", () => {
  it("ends, of a class alone", async () => {
    const { runner, held, all } = heldThreads(1, false);
    const abort = new AbortController();
    const found = findClasses(alone(), [7], { runner, signal: abort.signal });
    await turn();
    held[0].answer();
    await turn();
    expect(all).toHaveLength(2);
    abort.abort();
    await expect(found).rejects.toThrow("stopped");
    held[0].answer();
    await turn();
    expect(all).toHaveLength(2);
  });

  it("is told to end in the middle of a class, and begun anew for whoever comes then", async () => {
    const { runner, held, all, signals } = heldThreads(1, false);
    const config = alone();
    const abort = new AbortController();
    const found = findClasses(config, [7], { runner, signal: abort.signal });
    await turn();
    expect(signals[0]?.aborted).toBe(false);
    abort.abort();
    await expect(found).rejects.toThrow("stopped");
    expect(signals[0]?.aborted).toBe(true);
    const again = findClasses(config, [7], { runner });
    await turn();
    expect([all.length, signals[1]?.aborted]).toEqual([2, false]);
    await expect(answerAll(held, again)).rejects.toThrow(/none of [\d,]+ candidates/);
  });

  it.each([6000, 100_000, 1_000_000])(
    "has short tasks, with %d points of a candidate",
    async (searchPoints) => {
      const { runner, all } = heldThreads(1);
      const parameters = { search: "random", rate: 0.02, searchPoints };
      void findClasses(fractaldb({ seed: 77, parameters }), [3], { runner });
      await turn();
      const [task] = all;
      const candidates = task.order === "alone" ? task.candidates : 0;
      expect(candidates).toBeGreaterThan(0);
      expect(candidates * searchPoints).toBeLessThan(10_000_000);
    },
  );

  it("goes on as long as one wants it", async () => {
    const { runner, held, all } = heldThreads(1, false);
    const config = alone();
    const abort = new AbortController();
    const left = findClasses(config, [7], { runner, signal: abort.signal });
    const stays = findClasses(config, [7], { runner });
    await turn();
    abort.abort();
    await expect(left).rejects.toThrow("stopped");
    expect(all).toHaveLength(1);
    await expect(answerAll(held, stays)).rejects.toThrow(/none of [\d,]+ candidates/);
  });
});

describe("an estimate of a search", () => {
  it.each([
    ["a sequence's classes that come late", { startClass: 2000, classes: 3 }, {}, 2003],
    ["classes of which some come late", { classes: 40 }, {}, 40],
    ["classes alone", { classes: 40 }, { search: "random" }, 40],
  ])(
    "ends after its time, and tells of all that is before: %s",
    async (_name, fields, parameters, wanted) => {
      seeds += 1;
      const config = fractaldb({ seed: seeds, ...fields, parameters: { searchSeed: seeds, ...parameters } });
      const { runner, held } = heldThreads(2);
      const sampled = sampleSearch(config, runner, undefined, 0.01);
      // What is begun after the first class never ends.
      while (knownOf(config, numbers(40)).length === 0) {
        held[0]?.answer();
        await turn();
      }
      const { classes, secondsPerClass } = await sampled;
      expect(classes.length).toBeGreaterThan(0);
      expect(secondsPerClass).toBeGreaterThan(0);
      const unknown = wanted - knownOf(config, numbers(wanted)).length;
      expect(searchSecondsOf(config, { secondsPerClass })).toBeCloseTo(unknown * secondsPerClass!, 6);
    },
  );
});

describe("classes that are brought", () => {
  const brought = (count: number) => {
    seeds += 1;
    const classTable = seeds.toString(16).padStart(64, "0");
    const config = fractaldb({ classes: count, parameters: { classTable } });
    const row = pointsOf(config)!.search.fromLines([[1, 0, 0, 1, 0, 0, 1]]);
    finderOf(config)!.bring(numbers(count).map((i) => [i, row]));
    return config;
  };

  it.each([5, 40, 1000])("are measured by all threads at once: %d", async (count) => {
    const { runner, held } = heldThreads(3);
    const told: number[] = [];
    const config = brought(count);
    const found = findClasses(config, numbers(count), { runner, progress: (known) => told.push(known) });
    await turn();
    expect(held.length).toBeGreaterThanOrEqual(3);
    await answerAll(held, found);
    expect(told.at(-1)).toBe(count);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it("are measured by another's threads where some were taken along", async () => {
    const [mine, other] = [heldThreads(2), heldThreads(2)];
    const config = brought(50);
    const gone = findClasses(config, numbers(2), { runner: mine.runner });
    const stays = findClasses(config, numbers(50), { runner: other.runner });
    gone.catch(() => {});
    await turn();
    for (const one of [...mine.held]) one.fail(new Error("the thread has died"));
    await expect(gone).rejects.toThrow("has died");
    await answerAll(other.held, stays);
    expect(knownOf(config, numbers(50))).toHaveLength(50);
  });

  it("may be left by whoever brought them", async () => {
    const { runner, held, all } = heldThreads(1);
    const abort = new AbortController();
    const config = brought(400);
    const found = findClasses(config, numbers(400), { runner, signal: abort.signal });
    await turn();
    abort.abort();
    await expect(found).rejects.toThrow("stopped");
    const begun = all.length;
    while (held.length > 0) {
      held[0].answer();
      await turn();
    }
    expect(all).toHaveLength(begun);
  });
});

it("tables that nobody has looked at for a while are freed, and what they have found is kept", async () => {
  const { runner, held } = heldThreads(2);
  const config = alone();
  const first = finderOf(config)!;
  await answerAll(held, findClasses(config, numbers(400), { runner }));
  await answerAll(held, findClasses(config, [401], { runner }));
  for (let i = 0; i < 40; i++) finderOf(alone());
  const again = finderOf(config)!;
  expect(again).not.toBe(first);
  expect(again.offer(401)).toBe(true);
});
