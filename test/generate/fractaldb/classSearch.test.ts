/** The search for classes by threads: the same classes whoever searches, kept, brought, refused, ended. */
import { execFileSync } from "node:child_process";
import { lstatSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { parseConfig } from "../../../core/config/schema.ts";
import { tableKey } from "../../../core/formulations/classTables.ts";
import { drawClass, pointsOf } from "../../../core/formulations/index.ts";
import type { ClassRow } from "../../../core/formulations/pointFormulation.ts";
import { ClassFinder } from "../../../main/generate/classes/search/classFinder.ts";
import { readClassTable, writeClassFiles } from "../../../main/generate/classes/search/classTableFiles.ts";
import { WorkerPool } from "../../../main/generate/pool.ts";
import type { SearchTask } from "../../../workers/messages.ts";
import { cacheOfOwn, temporaryFolder } from "../../support/folders.ts";
import { firstClasses, fractaldb, searcherOf } from "../../support/fractals.ts";

const folder = temporaryFolder();
const few = { rate: 0.02, searchPoints: 12_000 };
const config = fractaldb({ classes: 40, parameters: few });
let names = 0;

function finderOf(of: DatasetConfig, cache = join(folder, `cache-${names++}`)): ClassFinder {
  cacheOfOwn(cache);
  const points = pointsOf(of)!;
  return new ClassFinder(of, tableKey(of, points.search));
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

async function withPool<R>(workers: number, work: (pool: WorkerPool) => Promise<R>): Promise<R> {
  const pool = new WorkerPool(workers);
  try {
    return await work(pool);
  } finally {
    await pool.close();
  }
}

const systemOf = (of: DatasetConfig, classIndex: number) => {
  const parameters = drawClass(of, classIndex);
  return "system" in parameters ? parameters.system : [];
};

describe("a sequence", () => {
  it.each([1, 2, 3])("is that of one kernel, with %d threads", async (workers) => {
    const wanted = await firstClasses(config, 40);
    // Classes at hand belong to a key: another rate's digits make another table of the same classes.
    const own = fractaldb({ classes: 40, parameters: { ...few, rate: 0.02 + workers * 1e-9 } });
    const told: number[] = [];
    await withPool(workers, (runner) =>
      finderOf(own).find(numbers(40), { runner, progress: (known) => told.push(known) }),
    );
    expect(numbers(40).map((i) => systemOf(own, i))).toEqual(
      wanted.map((row) => Array.from(row.subarray(1))),
    );
    expect(told.at(-1)).toBe(40);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
  });

  it("goes on where it was left, and searches nothing twice", async () => {
    const own = fractaldb({ classes: 120, parameters: { ...few, rate: 0.021 } });
    const cache = join(folder, "kept");
    await withPool(2, (runner) => finderOf(own, cache).find(numbers(5), { runner }));
    let tasks = 0;
    const counted = (pool: WorkerPool) => ({
      workers: 2,
      search: (task: SearchTask) => {
        tasks += 1;
        return pool.search(task);
      },
    });
    await withPool(2, (pool) => finderOf(own, cache).find(numbers(5), { runner: counted(pool) }));
    expect(tasks).toBe(0);
    await withPool(2, (pool) => finderOf(own, cache).find(numbers(120), { runner: counted(pool) }));
    expect(tasks).toBeGreaterThan(0);
    const wanted = await firstClasses(own, 120);
    expect(numbers(120).map((i) => systemOf(own, i))).toEqual(
      wanted.map((row) => Array.from(row.subarray(1))),
    );
  });

  it("ends with a sentence where nothing is found", async () => {
    const hopeless = fractaldb({ classes: 2, parameters: { rate: 0.95, searchPoints: 1_000_000 } });
    const none = {
      workers: 2,
      search: async () => ({
        kind: "search" as const,
        ...{ rows: [] as ClassRow[], candidates: [], states: numbers(4).map(() => new Uint32Array(625)) },
      }),
    };
    await expect(finderOf(hopeless).find([0], { runner: none })).rejects.toThrow(
      /^parameters\.rate: none of [\d,]+ candidates in a row became a class; lower rate/,
    );
    const alone = fractaldb({
      parameters: { search: "random", rate: 0.95, searchPoints: 1_000_000 },
    });
    await expect(finderOf(alone).find([3], { runner: none })).rejects.toThrow(/none of 1,000 candidates/);
  });

  it("is told of while nothing is found", async () => {
    const abort = new AbortController();
    const told: unknown[] = [];
    const search = () => new Promise<never>((_, reject) => abort.signal.addEventListener("abort", reject));
    const options = { runner: { workers: 1, search }, signal: abort.signal };
    const own = fractaldb({ classes: 2, parameters: { ...few, rate: 0.0211 } });
    const finding = finderOf(own).find(numbers(2), { ...options, progress: (...far) => told.push(far) });
    await expect.poll(() => told).toContainEqual([0, 2]);
    abort.abort();
    await expect(finding).rejects.toThrow();
  });

  it("can be stopped, by one who waits without the others", async () => {
    const own = fractaldb({ classes: 400, parameters: { ...few, rate: 0.022 } });
    const finder = finderOf(own);
    await withPool(2, async (runner) => {
      const abort = new AbortController();
      const whole = finder.find(numbers(400), { runner, signal: abort.signal });
      const first = finder.find([0, 1], { runner });
      abort.abort();
      await expect(whole).rejects.toThrow("was stopped");
      await first;
      expect(finder.offer(1)).toBe(true);
    });
  });
});

describe("classes that are found alone", () => {
  it("are the same in any order and with any number of threads", async () => {
    const systems: number[][][] = [];
    for (const [i, workers] of [1, 3].entries()) {
      const own = fractaldb({ classes: 9, seed: 4, parameters: { ...few, search: "random" } });
      const wanted = i === 0 ? numbers(9) : numbers(9).reverse();
      const finder = finderOf(own);
      await withPool(workers, (runner) => finder.find(wanted, { runner }));
      systems.push(numbers(9).map((classIndex) => systemOf(own, classIndex)));
    }
    expect(systems[1]).toEqual(systems[0]);
    expect(new Set(systems[0].map(String)).size).toBe(9);
  });
});

describe("a table that is brought", () => {
  const table = join(folder, "table");
  const small = { ...config, classes: 4 } as DatasetConfig;

  beforeAll(async () => {
    await withPool(1, (runner) => finderOf(small).find(numbers(4), { runner }));
    const classes = numbers(4).map((i): [number, ReturnType<typeof drawClass>] => [i, drawClass(small, i)]);
    writeClassFiles(small, table, classes);
  });

  it("has the same names in every layout, and opens no link", () => {
    const script = parseConfig({ ...small, output: { layout: "release", pixel: "rgb" } });
    expect(readClassTable(script, table).config.parameters).toEqual(
      readClassTable(small, table).config.parameters,
    );
    const linked = temporaryFolder();
    symlinkSync("/dev/zero", join(linked, "00000.csv"));
    expect(() => readClassTable(small, linked)).toThrow(/00000\.csv/);
  });

  it("comes back to the last bit, with its fill rate measured", async () => {
    expect(readFileSync(join(table, "00000.csv"), "utf8")).toMatch(
      /^(-?\d\.\d{18}e[+-]\d\d,){6}\d\.\d{18}e[+-]\d\d\n/,
    );
    const { config: given, rows } = readClassTable(small, table);
    const finder = finderOf(given);
    finder.bring(rows);
    await withPool(1, (runner) => finder.find(numbers(4), { runner }));
    // With the default number of points, which fill more than those few of the search.
    const measuring = await searcherOf(fractaldb());
    for (const i of numbers(4)) {
      expect(systemOf(given, i)).toEqual(systemOf(small, i));
      const { fill } = drawClass(given, i) as { fill: number };
      expect(fill).toBe(measuring.measure(rows[i][1])[0]);
      expect(fill).toBeGreaterThan(0.02);
    }
    expect(readClassTable(small, table).config).toEqual(given);
  });

  it.each([
    ["fractaldb", 12_000],
    ["exfractaldb", 2000],
  ])(
    "is measured alike whatever else the configuration says of a search: %s",
    async (formulation, searchPoints) => {
      const given = (parameters: object) =>
        parseConfig({ formulation, classes: 1, parameters: { classTable: "cd".repeat(32), ...parameters } });
      const few = given({ searchPoints });
      const { search } = pointsOf(few)!;
      const line = Array.from({ length: search.rows.mapNumbers }, (_, i) => 0.1 + 0.05 * Math.sin(i)).fill(
        0.5,
        -1,
      );
      const row = search.fromLines([line, line.map((number) => 1 - number)]);
      const [one, other] = [await searcherOf(few), await searcherOf(given({}))];
      expect(one.measure(row)).toEqual(other.measure(row));
      expect(tableKey(few, search)).toBe(tableKey(given({}), search));
    },
  );

  const classesOf = (count: number) =>
    numbers(count).map((i): [number, ReturnType<typeof drawClass>] => [i, drawClass(small, i)]);

  it("is written over its own files, and through no link or pipe", () => {
    const [again, elsewhere] = [temporaryFolder(), temporaryFolder()];
    writeFileSync(join(elsewhere, "kept"), "kept");
    symlinkSync(join(elsewhere, "kept"), join(again, "00000.csv"));
    execFileSync("mkfifo", [join(again, "00001.csv")]);
    writeFileSync(join(again, "00002.csv"), "old");
    writeFileSync(join(again, "notes.csv"), "mine");
    writeFileSync(join(again, "00003.csv.tmp"), "mine too");
    writeClassFiles(small, again, classesOf(4));
    for (const i of numbers(4)) {
      expect(lstatSync(join(again, `0000${i}.csv`)).isFile()).toBe(true);
      expect(readFileSync(join(again, `0000${i}.csv`))).toEqual(readFileSync(join(table, `0000${i}.csv`)));
    }
    expect(readFileSync(join(elsewhere, "kept"), "utf8")).toBe("kept");
    expect(readFileSync(join(again, "00003.csv.tmp"), "utf8")).toBe("mine too");
    expect(readdirSync(again)).toHaveLength(6);
  });

  it("is not written among files of other classes, which stay", () => {
    const again = temporaryFolder();
    writeClassFiles(small, again, classesOf(4));
    const fewer = { ...small, classes: 2 } as DatasetConfig;
    expect(() => writeClassFiles(fewer, again, classesOf(2))).toThrow(
      /holds 2 files of classes that this table does not have \(00002\.csv, …\).*choose another folder/,
    );
    expect(readdirSync(again)).toHaveLength(4);
  });

  it("is read with blank lines at its end, and numbers in any usual form", () => {
    const again = temporaryFolder();
    writeFileSync(join(again, "00000.csv"), "+1,-.5,1.,1E-3,2e+1,0,1\r\n\r\n \n");
    const { rows } = readClassTable({ ...small, classes: 1 } as DatasetConfig, again);
    expect(Array.from(rows[0][1].subarray(1))).toEqual([1, -0.5, 1, 0.001, 20, 0, 1]);
  });

  it.each([
    ["a link", (path: string) => symlinkSync("/dev/zero", path), /00000\.csv is a link/],
    ["a pipe", (path: string) => execFileSync("mkfifo", [path]), /00000\.csv is a pipe or a device/],
    ["a huge file", (path: string) => writeFileSync(path, "1,".repeat(50_000)), /has 100000 bytes/],
  ] as const)("says in words what is in a file's place: %s", (_name, put, message) => {
    const again = temporaryFolder();
    put(join(again, "00000.csv"));
    expect(() => readClassTable(small, again)).toThrow(message);
    expect(() => readClassTable(small, again)).not.toThrow(/NOT_OWN|TOO_LARGE/);
  });

  it("says where a missing file may be meant", () => {
    const dataset = temporaryFolder();
    writeClassFiles(small, join(dataset, "param"), classesOf(4));
    expect(() => readClassTable(small, dataset)).toThrow(
      `this is a dataset's folder: give ${join(dataset, "param")}`,
    );
    renameSync(join(dataset, "param/00002.csv"), join(dataset, "param/2.csv"));
    expect(() => readClassTable(small, join(dataset, "param"))).toThrow(
      "00002.csv is missing; 2.csv is there: call it 00002.csv",
    );
  });

  it("is asked for where it is not known", async () => {
    const unknown = fractaldb({ classes: 4, parameters: { classTable: "ab".repeat(32) } });
    await expect(withPool(1, (runner) => finderOf(unknown).find([0], { runner }))).rejects.toThrow(
      /abababababababab… are not on this machine; give the folder of their files with --class-table/,
    );
  });

  const line = `${[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7].join(",")}\n`;
  it.each([
    [
      "a number too few",
      `${line}0.1,0.2,0.3,0.4,0.5,1\n`,
      "00002.csv, line 2: it has 6 numbers; it must have 7",
    ],
    ["a word", `${line}${line}0.1,x,0.3,0.4,0.5,0.6,1\n`, 'line 3: "x" is not a number'],
    ["nothing in a place", `0.1,,0.3,0.4,0.5,0.6,1\n`, 'line 1: "" is not a number'],
    ["a number that is none", `0.1,nan,0.3,0.4,0.5,0.6,1\n`, 'line 1: "nan" is not a number'],
    [
      "a probability above 1",
      `0.1,0,0.3,0.4,0.5,0.6,1.5\n`,
      "line 1: its last number, the probability p, is 1.5",
    ],
    ["no line", "", "00002.csv: it is empty; a class has 1 to 7 lines"],
    ["blank lines alone", "\n\n", "00002.csv: it is empty"],
    ["a blank line between", `${line}\n${line}`, "line 2: it has 1 numbers"],
    [
      "a comment",
      `# a,b,c,d,e,f,p\n${line}`,
      "line 1: it begins with #; a class's file has lines of numbers alone",
    ],
    ["another base", `0x10,0,0.3,0.4,0.5,0.6,1\n`, 'line 1: "0x10" is not a number'],
    ["too many lines", line.repeat(8), "a class has 1 to 7 lines, this file 8"],
  ])("is refused by file and line: %s", (_name, text, message) => {
    const kept = readFileSync(join(table, "00002.csv"));
    writeFileSync(join(table, "00002.csv"), text);
    expect(() => readClassTable(small, table)).toThrow(message);
    writeFileSync(join(table, "00002.csv"), kept);
  });

  it("is refused where it is too short, or where nobody takes one", () => {
    expect(() => readClassTable({ ...small, classes: 5 } as DatasetConfig, table)).toThrow(
      "00004.csv is missing; this dataset has 5 classes, the table 4",
    );
    expect(() => readClassTable(small, join(folder, "nowhere"))).toThrow("00000.csv cannot be read (ENOENT)");
  });
});
