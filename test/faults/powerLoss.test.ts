/**
 * What a loss of power does to the files that were written last: cut off, emptied, their ends or all of them zeros, gone.
 * The same command ends in the same files as a run that was left alone.
 */
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { markName, readMark } from "../../main/dataset/durability/mark.ts";
import { generate, runCli } from "../support/cli.ts";
import { cleanRun, expectSameInTheEnd, faultConfigs } from "../support/faults/faults.ts";
import { journalLine, runUntilKilled } from "../support/faults/killed.ts";
import { contentsOf, filesIn, temporaryFolder } from "../support/folders.ts";
import { type Dice, dice } from "../support/seeded.ts";

const folder = temporaryFolder();

/** Killed after it wrote some lines of the journal and, in a new one, its header: what was written last is what a loss of power can harm. */
async function killedRun(args: string[], out: string, lines: number): Promise<void> {
  await runUntilKilled(["generate", ...args, "--out", out, "--quiet"], journalLine(lines + 1));
}

function journalLines(out: string): number {
  const path = join(out, "journal.jsonl");
  return existsSync(path) ? readFileSync(path, "utf8").split("\n").length - 2 : 0;
}

/** @param keep bytes at the beginning that are known to be on the disk */
function harm(path: string, random: Dice, keep = 0): void {
  const { size } = statSync(path);
  const from = keep + random.below(Math.max(1, size - keep));
  const kind = random.below(4);
  if (kind === 0) truncateSync(path, from);
  else if (kind === 1) truncateSync(path, keep);
  else if (kind === 2) zero(path, from, size);
  else zero(path, keep, size);
}

/** Delayed allocation leaves files of the right length that hold nothing. */
function zero(path: string, from: number, to: number): void {
  const file = openSync(path, "r+");
  writeSync(file, Buffer.alloc(to - from), 0, to - from, from);
  closeSync(file);
}

const headerLength = (out: string): number => readFileSync(join(out, "journal.jsonl")).indexOf(0x0a) + 1;

describe.each(Object.keys(faultConfigs))("%s", (name) => {
  it("redoes what a loss of power spoiled, at random places, several times over", async () => {
    const clean = await cleanRun(name);
    const out = join(folder, name);
    const random = dice(`loss of power, ${name}`);
    const packed = name === "webdataset" || name === "parquet";
    for (const lines of packed ? [1, 2, 3] : [10, 40, 70]) {
      await killedRun(clean.args, out, lines);
      const files = filesIn(out).filter((file) => /\.(png|tar|parquet)$|^param/.test(file));
      for (let i = 0; i < (packed ? 1 : 8); i++) {
        const path = join(out, files[random.below(files.length)]);
        if (!existsSync(path)) continue;
        if (random.below(5) === 0) rmSync(path);
        else harm(path, random);
      }
      // The description and the journal's first line are on the disk before the first image is drawn.
      if (random.below(2) === 0) harm(join(out, "journal.jsonl"), random, headerLength(out));
    }
    await expectSameInTheEnd(clean, out);
  });
});

it("redoes a unit whose files have the right length and hold zeros", async () => {
  const clean = await cleanRun("imagefolder");
  const out = join(folder, "zeros");
  await killedRun(clean.args, out, 30);
  const images = filesIn(out).filter((file) => file.endsWith(".png"));
  for (const image of images) zero(join(out, image), 0, statSync(join(out, image)).size);
  await expectSameInTheEnd(clean, out);
});

it("draws only what was spoiled", async () => {
  const clean = await cleanRun("imagefolder");
  const out = join(folder, "only");
  await killedRun(clean.args, out, 60);
  const before = journalLines(out);
  const journal = readFileSync(join(out, "journal.jsonl"), "utf8").split("\n");
  const { class: classIndex, first } = JSON.parse(journal[5]);
  const name = `${String(classIndex).padStart(5, "0")}_${String(first).padStart(4, "0")}.png`;
  truncateSync(join(out, "image", name.slice(0, 5), name), 7);
  const { stdout, code } = await runCli(["generate", ...clean.args, "--out", out]);
  expect(code).toBe(0);
  const drawn = Number(/\((\d+) in this run\)/.exec(stdout)![1]);
  // A line may have been under way when the run was killed.
  expect(600 - drawn).toBeGreaterThanOrEqual(5 * (before - 1));
  expect(600 - drawn).toBeLessThan(600);
  expect(contentsOf(out)).toEqual(clean.contents);
});

describe("the description", () => {
  it.each([
    ["empty", (path: string) => truncateSync(path, 0)],
    ["cut off", (path: string) => truncateSync(path, 100)],
    ["full of zeros", (path: string) => writeFileSync(path, Buffer.alloc(500))],
    ["gone", (path: string) => rmSync(path)],
  ])("is made again where it is %s, of an unfinished dataset as of a finished one", async (_, spoil) => {
    const clean = await cleanRun("imagefolder");
    const out = join(folder, `description ${_}`);
    await killedRun(clean.args, out, 20);
    spoil(join(out, "dataset.json"));
    await expectSameInTheEnd(clean, out);
    spoil(join(out, "dataset.json"));
    await expectSameInTheEnd(clean, out);
  });

  it("is not made again with another configuration", async () => {
    const clean = await cleanRun("imagefolder");
    const other = await cleanRun("webdataset");
    const out = join(folder, "description other");
    await killedRun(clean.args, out, 20);
    truncateSync(join(out, "dataset.json"), 100);
    const damaged = await runCli(["generate", ...other.args, "--out", out]);
    expect(damaged.code).toBe(1);
    expect(damaged.stderr).toMatch(
      /^error: .*dataset\.json is damaged .*own configuration or repair to restore it/,
    );
    rmSync(join(out, "dataset.json"));
    const gone = await runCli(["generate", ...other.args, "--out", out]);
    expect(gone.code).toBe(2);
    expect(gone.stderr).toMatch(/not empty and holds no dataset/);
  });

  it("of a newer version is left alone, with a sentence", async () => {
    const clean = await cleanRun("imagefolder");
    const out = join(folder, "newer");
    await killedRun(clean.args, out, 5);
    const path = join(out, "dataset.json");
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), schemaVersion: 2 }));
    const { code, stderr } = await runCli(["generate", ...clean.args, "--out", out]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: .*newer version of this program \(schema 2\); update it/);
  });
});

describe("the journal", () => {
  it("loses the unit, not its right digest, where one bit is flipped anywhere", async () => {
    const clean = await cleanRun("imagefolder");
    const random = dice("flipped bits");
    const out = join(folder, "bits");
    await killedRun(clean.args, out, 40);
    for (let round = 0; round < 3; round++) {
      const path = join(out, "journal.jsonl");
      const bytes = readFileSync(path);
      for (let i = 0; i < 3; i++)
        bytes[random.between(headerLength(out), bytes.length - 1)] ^= 1 << random.below(8);
      writeFileSync(path, bytes);
      await expectSameInTheEnd(clean, out);
    }
  });
});

describe("the mark", () => {
  it("covers the journal of a finished part, and goes with the last of the dataset", async () => {
    const clean = await cleanRun("imagefolder");
    const out = join(folder, "marked");
    await generate([...clean.args, "--out", out, "--only-classes", "0-2"]);
    expect(readMark(join(out, markName))).toBe(statSync(join(out, "journal.jsonl")).size);
    await expectSameInTheEnd(clean, out);
    expect(existsSync(join(out, markName))).toBe(false);
  });

  it("is set file by file where the system cannot bring a whole disk up to date", async () => {
    const clean = await cleanRun("imagefolder");
    const out = join(folder, "file by file");
    // Without PATH there is no sync.
    const env = { ...process.env, PATH: folder };
    await generate([...clean.args, "--out", out, "--only-classes", "0-2"], { env });
    expect(readMark(join(out, markName))).toBe(statSync(join(out, "journal.jsonl")).size);
    await generate([...clean.args, "--out", out], { env });
    expect(contentsOf(out)).toEqual(clean.contents);
  });
});
