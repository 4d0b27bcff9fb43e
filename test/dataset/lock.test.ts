/** Locks between machines: one that shows signs of life is respected, a silent one is taken over. */
import { existsSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockFolder } from "../../main/dataset/lock/lock.ts";
import { lockShared, requireNoRun } from "../../main/dataset/lock/shareLock.ts";
import { temporaryFolder } from "../support/folders.ts";

const name = ".lock-00000-of-00002";
const timing = { beatMs: 20, silenceMs: 200 };

function lockOfAnotherMachine(folder: string): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ pid: process.pid, host: "node-17", started: null }));
  return path;
}

it.each([-1, 0, 1.5])("a lock of process %s, which none can be, is taken over", (pid) => {
  const folder = temporaryFolder();
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ pid, host: hostname(), started: null }));
  utimesSync(path, 1_700_000_000, 1_700_000_000);
  lockFolder(folder, name)();
  expect(existsSync(path)).toBe(false);
});

describe("a lock of another machine", () => {
  it("is respected while its holder touches it", async () => {
    const folder = temporaryFolder();
    const path = lockOfAnotherMachine(folder);
    let now = 1_700_000_000;
    const beats = setInterval(() => utimesSync(path, now, now++), timing.beatMs);
    // Long enough for no beat to be missed, which would end the waiting.
    await expect(lockShared(folder, name, { ...timing, silenceMs: 120_000 })).rejects.toThrow("another run");
    clearInterval(beats);
  });

  it("keeps those who only read waiting until it has been silent, and stays", async () => {
    const folder = temporaryFolder();
    const path = lockOfAnotherMachine(folder);
    let now = 1_700_000_000;
    const beats = setInterval(() => utimesSync(path, now, now++), timing.beatMs);
    await expect(requireNoRun(folder, name, { ...timing, silenceMs: 120_000 })).rejects.toThrow(
      "another run",
    );
    clearInterval(beats);
    await requireNoRun(folder, name, timing);
    expect(existsSync(path)).toBe(true);
  });

  it("is taken over when it has been silent, by one of two that want it", async () => {
    const folder = temporaryFolder();
    const path = lockOfAnotherMachine(folder);
    const results = await Promise.allSettled([
      lockShared(folder, name, timing),
      lockShared(folder, name, timing),
    ]);
    const taken = results.filter((result) => result.status === "fulfilled");
    expect(taken).toHaveLength(1);
    taken[0].value();
    expect(existsSync(path)).toBe(false);
  });
});

it("a lock that is held is touched again and again", async () => {
  const folder = temporaryFolder();
  const unlock = await lockShared(folder, name, timing);
  const path = join(folder, name);
  utimesSync(path, 1, 1);
  await expect.poll(() => statSync(path).mtimeMs).toBeGreaterThan(2000);
  unlock();
});
