/** What is not the dataset's: found, told from what is, and deleted only where it was named. */
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { formulaClasses } from "../../main/generate/classes/formulaClasses.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { mergeShares } from "../../main/shares/merge.ts";
import { FaultList } from "../../main/verify/faults.ts";
import { expectMendedHere, makeHere, verifyHere } from "../support/faults/damage.ts";
import { contentsOf, temporaryFolder } from "../support/folders.ts";

/**
 * Set to a folder, the file system below it ignores case and lists all names in lower case; where it `numbers` spellings,
 * each spelling of a name is told as a file of its own.
 */
const ignoring = vi.hoisted(() => ({ case: null as string | null, numbers: false }));

vi.mock("node:fs", async (importOriginal) => {
  const fs = await importOriginal<typeof import("node:fs")>();
  const isBelow = (path: unknown): path is string =>
    typeof path === "string" && ignoring.case !== null && path.startsWith(`${ignoring.case}/`);
  /** The name that is really there. */
  const real = <T>(path: T): T => {
    if (!isBelow(path)) return path;
    const parts = path.slice(ignoring.case!.length + 1).split("/");
    return parts.reduce((folder, part) => {
      const names = fs.existsSync(folder) && fs.statSync(folder).isDirectory() ? fs.readdirSync(folder) : [];
      return `${folder}/${names.find((name) => name.toLowerCase() === part.toLowerCase()) ?? part}`;
    }, ignoring.case!) as T;
  };
  const lower = (entry: unknown): unknown => {
    if (typeof entry === "string") return entry.toLowerCase();
    const dirent = entry as import("node:fs").Dirent;
    dirent.name = dirent.name.toLowerCase();
    return dirent;
  };
  const readdirSync = (path: string, ...rest: unknown[]): unknown[] => {
    const entries = (fs.readdirSync as (...args: unknown[]) => unknown[])(real(path), ...rest);
    return isBelow(`${path}/`) ? entries.map(lower) : entries;
  };
  const wrapped = ["statSync", "existsSync", "readFileSync", "openSync", "unlinkSync", "rmSync", "rmdirSync"];
  const onReal =
    (name: string) =>
    (path: unknown, ...rest: unknown[]) =>
      (fs[name as "statSync"] as (...args: unknown[]) => unknown)(real(path), ...rest);
  const lstatSync = (path: unknown, ...rest: unknown[]): unknown => {
    const stats = onReal("lstatSync")(path, ...rest) as { ino: unknown } | undefined;
    if (!ignoring.numbers || !isBelow(path) || typeof stats?.ino !== "bigint") return stats;
    const number = [...path].reduce(
      (sum, letter) => (31n * sum + BigInt(letter.charCodeAt(0))) % 2n ** 61n,
      1n,
    );
    return Object.assign(stats, { ino: number });
  };
  const others = Object.fromEntries(wrapped.map((name) => [name, onReal(name)]));
  return { ...fs, ...others, readdirSync, lstatSync };
});

afterEach(() => {
  Object.assign(ignoring, { case: null, numbers: false });
});

const leftBySystems = [
  ".DS_Store",
  "Thumbs.db",
  "desktop.ini",
  "lost+found",
  ".Trash-1000",
  "._x",
  ".nfs000001",
];

function leaveThere(folder: string): void {
  for (const name of leftBySystems) {
    if (/^lost|^.Trash/.test(name)) mkdirSync(join(folder, name));
    else writeFileSync(join(folder, name), "");
  }
}

describe("what systems leave", () => {
  test("is nothing to generate and merge, and no fault beside a dataset's files, but named", async () => {
    const made = await makeHere({});
    const out = join(temporaryFolder(), "volume");
    mkdirSync(out);
    leaveThere(out);
    const { fingerprint } = await runJob({ config: made.of, out, workers: 2 }).done;
    expect(fingerprint).toBe(made.fingerprint);
    leaveThere(join(out, "image"));
    leaveThere(join(out, "param"));
    const report = await verifyHere(out, { repair: true, deleteForeign: true });
    expect(report.faults).toEqual([]);
    expect(report.strays).toHaveLength(3 * leftBySystems.length);
    expect(report.strays).toEqual(expect.arrayContaining([".DS_Store", "lost+found/", join("image", "._x")]));
    expect(existsSync(join(out, "image", "Thumbs.db"))).toBe(true);
  });

  test("is nothing to merge", async () => {
    const made = await makeHere({});
    const [shares, out] = [join(made.folder, "shares"), join(made.folder, "joined")];
    for (const index of [0, 1]) {
      await runJob({ config: made.of, out: shares, share: { index, of: 2 }, workers: 2 }).done;
    }
    mkdirSync(out);
    leaveThere(out);
    const { fingerprint } = await mergeShares({ folders: [shares], out, formulaOf: formulaClasses });
    expect(fingerprint).toBe(made.fingerprint);
  });

  test("is a fault in a class's folder, where readers take it for an image", async () => {
    const { out } = await makeHere({});
    const path = join("image", "00000", "._00000_0001.png");
    writeFileSync(join(out, path), "");
    const { faults } = await verifyHere(out);
    expect(faults).toEqual([{ path, kind: "foreign", repaired: false }]);
  });
});

describe("the dataset's own files", () => {
  test.each([
    ["webdataset", { output: { layout: "webdataset", shardSize: 20 } }],
    ["parquet", { output: { layout: "parquet", shardSize: 20 } }],
    ["imagefolder", {}],
    [
      "release",
      { formulation: "release", output: { layout: "release" }, parameters: { vertices: [20, 90] } },
    ],
  ])("are never foreign where names are listed in another case: %s", async (_, config) => {
    const made = await makeHere(config);
    writeFileSync(join(made.out, "Mine.txt"), "");
    ignoring.case = made.out;
    expect(readdirSync(made.out)).toContain("readme.md");
    const report = await verifyHere(made.out, { repair: true, deleteForeign: true });
    ignoring.case = null;
    expect(report.faults).toEqual([{ path: "mine.txt", kind: "foreign", repaired: true }]);
    await expectMendedHere(made);
  });

  test("are not deleted where each spelling of a name is told as another file", async () => {
    const made = await makeHere({});
    Object.assign(ignoring, { case: made.out, numbers: true });
    const { faults } = await verifyHere(made.out, { repair: true, deleteForeign: true });
    ignoring.case = null;
    expect(faults).toMatchObject([{ path: "readme.md", kind: "misnamed", repaired: false }]);
    expect(contentsOf(made.out)).toEqual(made.clean);
  });

  test("get their names back where another system has changed the case", async () => {
    const made = await makeHere({ output: { layout: "webdataset", shardSize: 20 } });
    renameSync(join(made.out, "SHARDS-000001.tar"), join(made.out, "shards-000001.TAR"));
    const { faults } = await verifyHere(made.out);
    expect(faults).toContainEqual({
      ...{ path: "shards-000001.TAR", kind: "misnamed", repaired: false },
      detail: "it should be called SHARDS-000001.tar",
    });
    const repaired = await verifyHere(made.out, { repair: true, deleteForeign: true });
    expect(repaired.faultsTotal).toBe(1);
    await expectMendedHere(made);
  });

  test("go with no repair that was not asked to delete beside one of the same name but for its case", async () => {
    const { out } = await makeHere({});
    writeFileSync(join(out, "Classes.csv"), "mine");
    const report = await verifyHere(out, { repair: true });
    expect(report).toMatchObject({ faultsTotal: 1, faultsRepaired: 0, faults: [{ kind: "foreign" }] });
    expect(readFileSync(join(out, "Classes.csv"), "utf8")).toBe("mine");
  });
});

describe("foreign files", () => {
  test("are deleted without following links, which leaves what they lead to", async () => {
    const made = await makeHere({});
    const outside = temporaryFolder();
    writeFileSync(join(outside, "precious"), "");
    symlinkSync(outside, join(made.out, "link"));
    mkdirSync(join(made.out, "more"));
    symlinkSync(outside, join(made.out, "more", "link"));
    symlinkSync(join(outside, "precious"), join(made.out, "image", "00000", "link.png"));
    const report = await verifyHere(made.out, { repair: true, deleteForeign: true });
    expect(report.faults.map(({ path, repaired }) => [path, repaired])).toEqual([
      [join("image", "00000", "link.png"), true],
      ["link", true],
      ["more/", true],
    ]);
    expect(existsSync(join(outside, "precious"))).toBe(true);
    await expectMendedHere(made);
  });

  test("that are further links to the dataset's own are named and left alone", async () => {
    const { out } = await makeHere({});
    linkSync(join(out, "image/00001/00001_0003.png"), join(out, "image/00001/copy.png"));
    const report = await verifyHere(out, { repair: true, deleteForeign: true });
    expect(report.faults).toMatchObject([{ path: join("image", "00001", "copy.png"), repaired: false }]);
    expect(existsSync(join(out, "image/00001/copy.png"))).toBe(true);
  });

  test("that are too many to be named are not deleted", async () => {
    const { out } = await makeHere({});
    for (let i = 0; i < 10_020; i++) writeFileSync(join(out, `more ${i}`), "");
    const report = await verifyHere(out, { repair: true, deleteForeign: true });
    expect(report).toMatchObject({ faultsTotal: 10_020, faultsRepaired: 10_000 });
    expect(readdirSync(out).filter((name) => name.startsWith("more "))).toHaveLength(20);
    const named = new Set(report.faults.map(({ path }) => path));
    for (const name of readdirSync(out)) expect(named.has(name)).toBe(false);
  });

  test.each([
    ["an image", {}, join("image", "00001", "00001_0001.png")],
    ["a table", {}, "classes.csv"],
    ["a shard", { output: { layout: "webdataset" } }, "SHARDS-000000.tar"],
  ])("in the place of %s stay where the report has no room to name them", async (_, config, path) => {
    const made = await makeHere(config);
    const { out } = made;
    rmSync(join(out, path));
    mkdirSync(join(out, path));
    writeFileSync(join(out, path, "precious"), "");
    // As where 10,000 faults are named already.
    const full = vi.spyOn(FaultList.prototype, "full", "get").mockReturnValue(true);
    try {
      const { faults, faultsTotal } = await verifyHere(out, { repair: true, deleteForeign: true });
      expect(faults).toEqual([]);
      expect(faultsTotal).toBeGreaterThan(0);
    } finally {
      full.mockRestore();
    }
    expect(readdirSync(join(out, path))).toEqual(["precious"]);

    await verifyHere(out, { repair: true, deleteForeign: true });
    await expectMendedHere(made);
  });

  test.each([
    ["gone", null],
    ["half gone", "EBUSY"],
  ])("what is %s with them is reported", async (_, left) => {
    const { out } = await makeHere({});
    const image = join("image", "00002", "00002_0004.png");
    mkdirSync(join(out, "other"));
    // As where one folder is shown at two places: what is deleted at one of them is gone at the other.
    const fs = await vi.importActual<typeof import("node:fs")>("node:fs");
    const removal = await import("../../main/verify/removal.ts");
    const remove = vi.spyOn(removal, "remove").mockImplementation((root) => {
      fs.rmSync(join(root, image));
      return left;
    });
    try {
      const { faults } = await verifyHere(out, { repair: true, deleteForeign: true });
      expect(faults.map(({ path, kind, repaired }) => [path, kind, repaired])).toEqual([
        [image, "missing", false],
        ["other/", "foreign", left === null],
      ]);
    } finally {
      remove.mockRestore();
    }
  });

  test("which a run that was cut off left half written go with any repair", async () => {
    const made = await makeHere({});
    writeFileSync(join(made.out, "journal.jsonl.tmp"), "{");
    writeFileSync(join(made.out, "image/00000/00000_0000.png.tmp"), "");
    writeFileSync(join(made.out, ".durable"), "{}");
    expect((await verifyHere(made.out)).faultsTotal).toBe(2);
    expect((await verifyHere(made.out, { repair: true })).faultsRepaired).toBe(2);
    await expectMendedHere(made);
  });

  test("a mark left behind goes when the run is asked for again", async () => {
    const made = await makeHere({});
    writeFileSync(join(made.out, ".durable"), "{}");
    await runJob({ config: made.of, out: made.out, workers: 2 }).done;
    expect(contentsOf(made.out)).toEqual(made.clean);
    rmSync(made.out, { recursive: true });
  });
});
