/** What is done later, at once, or only as long as somebody waits. */
import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forEachAtOnce } from "../../main/common/async/forEachAtOnce.ts";
import { Throttle } from "../../main/common/async/throttle.ts";
import { untilAborted } from "../../main/common/async/untilAborted.ts";

describe("a throttle", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("lets the first call through at once, the last of the others after a while", () => {
    const called: number[] = [];
    const throttle = new Throttle(100);
    for (const i of [1, 2, 3]) throttle.call(() => called.push(i));
    expect(called).toEqual([1]);
    vi.advanceTimersByTime(100);
    expect(called).toEqual([1, 3]);
  });

  it("lets none through at once where it has time, and does what follows with it", () => {
    const called: number[] = [];
    const throttle = new Throttle(100);
    throttle.later(() => called.push(1));
    vi.advanceTimersByTime(60);
    throttle.later(() => called.push(2));
    expect(called).toEqual([]);
    vi.advanceTimersByTime(40);
    expect(called).toEqual([2]);
    throttle.later(() => called.push(3));
    throttle.flush(() => called.push(4));
    vi.advanceTimersByTime(1000);
    expect(called).toEqual([2, 4]);
  });
});

describe("who waits until he is not wanted any more", () => {
  const gone = () => new Error("gone");

  it("gets what becomes of it, and leaves no listener", async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(3), signal, gone)).toBe(3);
    await expect(untilAborted(Promise.reject(new Error("failed")), signal, gone)).rejects.toThrow("failed");
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("is sent away, before or while he waits", async () => {
    const abort = new AbortController();
    const waiting = untilAborted(new Promise(() => {}), abort.signal, gone);
    abort.abort();
    await expect(waiting).rejects.toThrow("gone");
    await expect(untilAborted(Promise.resolve(3), abort.signal, gone)).rejects.toThrow("gone");
  });
});

describe("many who wait for one signal", () => {
  it("are no leak that Node warns of", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const abort = new AbortController();
    const waiting = Array.from({ length: 30 }, () =>
      untilAborted(new Promise(() => {}), abort.signal, () => new Error("gone")),
    );
    abort.abort();
    const ends = await Promise.allSettled(waiting);
    expect(ends.map(({ status }) => status)).toEqual(Array(30).fill("rejected"));
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });
});

describe("many things at once", () => {
  it("are so many at a time, and all", async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    const task = async (i: number): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      done.push(i);
    };
    await forEachAtOnce(
      Array.from({ length: 20 }, (_, i) => i),
      task,
      { atOnce: 3 },
    );
    expect([most, done.length]).toEqual([3, 20]);
  });

  it("end with the failure of one, once what was begun has ended", async () => {
    const begun: number[] = [];
    const task = async (i: number): Promise<void> => {
      begun.push(i);
      await Promise.resolve();
      if (i === 1) throw new Error("failed");
    };
    await expect(forEachAtOnce([0, 1, 2, 3, 4, 5, 6, 7], task, { atOnce: 2 })).rejects.toThrow("failed");
    expect(begun.length).toBeLessThan(8);
  });
});
