/** Journal, lock, manifest and error sentences. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { diskSpaceAt, hasRoomFor, spaceOf } from "../../main/common/diskSpace.ts";
import { describeError, JobError } from "../../main/common/errors.ts";
import { Journal } from "../../main/dataset/journal/journal.ts";
import { type JournalEntry, lineOf } from "../../main/dataset/journal/journalLines.ts";
import { requireFolder } from "../../main/dataset/lock/folderGone.ts";
import { holdsLock, lockFolder, lockName } from "../../main/dataset/lock/lock.ts";
import { makeManifest, readManifest, writeManifest } from "../../main/dataset/manifest.ts";
import { ImageError } from "../../workers/errors.ts";
import { temporaryFolder } from "../support/folders.ts";

const folder = temporaryFolder();
let made = 0;
const newFolder = (): string => {
  const path = join(folder, String(made++));
  mkdirSync(path);
  return path;
};

describe("journal", () => {
  const entry = (unit: number): JournalEntry => ({
    ...{ unit, class: 0, first: unit, count: 1, bytes: 5, blank: 0 },
    digest: "ab".repeat(32),
  });
  const read = (path: string): { entries: JournalEntry[]; journal: Journal } => {
    const entries: JournalEntry[] = [];
    return { journal: Journal.open(path, (found) => entries.push(found)), entries };
  };

  it("reads back what was written, over many reads of the file", () => {
    const path = join(newFolder(), "journal.jsonl");
    const { journal } = read(path);
    for (let unit = 0; unit < 12_000; unit++) journal.append(entry(unit));
    journal.close();
    const again = read(path);
    again.journal.close();
    expect(again.entries).toHaveLength(12_000);
    expect(again.entries[11_999]).toEqual(entry(11_999));
  });

  it("cuts off a last line without its end and appends after the lines before it", () => {
    const path = join(newFolder(), "journal.jsonl");
    const first = read(path);
    first.journal.append(entry(0));
    first.journal.close();
    appendFileSync(path, JSON.stringify(entry(1)).slice(0, 40));
    const second = read(path);
    second.journal.append(entry(2));
    second.journal.close();
    expect(second.entries).toEqual([entry(0)]);
    expect(readFileSync(path, "utf8")).toBe([0, 2].map((unit) => lineOf(entry(unit))).join(""));
  });

  it("drops a line in which any character is not what was written", () => {
    const path = join(newFolder(), "journal.jsonl");
    const line = lineOf(entry(3)).trimEnd();
    const changed = Array.from({ length: line.length }, (_, i) => {
      const code = line.charCodeAt(i) ^ 1;
      return line.slice(0, i) + String.fromCharCode(code) + line.slice(i + 1);
    });
    writeFileSync(path, `${changed.join("\n")}\n`);
    const { journal, entries } = read(path);
    journal.close();
    expect(entries).toEqual([]);
  });

  it("takes out lines and keeps the mark's place at the end of what stays before it", () => {
    const path = join(newFolder(), "journal.jsonl");
    const ends: number[] = [];
    const journal = Journal.open(path, () => {});
    for (let unit = 0; unit < 6; unit++) {
      journal.append(entry(unit));
      ends.push(journal.length);
    }
    let staying = -1;
    journal.remove(new Set([ends[1], ends[4]]), ends[2], (bytes) => {
      staying = bytes;
    });
    expect(staying).toBe(lineOf(entry(0)).length + lineOf(entry(2)).length);
    journal.append(entry(9));
    journal.close();
    const again = read(path);
    again.journal.close();
    expect(again.entries.map(({ unit }) => unit)).toEqual([0, 2, 3, 5, 9]);
  });

  it("refuses a journal of a newer version with a sentence", () => {
    const path = join(newFolder(), "journal.jsonl");
    writeFileSync(path, lineOf({ journal: 2, config: "ab".repeat(32) }));
    expect(() => read(path)).toThrow(/newer version of this program; update it/);
  });

  it("reads lines of the first version, which have no checksum", () => {
    const path = join(newFolder(), "journal.jsonl");
    writeFileSync(path, `${JSON.stringify(entry(4))}\n`);
    const { journal, entries } = read(path);
    journal.close();
    expect(entries).toEqual([entry(4)]);
  });

  it("skips lines that are no entries", () => {
    const path = join(newFolder(), "journal.jsonl");
    const bad = ["", "\0\0\0", "null", "{}", JSON.stringify({ ...entry(1), digest: "x" })];
    writeFileSync(path, `${[...bad, JSON.stringify(entry(7))].join("\n")}\n`);
    const { journal, entries } = read(path);
    journal.close();
    expect(entries).toEqual([entry(7)]);
  });
});

describe("lock", () => {
  const holder = { pid: process.pid, host: hostname(), started: null };
  const withLock = (content: string, secondsOld = 60): string => {
    const path = newFolder();
    writeFileSync(join(path, ".lock"), content);
    const time = Date.now() / 1000 - secondsOld;
    utimesSync(join(path, ".lock"), time, time);
    return path;
  };

  it("keeps others out until it is given back", () => {
    const path = newFolder();
    const unlock = lockFolder(path);
    expect(() => lockFolder(path)).toThrow(/another run \(process \d+ on .*delete .*\.lock/);
    unlock();
    expect(existsSync(join(path, ".lock"))).toBe(false);
    lockFolder(path)();
  });

  it("is taken over where this very process could not remove it, as on a disk that was taken out", () => {
    const path = newFolder();
    const unlock = lockFolder(path);
    const content = readFileSync(join(path, ".lock"), "utf8");
    unlock();
    writeFileSync(join(path, ".lock"), content);
    expect(holdsLock(path)).toBe(false);
    const again = lockFolder(path);
    expect(holdsLock(path)).toBe(true);
    again();
    expect(holdsLock(path)).toBe(false);
  });

  it("is not given back for another", () => {
    const path = newFolder();
    const unlock = lockFolder(path);
    writeFileSync(join(path, ".lock"), JSON.stringify(holder));
    unlock();
    expect(existsSync(join(path, ".lock"))).toBe(true);
  });

  it.each([
    ["of a process that is gone", JSON.stringify({ ...holder, pid: 2 ** 22 + 1 })],
    ["that was cut off while it was made", ""],
  ])("is taken over %s", (_, content) => {
    const path = withLock(content);
    lockFolder(path)();
    expect(existsSync(join(path, ".lock"))).toBe(false);
  });

  it.skipIf(!existsSync("/proc/self/stat"))(
    "is taken over when its process's number is another's now",
    () => {
      const path = withLock(JSON.stringify({ ...holder, started: "another boot 1" }));
      lockFolder(path)();
    },
  );

  it.each([
    ["of a running process", JSON.stringify(holder), 60],
    ["of another computer", JSON.stringify({ ...holder, pid: 1, host: "elsewhere" }), 60],
    ["that is being made", "", 0],
  ])("is respected %s", (_, content, age) => {
    const path = withLock(content, age);
    expect(() => lockFolder(path)).toThrow("another run");
    expect(readFileSync(join(path, ".lock"), "utf8")).toBe(content);
  });
});

describe("manifest", () => {
  const config = parseConfig({ formulation: "release", streams: 2, classes: 4, instances: 3 });
  const done = { images: 5, bytes: 100, blankImages: 0 };

  it("reads back what was written", () => {
    const path = newFolder();
    const manifest = makeManifest(config, done, null, { classes: [0, 1], instances: [0, 2] });
    writeManifest(path, manifest);
    expect(readManifest(path)).toEqual(manifest);
    expect(readManifest(newFolder())).toBeNull();
  });

  it("names the canvas library only where that decides bytes", () => {
    const canvasOf = (changes: object) =>
      makeManifest(parseConfig({ ...config, ...changes }), done, null, null).canvas;
    expect(canvasOf({})).toBeNull();
    expect(canvasOf({ output: { storedSize: 100 } })).toBeNull();
    expect(canvasOf({ renderer: "canvas" })).toMatch(/^\d/);
    expect(canvasOf({ output: { image: "webp" } })).toMatch(/^\d/);
  });

  it("refuses a dataset.json of something else", () => {
    const path = newFolder();
    writeFileSync(join(path, "dataset.json"), '{"name": "holiday pictures"}');
    expect(() => readManifest(path)).toThrow("choose another folder");
  });
});

describe("error sentences", () => {
  const systemError = (code: string, path?: string) =>
    Object.assign(new Error(`${code}: something`), { code, ...(path && { path }) });

  it.each([
    ["ENOSPC", /no space left on the disk while writing \/data\/x; .*same command again/],
    ["EACCES", /no permission to write \/data\/x; choose/],
    ["ENOENT", /\/data\/x does not exist; check/],
    ["EROFS", /read-only/],
  ])("%s names the place and a way out", (code, sentence) => {
    expect(describeError(systemError(code, "/data/x"))).toMatch(sentence);
  });

  it.each(["ENOSPC", "EDQUOT", "EFBIG", "EROFS"])("%s of a copy is told of what is written", (code) => {
    const error = Object.assign(systemError(code, "/theirs/x"), { dest: "/ours/x" });
    expect(describeError(error)).toContain("/ours/x");
    expect(describeError(error)).not.toContain("/theirs/x");
  });

  it("names the image, also after the error came from a thread", () => {
    const error = structuredClone(new ImageError(7, 42, systemError("ENOSPC", "/data/a.png")));
    expect(describeError(error)).toMatch(/^class 7, instance 42: no space left .*\/data\/a\.png/);
    const other = structuredClone(new ImageError(7, 42, new RangeError("no such thing")));
    expect(describeError(other)).toBe("class 7, instance 42: no such thing");
  });
});

it("finds the free space of a folder that is not there yet", async () => {
  const there = await diskSpaceAt(folder);
  const notThere = await diskSpaceAt(join(folder, "not", "there", "yet"));
  expect(notThere.blockSize).toBe(there.blockSize);
  expect(notThere.freeBytes).toBeGreaterThan(0);
});

it("a file system that reports no sizes is not full", () => {
  const silent = spaceOf({ ...statfsSync(folder), blocks: 0, bavail: 0, bfree: 0, files: 0, ffree: 0 });
  expect(silent).toMatchObject({ freeBytes: null, freeFiles: null });
  expect(hasRoomFor(silent, 1e15, 1e9)).toBe(true);
  const full = spaceOf({ ...statfsSync(folder), blocks: 100, bavail: 0 });
  expect(full.freeBytes).toBe(0);
  expect(hasRoomFor(full, 1, 1)).toBe(false);
});

describe("what became of the folder of a run is said, not guessed:", () => {
  it("another run has taken it over", () => {
    const out = newFolder();
    const unlock = lockFolder(out);
    writeFileSync(
      join(out, lockName),
      JSON.stringify({ pid: 12, host: "elsewhere", started: null, token: "t" }),
    );
    expect(() => requireFolder(out, lockName)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/another run \(process 12 on elsewhere\) has taken over/),
      }),
    );
    expect(() => requireFolder(out, lockName)).not.toThrow(/unmounted/);
    unlock();
  });

  it("its lock is gone", () => {
    const out = newFolder();
    const unlock = lockFolder(out);
    rmSync(join(out, lockName));
    expect(() => requireFolder(out, lockName)).toThrow(JobError);
    expect(() => requireFolder(out, lockName)).toThrow(
      /its disk was unmounted, or it was replaced, or only the lock was removed/,
    );
    unlock();
  });
});
