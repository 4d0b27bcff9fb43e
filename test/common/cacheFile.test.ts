/** What is kept to be made again is believed only where it is what was written, and holds nobody up. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DatasetConfig } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { pointsOf } from "../../core/formulations/index.ts";
import { readCacheFile, writeCacheFile } from "../../main/common/cacheFile.ts";
import { cacheFolder } from "../../main/common/userFolders.ts";
import { readClasses, writeClasses } from "../../main/generate/classes/search/classFile.ts";
import { readIndex, writeIndex } from "../../main/generate/classes/streamIndexFile.ts";
import { temporaryFolder } from "../support/folders.ts";
import { fractaldb } from "../support/fractals.ts";

const frame = { magic: "TEST0001", key: "one" };
const content = Uint8Array.of(1, 2, 3);

function written(): string {
  const path = join(temporaryFolder(), "of/it.table");
  expect(writeCacheFile(path, frame, [content])).toBe(true);
  return path;
}

describe("a cache file", () => {
  it("comes back, for its key alone", () => {
    const path = written();
    expect(readCacheFile(path, frame, 3)).toEqual(Buffer.from(content));
    expect(readCacheFile(path, frame, 2)).toBeNull();
    expect(readCacheFile(path, { ...frame, key: "other" }, 3)).toBeNull();
    expect(readCacheFile(path, { ...frame, magic: "TEST0002" }, 3)).toBeNull();
  });

  it.each([
    ["a pipe", (path: string) => execFileSync("mkfifo", [path])],
    ["a link to a device", (path: string) => symlinkSync("/dev/zero", path)],
    ["a link to such a file", (path: string) => symlinkSync(written(), path)],
    ["a folder", (path: string) => mkdirSync(path)],
    [
      "an endless file",
      (path: string) => {
        writeFileSync(path, "");
        truncateSync(path, 2 ** 40);
      },
    ],
  ])("is as good as none where there is %s in its place", (name, put) => {
    const path = join(temporaryFolder(), "it.table");
    put(path);
    expect(readCacheFile(path, frame, 1 << 20)).toBeNull();
    const isWritten = writeCacheFile(path, frame, [content]);
    // A folder stays; whatever else there was, it is replaced itself.
    expect(isWritten).toBe(name !== "a folder");
    if (isWritten) expect(readCacheFile(path, frame, 1 << 20)).toEqual(Buffer.from(content));
    expect(readdirSync(dirname(path))).toEqual(["it.table"]);
  });
});

describe("kept classes", () => {
  const alone = fractaldb({ parameters: { search: "random" } });
  const sequence = fractaldb();
  const spatial = parseConfig({ formulation: "exfractaldb", parameters: { search: "random" } });
  const rowOf = (config: DatasetConfig, change: (row: Float64Array) => void = () => {}) => {
    const { search } = pointsOf(config)!;
    const row = search.rows.toRow(
      search.rows.measured.map(() => 0.3),
      [0, 1].flatMap(() => new Array(search.rows.mapNumbers).fill(0.5)),
    );
    change(row);
    return row;
  };
  const start = { state: new Uint32Array(625).fill(624), misses: 4 };

  it.each([
    [
      "alone",
      alone,
      {
        rows: [
          [3, rowOf(alone)],
          [1, rowOf(alone)],
        ],
        next: null,
      },
    ],
    ["in a sequence", sequence, { rows: [[0, rowOf(sequence)]], next: start }],
  ] as [string, DatasetConfig, Parameters<typeof writeClasses>[2]][])(
    "come back: %s",
    (_name, config, known) => {
      const path = join(temporaryFolder(), "x.table");
      writeClasses(path, "key", known);
      expect(readClasses(path, "key", config)).toEqual(known);
      expect(readClasses(path, "another's", config)).toBeNull();
    },
  );

  const withRow = (change: (row: Float64Array) => void) => ({
    rows: [[0, rowOf(alone, change)]],
    next: null,
  });
  it.each([
    ["not a number", alone, withRow((row) => row.fill(Number.NaN, 2, 3))],
    ["without an end", alone, withRow((row) => row.fill(Number.POSITIVE_INFINITY, 0, 1))],
    ["a probability of 3", alone, withRow((row) => row.fill(3, 7, 8))],
    ["probabilities of 0.6", alone, withRow((row) => row.fill(0.1, 7, 8))],
    ["half a map", alone, { rows: [[0, rowOf(alone).subarray(0, 11)]], next: null }],
    ["another formulation's", alone, { rows: [[0, rowOf(spatial)]], next: null }],
    [
      "a class twice",
      alone,
      {
        rows: [
          [0, rowOf(alone)],
          [0, rowOf(alone)],
        ],
        next: null,
      },
    ],
    ["a class of half a number", alone, { rows: [[0.5, rowOf(alone)]], next: null }],
    ["a class below 0", alone, { rows: [[-1, rowOf(alone)]], next: null }],
    ["renumbered", sequence, { rows: [[1, rowOf(sequence)]], next: start }],
    ["without a generator", sequence, { rows: [[0, rowOf(sequence)]], next: null }],
    [
      "a generator beyond its words",
      sequence,
      { rows: [], next: { state: new Uint32Array(625).fill(625), misses: 0 } },
    ],
  ] as [string, DatasetConfig, Parameters<typeof writeClasses>[2]][])(
    "are none with a number that cannot be: %s",
    (_name, config, known) => {
      const path = join(temporaryFolder(), "x.table");
      expect(writeClasses(path, "key", known)).toBe(true);
      expect(readClasses(path, "key", config)).toBeNull();
    },
  );

  it.each([1e15, -1, Number.NaN, 2.5, 2 ** 53])("are none with a row of %d numbers", (length) => {
    const path = join(temporaryFolder(), "x.table");
    const parts = [new Uint32Array(2), Float64Array.of(0, length), rowOf(alone)];
    writeCacheFile(path, { magic: "VACT0001", key: "key" }, parts);
    expect(readClasses(path, "key", alone)).toBeNull();
  });
});

describe("a kept index", () => {
  const shape = { streams: 2, classes: 3, stateWords: 625 };
  const states = new Uint32Array(6 * 625).fill(5);

  it("comes back, and is none with a number that cannot be", () => {
    const path = join(temporaryFolder(), "x.index");
    const known = Uint32Array.of(1, 3);
    writeIndex(path, "key", states, known);
    expect(readIndex(path, "key", shape)).toEqual({ states, known });
    expect(readIndex(path, "other", shape)).toBeNull();
    writeIndex(path, "key", states, Uint32Array.of(1, 4));
    expect(readIndex(path, "key", shape)).toBeNull();
    writeIndex(path, "key", states.with(624, 625), known);
    expect(readIndex(path, "key", shape)).toBeNull();
  });
});

it("a cache folder without a name is as if none was named", () => {
  const before = process.env.VISUALATOM_CACHE;
  process.env.VISUALATOM_CACHE = "";
  expect(cacheFolder()).not.toBe("");
  if (before === undefined) delete process.env.VISUALATOM_CACHE;
  else process.env.VISUALATOM_CACHE = before;
});
