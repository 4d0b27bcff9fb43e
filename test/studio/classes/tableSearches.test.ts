/** How long a search for a whole table goes on. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Classes } from "../../../main/studio/classes/classes.ts";
import type { SearchTask, TaskResults } from "../../../workers/messages.ts";
import { cacheOfOwn } from "../../support/folders.ts";
import { fractaldb } from "../../support/fractals.ts";
import { smallConfig } from "../../support/studio.ts";

cacheOfOwn();
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const MINUTE = 60_000;
let seeds = 0;

/** Classes that are searched in vain, a task for each time that the test lets one end. */
function searched() {
  let tasks: { task: SearchTask; answer: () => void }[] = [];
  const classes = new Classes({
    workers: () => 1,
    skim: () => new Promise(() => {}),
    search: (task) =>
      new Promise((resolve) => {
        const none: TaskResults["search"] = { kind: "search", rows: [], candidates: [], states: [] };
        tasks.push({ task, answer: () => resolve(none) });
      }),
    onProgress() {},
  });
  /** Seeds of those searches that go on. */
  const goingOn = async (): Promise<number[]> => {
    const before = tasks;
    tasks = [];
    for (const { answer } of before) answer();
    await vi.advanceTimersByTimeAsync(0);
    return [...new Set(tasks.map(({ task }) => task.config.seed))].sort((a, b) => a - b);
  };
  const ask = (seed: number) =>
    classes.table(`${seed}`, fractaldb({ classes: 9, seed, parameters: { search: "random" } }));
  return { classes, ask, goingOn, first: ++seeds, second: ++seeds };
}

test("as long as somebody asks for it, however seldom a page in the background does", async () => {
  const { ask, goingOn, first } = searched();
  expect(await ask(first)).toMatchObject({ ready: false, done: 0, total: 9 });
  for (let minute = 0; minute < 5; minute++) {
    expect(await goingOn()).toEqual([first]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    await ask(first);
  }
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(await goingOn()).toEqual([]);
});

test("and not where another table is looked at since, of whatever kind", async () => {
  const { classes, ask, goingOn, first, second } = searched();
  await ask(first);
  await ask(second);
  expect(await goingOn()).toEqual([first, second]);
  await vi.advanceTimersByTimeAsync(MINUTE / 4);
  expect(await goingOn()).toEqual([second]);
  await classes.table("paper", smallConfig());
  await vi.advanceTimersByTimeAsync(MINUTE / 4);
  expect(await goingOn()).toEqual([]);
});

test("but where two are looked at in turn, both", async () => {
  const { ask, goingOn, first, second } = searched();
  for (let passed = 0; passed < 40; passed++) {
    await ask(first);
    await ask(second);
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(await goingOn()).toEqual([first, second]);
});

test("of a few side by side alone: the oldest ends, and a class is not behind them all", async () => {
  const { ask, goingOn } = searched();
  const asked = Array.from({ length: 100 }, () => ++seeds);
  for (const seed of asked) await ask(seed);
  await goingOn();
  expect(await goingOn()).toEqual(asked.slice(-4));
  await ask(asked[0]);
  await goingOn();
  expect(await goingOn()).toEqual([asked[0], ...asked.slice(-3)]);
});

test("of one class until it is found, and not where another configuration's is looked at since", async () => {
  const { classes, goingOn, first, second } = searched();
  const detail = (seed: number) =>
    classes.parameters(fractaldb({ classes: 9, seed, parameters: { search: "random" } }), 3);
  const left = detail(first);
  left.catch(() => {});
  await vi.advanceTimersByTimeAsync(5 * MINUTE);
  expect(await goingOn()).toEqual([first]);
  detail(second).catch(() => {});
  await vi.advanceTimersByTimeAsync(MINUTE / 4);
  expect(await goingOn()).toEqual([second]);
  await expect(left).rejects.toThrow("stopped");
});

test("from where it was left, once it is asked for again", async () => {
  const { ask, goingOn, first } = searched();
  await ask(first);
  await vi.advanceTimersByTimeAsync(3 * MINUTE);
  expect(await goingOn()).toEqual([]);
  await ask(first);
  expect(await goingOn()).toEqual([first]);
});

test("no longer than the studio", async () => {
  const { classes, ask, goingOn, first } = searched();
  await ask(first);
  classes.close();
  expect(await goingOn()).toEqual([]);
});
