/** OUT/.lock: keeps a second run out of a folder in which one is writing. */
import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { NOT_OWN, readOwnRange } from "../../../workers/disk/ownFile.ts";
import { goneCodes, JobError } from "../../common/errors.ts";
import { visible } from "../../common/format.ts";

export const lockName = ".lock";

/** A lock has some hundred. What has more is nobody's. */
export const MOST_LOCK_BYTES = 1 << 16;
const UNWRITTEN_LOCK_MS = 5000;

interface LockHolder {
  pid: number;
  host: string;
  /** When the process started, in the system's own words; null where the system does not tell. */
  started: string | null;
  /** Tells the locks of one process apart. */
  token?: string;
}

/** Tokens of the locks that this process has not given back. */
const held = new Set<string>();

/**
 * Takes the lock of a folder that exists and returns how to give it back. The lock of a process that is gone is
 * taken over.
 * @throws JobError when another run holds it
 */
export function lockFolder(folder: string, name = lockName): () => void {
  const path = join(folder, name);
  const token = randomUUID();
  const me: LockHolder = { pid: process.pid, host: hostname(), started: startOf(process.pid), token };
  for (let attempt = 0; attempt < 3; attempt++) {
    if (create(path, JSON.stringify(me))) {
      held.add(token);
      removeLeftAside(folder, name);
      return () => giveBack(path, me);
    }
    const text = readIfThere(path);
    if (text === null) continue;
    const holder = parseHolder(text);
    if (holder === null ? isFresh(path) : isAlive(holder, me))
      throw new JobError(refusal(folder, path, holder));
    removeStale(path, text);
  }
  throw new JobError(refusal(folder, path, null));
}

/**
 * For those who only read.
 * @throws JobError when a run is writing to the folder
 */
export function requireUnlocked(folder: string, name = lockName): void {
  const path = join(folder, name);
  let text: string | null;
  try {
    text = readIfThere(path);
  } catch (error) {
    // A link or a folder in its place is nobody's lock, and a fault that is told as such.
    if ((error as NodeJS.ErrnoException).code === NOT_OWN) return;
    throw error;
  }
  if (text === null) return;
  const me: LockHolder = { pid: process.pid, host: hostname(), started: startOf(process.pid) };
  const holder = parseHolder(text);
  if (holder === null ? isFresh(path) : isAlive(holder, me))
    throw new JobError(refusal(folder, path, holder));
}

/**
 * Whether the folder still has the lock of this process. It has not where the folder was renamed, removed or replaced,
 * or its disk unmounted.
 * @throws the system's error where that cannot be told
 */
export function holdsLock(folder: string, name = lockName): boolean {
  const text = readIfThere(join(folder, name));
  const holder = text === null ? null : parseHolder(text);
  return holder?.token !== undefined && held.has(holder.token);
}

/** Of a lock that another process holds or held there now, as words: `process 12 on host`; null where there is none. */
export function otherHolder(folder: string, name = lockName): string | null {
  const text = readIfThere(join(folder, name));
  const holder = text === null ? null : parseHolder(text);
  if (holder === null || (holder.token !== undefined && held.has(holder.token))) return null;
  return nameOf(holder);
}

function nameOf({ pid, host }: LockHolder): string {
  return visible(`process ${pid} on ${host}`);
}

/** Never another's, as where the folder was replaced. What is out of reach, as on a disk taken out, is stale from now on. */
function giveBack(path: string, holder: LockHolder): void {
  held.delete(holder.token!);
  try {
    if (readIfThere(path) === JSON.stringify(holder)) rmSync(path, { force: true });
  } catch {}
}

function refusal(folder: string, path: string, holder: LockHolder | null): string {
  const who = holder === null ? "" : ` (${nameOf(holder)})`;
  return `another run${who} is writing to ${folder}; wait for it or stop it. If there is none, delete ${path}`;
}

function create(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    // Made but not written to, as on a full disk: it would look like another run's.
    if (code === "ENOSPC" || code === "EDQUOT") rmSync(path, { force: true });
    // To people the lock is nothing they asked for.
    throw Object.assign(error as Error, { path: dirname(path) });
  }
}

/**
 * Of what is larger than any lock, the beginning, which names nobody; null where nothing is there.
 * @throws OwnFileError for anything but a file, the system's error
 */
export function readIfThere(path: string): string | null {
  try {
    return readOwnRange(path, 0, MOST_LOCK_BYTES + 1).toString("utf8");
  } catch (error) {
    if (goneCodes.has((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}

function parseHolder(text: string): LockHolder | null {
  try {
    const holder = JSON.parse(text) as LockHolder;
    // Numbers below 1 mean groups of processes to the system, which are always there.
    const isProcess = Number.isInteger(holder.pid) && holder.pid >= 1;
    return isProcess && typeof holder.host === "string" ? holder : null;
  } catch {
    return null;
  }
}

/** A lock without its holder's name is being made just now, or was cut off while it was made. */
function isFresh(path: string): boolean {
  const { mtimeMs = 0, size = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return size <= MOST_LOCK_BYTES && Date.now() - mtimeMs < UNWRITTEN_LOCK_MS;
}

/** Nothing can be known of a process of another host. */
function isAlive(holder: LockHolder, me: LockHolder): boolean {
  if (holder.host !== me.host) return true;
  if (holder.pid === me.pid && holder.started === me.started && holder.token !== undefined) {
    return held.has(holder.token);
  }
  // Numbers of processes are used again; the time of the start tells two with the same number apart.
  if (holder.started !== null && startOf(holder.pid) !== holder.started) return false;
  return isThere(holder.pid);
}

/** Whether this host has a process with the number. */
function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Two runs may find the same stale lock: only the file that was read is removed, never the other run's new one. */
export function removeStale(path: string, text: string): void {
  const aside = `${path}.${hostTag()}-${process.pid}.tmp`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if (readIfThere(aside) === text) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

/** What runs of this host left that were killed while they removed a stale lock. */
function removeLeftAside(folder: string, name: string): void {
  for (const entry of readdirSync(folder)) {
    const aside = entry.startsWith(`${name}.`) ? entry.slice(name.length + 1) : "";
    const [, tag, pid] = /^([0-9a-f]{8})-(\d+)\.tmp$/.exec(aside) ?? [];
    if (tag !== hostTag() || isThere(Number(pid))) continue;
    try {
      rmSync(join(folder, entry), { force: true });
    } catch {}
  }
}

/** Numbers of processes mean nothing without their host, whose name may hold anything. */
function hostTag(): string {
  return createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
}

/** Boot and clock tick of a process's start, where /proc tells; null elsewhere or when there is no such process. */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field, a name in brackets, may contain anything; the start is the 20th field after it.
    return `${boot} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return null;
  }
}
