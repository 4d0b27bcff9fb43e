/** What `verify` and `repair` make of descriptions, unfinished datasets, other encoders, and folders that are none. */
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { generate, runCli, startCli } from "../support/cli.ts";
import { expectMended, flipBit, make, run, size } from "../support/faults/damage.ts";
import { contentsOf, filesIn, temporaryFolder, writeJson } from "../support/folders.ts";
import { dice } from "../support/seeded.ts";

describe("descriptions", () => {
  const config = { formulation: "paper", ...size, classes: 4 };

  test("that are damaged or missing are made again", async () => {
    const made = await make(config);
    const { out } = made;
    rmSync(join(out, "README.md"));
    writeFileSync(join(out, "classes.csv"), "class\n");
    rmSync(join(out, "statistics.csv"));
    rmSync(join(out, "param"), { recursive: true });
    const { report } = await run("verify", out);
    expect(report.faults.map(({ path }) => path)).toEqual([
      "README.md",
      "classes.csv",
      ...[0, 1, 2, 3].map((number) => join("param", `0000${number}.csv`)),
      "statistics.csv",
    ]);
    expect((await run("repair", out)).code).toBe(0);
    await expectMended(made);
  });

  test("a card that someone wrote over is left as it is", async () => {
    const { out } = await make(config);
    writeFileSync(join(out, "README.md"), "my dataset");
    expect((await run("repair", out)).code).toBe(0);
    expect(readFileSync(join(out, "README.md"), "utf8")).toBe("my dataset");
  });

  test.each(["imagefolder", "webdataset"])(
    "a journal that has lost lines is written again: %s",
    async (layout) => {
      const made = await make({ ...config, output: { layout, shardSize: 60 } });
      const path = join(made.out, "journal.jsonl");
      const lines = readFileSync(path, "utf8").split("\n");
      writeFileSync(path, [...lines.slice(0, 3), "{", ...lines.slice(5)].join("\n"));
      const { code, report } = await run("verify", made.out);
      expect(code).toBe(1);
      expect(report.faults.map(({ path, kind }) => `${path}: ${kind}`)).toContain("journal.jsonl: damaged");
      expect((await run("repair", made.out)).code).toBe(0);
      await expectMended(made);
    },
  );

  test("a journal that is gone is written again", async () => {
    const made = await make(config);
    rmSync(join(made.out, "journal.jsonl"));
    expect((await run("verify", made.out)).code).toBe(1);
    expect((await run("repair", made.out)).code).toBe(0);
    await expectMended(made);
  });

  test("a lost dataset.json needs the configuration, and no other one does", async () => {
    const made = await make(config);
    const path = join(made.out, "dataset.json");
    rmSync(path);
    const refused = await runCli(["repair", made.out]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/dataset\.json is missing; give the configuration/);
    const wrong = await runCli(["repair", made.out, "--preset", "sample"]);
    expect(wrong.code).toBe(2);
    expect((await run("repair", made.out, "--config", made.config)).code).toBe(0);
    await expectMended(made);
  });
});

describe("nothing good is written over", () => {
  test("where dataset.json was changed by hand", async () => {
    const made = await make({ formulation: "paper", ...size, classes: 4 });
    const path = join(made.out, "dataset.json");
    writeFileSync(path, readFileSync(path, "utf8").replace('"seed": 1,', '"seed": 2,'));
    const { code, stderr } = await runCli(["repair", made.out]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/dataset\.json is damaged; give the configuration/);
    expect((await run("repair", made.out, "--config", made.config)).code).toBe(0);
    await expectMended(made);
  });

  test.each(["imagefolder", "webdataset"])(
    "where images are what was written, though not what is drawn here: %s",
    async (layout) => {
      // As if another processor had encoded them: the journal vouches for other bytes.
      const made = await make({ formulation: "paper", ...size, classes: 2, output: { layout } });
      const other = await make({ formulation: "paper", ...size, classes: 2, seed: 7, output: { layout } });
      const header = (out: string) => readFileSync(join(out, "journal.jsonl"), "utf8").split("\n")[0];
      const journal = readFileSync(join(other.out, "journal.jsonl"), "utf8");
      const [from, to] = [header(other.out), header(made.out)];
      writeFileSync(join(other.out, "journal.jsonl"), journal.replace(from, to));
      copyFileSync(join(made.out, "dataset.json"), join(other.out, "dataset.json"));
      const before = imagesAndShards(other.out);
      const { report } = await run("repair", other.out);
      expect(report.faults.filter(({ kind }) => /^other/.test(kind)).length).toBeGreaterThan(50);
      expect(imagesAndShards(other.out)).toEqual(before);
    },
  );
});

test("of an image in a tar it is told whether it can still be decoded", async () => {
  const made = await make({ formulation: "paper", ...size, classes: 2, output: { layout: "webdataset" } });
  const shard = join(made.out, "SHARDS-000000.tar");
  const bytes = readFileSync(shard);
  // Behind the second image's signature and header.
  const second = bytes.indexOf("IDAT", bytes.indexOf("IDAT") + 4);
  bytes.write("xyz", second + 8, "latin1");
  writeFileSync(shard, bytes);
  const { report } = await run("verify", made.out);
  expect(report.faults.map(({ kind }) => kind)).toEqual(["not decodable"]);
});

function imagesAndShards(out: string): [string, string][] {
  return Object.entries(contentsOf(out)).filter(([name]) => /\.(png|tar)$/.test(name));
}

const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
if (!isRoot)
  console.warn("Skipped, because only root can run as another user: a folder that may not be read");

describe("verify", () => {
  const config = { formulation: "paper", ...size, classes: 4 };

  test("looks at an unfinished dataset for what is there", async () => {
    const folder = temporaryFolder();
    const out = join(folder, "part");
    const file = writeJson(join(folder, "config.json"), config);
    await generate(["--config", file, "--out", out, "--only-classes", "1-2", "--only-instances", "5-9"]);
    const { code, report } = await run("verify", out);
    expect({ code, images: report.images, faults: report.faults }).toEqual({
      code: 0,
      images: 10,
      faults: [],
    });
    rmSync(join(out, "image/00001/00001_0007.png"));
    expect((await run("verify", out)).report.faults).toEqual([
      { path: join("image", "00001", "00001_0007.png"), kind: "missing", repaired: false },
    ]);
    expect((await run("repair", out)).code).toBe(0);
    expect((await run("verify", out)).report.faults).toEqual([]);
  });

  test("does not call foreign what a run that was cut off had not written down yet", async () => {
    const folder = temporaryFolder();
    const out = join(folder, "part");
    const file = writeJson(join(folder, "config.json"), config);
    await generate(["--config", file, "--out", out, "--only-classes", "1-2"]);
    const other = join(out, "image/00003");
    mkdirSync(other);
    writeFileSync(join(other, "00003_0000.png"), "half an im");
    writeFileSync(join(other, "thumbs.db"), "");
    const { report } = await run("verify", out);
    expect(report.faults.map(({ path, kind }) => [path, kind])).toEqual([
      [join("image", "00003", "thumbs.db"), "foreign"],
    ]);
    const { stdout } = await runCli(["verify", out]);
    expect(stdout).toMatch(/^60 of 120 images, 60 of them drawn again/);
    expect(stdout).toMatch(/1 fault\. visualatom repair .* --delete-foreign deletes what does not belong/);
    expect(stdout).toMatch(/is not finished; visualatom generate .* draws the other 60 images/);
  });

  test.skipIf(!isRoot)("says that it may not read a folder", async () => {
    const made = await make(config);
    chmodSync(made.out, 0o700);
    const { code, stderr } = await startCli(["verify", made.out], { uid: NOBODY }).ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: .*: no permission to read it/);
  });

  test("with a sample draws some and still finds a flipped bit in any other", async () => {
    const made = await make(config);
    flipBit(join(made.out, "image/00003/00003_0011.png"), dice("sample"));
    const { code, report } = await run("verify", made.out, "--sample", "10");
    expect(code).toBe(1);
    expect(report.imagesDrawn).toBeGreaterThanOrEqual(10);
    expect(report.imagesDrawn).toBeLessThan(40);
    expect(report.faults).toMatchObject([{ path: join("image", "00003", "00003_0011.png") }]);
  });

  test.each([
    ["jpeg", { image: "jpeg" }, "lines"],
    ["webp, reduced", { image: "webp", storedSize: 64 }, "lines"],
    ["canvas", {}, "canvas"],
  ])("finds other pictures in images of the canvas library too: %s", async (_, output, renderer) => {
    const made = await make({ ...config, classes: 2, renderer, output });
    expect((await run("verify", made.out)).report.faults).toEqual([]);
    const [first, second] = filesIn(made.out).filter((name) => name.startsWith("image/"));
    copyFileSync(join(made.out, first), join(made.out, second));
    const { report } = await run("verify", made.out);
    expect(report.faults.map(({ path, kind }) => [path, kind])).toEqual([[second, "other picture"]]);
    expect((await run("repair", made.out)).code).toBe(0);
    await expectMended(made);
  });

  test("compares images of another version of the canvas library by their digests", async () => {
    const made = await make({ ...config, classes: 2, output: { image: "jpeg" } });
    const path = join(made.out, "dataset.json");
    writeFileSync(path, readFileSync(path, "utf8").replace(/"canvas": "[^"]+"/, '"canvas": "0.0.1"'));
    expect((await run("verify", made.out)).report).toMatchObject({ otherCanvas: "0.0.1", faults: [] });
    writeFileSync(join(made.out, "image/00001/00001_0001.jpg"), "x");
    expect((await run("verify", made.out)).report.faultsTotal).toBe(1);
    const before = contentsOf(made.out);
    expect((await run("repair", made.out)).code).toBe(1);
    expect(contentsOf(made.out)).toEqual(before);
  });

  test("changes nothing", async () => {
    const made = await make(config);
    rmSync(join(made.out, "image/00001/00001_0001.png"));
    writeFileSync(join(made.out, "image/00002/new.png"), "");
    const before = contentsOf(made.out);
    await run("verify", made.out);
    expect(contentsOf(made.out)).toEqual(before);
  });

  test.each([
    ["a folder that is not there", (folder: string) => join(folder, "nowhere"), /there is no such folder/],
    [
      "the released script's pictures alone",
      (folder: string) => {
        mkdirSync(join(folder, "00000"));
        return folder;
      },
      /holds no dataset of this program/,
    ],
  ])("refuses %s", async (_, make, message) => {
    const { code, stderr } = await runCli(["verify", make(temporaryFolder())]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test("refuses a dataset that is being written to", async () => {
    const made = await make(config);
    const lock = { pid: process.pid, host: hostname(), started: null };
    cpSync(made.out, `${made.out} 2`, { recursive: true });
    writeJson(join(`${made.out} 2`, ".lock"), lock);
    for (const command of ["verify", "repair"]) {
      const { code, stderr } = await runCli([command, `${made.out} 2`]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/another run .* is writing to/);
    }
  });
});
