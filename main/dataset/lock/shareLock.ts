/**
 * Locks on a file system that several machines share. Nothing can be known of a process of another machine, so its lock
 * counts as left behind when it has been silent: whoever holds one touches it every few seconds.
 */
import { closeSync, fstatSync, utimesSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openOwnFile } from "../../../workers/disk/ownFile.ts";
import { JobError } from "../../common/errors.ts";
import { lockFolder, lockName, readIfThere, removeStale, requireUnlocked } from "./lock.ts";

export interface LockTiming {
  /** Between two signs of life. */
  beatMs: number;
  /** Longer without a sign of life means dead. Machines' clocks are not compared. */
  silenceMs: number;
}

/** Network file systems hold back what others changed for some seconds. */
const TIMING: LockTiming = { beatMs: 10_000, silenceMs: 45_000 };

const UNWRITTEN_MS = 6000;

/**
 * Takes a lock and returns how to give it back. Waits for `silenceMs` where a process of another machine left it.
 * @throws JobError when another run holds it
 */
export async function lockShared(folder: string, name: string, timing = TIMING): Promise<() => void> {
  const path = join(folder, name);
  for (;;) {
    try {
      const unlock = lockFolder(folder, name);
      const timer = setInterval(() => touch(path), timing.beatMs);
      timer.unref();
      return () => {
        clearInterval(timer);
        unlock();
      };
    } catch (error) {
      await untilStale(path, error, timing);
    }
  }
}

/**
 * For those who only read: waits, as `lockShared` does, where a process of another machine may have left a lock.
 * @throws JobError when a run is writing to the folder
 */
export async function requireNoRun(folder: string, name = lockName, timing = TIMING): Promise<void> {
  try {
    requireUnlocked(folder, name);
  } catch (error) {
    await waitForSilence(join(folder, name), error, timing);
  }
}

/** Takes away a lock that nobody holds. @throws the refusal where somebody does */
async function untilStale(path: string, refusal: unknown, timing: LockTiming): Promise<void> {
  const text = await waitForSilence(path, refusal, timing);
  if (textOf(path) === text) removeStale(path, text);
}

/** Returns the lock of another machine that has been silent for long enough. @throws the refusal for any other */
async function waitForSilence(path: string, refusal: unknown, timing: LockTiming): Promise<string> {
  const text = refusal instanceof JobError ? textOf(path) : null;
  if (text === null || hostOf(text) === hostname()) throw refusal;
  // One without a name is being made at this moment, or was cut off while it was made.
  const silenceMs = hostOf(text) === null ? Math.min(UNWRITTEN_MS, timing.silenceMs) : timing.silenceMs;
  if (!(await isSilent(path, silenceMs))) throw refusal;
  return text;
}

function touch(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // A failing disk shows where images are written.
  }
}

/** null where there is no lock any more, or nothing that can be read. */
function textOf(path: string): string | null {
  try {
    return readIfThere(path);
  } catch {
    return null;
  }
}

/** null where the lock does not say whose it is. */
function hostOf(text: string): string | null {
  try {
    return (JSON.parse(text) as { host?: string }).host ?? null;
  } catch {
    return null;
  }
}

async function isSilent(path: string, silenceMs: number): Promise<boolean> {
  const before = stateOf(path);
  const end = Date.now() + silenceMs;
  while (Date.now() < end) {
    await sleep(Math.min(1000, silenceMs / 4));
    const now = stateOf(path);
    if (now === null) return true;
    if (now !== before) return false;
  }
  return true;
}

/** Opening a file makes a network file system ask its server, which a mere look does not. */
function stateOf(path: string): string | null {
  try {
    const { file } = openOwnFile(path);
    try {
      const { mtimeMs, ino } = fstatSync(file);
      return `${mtimeMs} ${ino}`;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
