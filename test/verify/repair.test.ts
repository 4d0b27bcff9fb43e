/** Faults injected into a dataset on the disk: each is named by `verify`, and `repair` leaves no trace of it. */
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { VerifyReport } from "../../main/verify/verify.ts";
import { generate, runCli } from "../support/cli.ts";
import { contentsOf, filesIn, temporaryFolder, writeJson } from "../support/folders.ts";
import { type Dice, dice } from "../support/seeded.ts";

const parameters = { orbits: [20, 40], vertices: [200, 300] };
const size = { classes: 20, instances: 30, imageSize: 128, parameters };

/** `verify` or `repair` with its exit code. */
async function run(command: "verify" | "repair", folder: string, ...options: string[]) {
  const { code, stdout, stderr } = await runCli([command, folder, "--json", "--quiet", ...options]);
  if (stdout === "") throw new Error(`exit code ${code}: ${stderr}`);
  return { code, report: JSON.parse(stdout) as VerifyReport };
}

interface Made {
  folder: string;
  out: string;
  config: string;
  fingerprint: string | null;
  clean: Record<string, string>;
}

async function make(config: object): Promise<Made> {
  const folder = temporaryFolder();
  const out = join(folder, "a dataset é");
  const file = writeJson(join(folder, "config.json"), config);
  const { fingerprint } = await generate(["--config", file, "--out", out]);
  return { folder, out, config: file, fingerprint, clean: contentsOf(out) };
}

async function expectMended({ out, fingerprint, clean }: Made): Promise<void> {
  const { code, report } = await run("verify", out);
  expect(report.faults).toEqual([]);
  expect(code).toBe(0);
  expect(report.fingerprint).toBe(fingerprint);
  expect(contentsOf(out)).toEqual(clean);
}

function flipBit(path: string, { below }: Dice): void {
  const bytes = readFileSync(path);
  const at = below(bytes.length);
  bytes[at] ^= 1 << below(8);
  writeFileSync(path, bytes);
}

describe("a hundred faults", () => {
  test.each([
    ["imagefolder", { formulation: "paper", ...size }],
    [
      "release, exact streams, RGB",
      { formulation: "release", streams: 2, ...size, output: { layout: "release", pixel: "rgb" } },
    ],
  ])("are each named, and none is left after repair: %s", async (_, config) => {
    const made = await make(config);
    const { out } = made;
    const random = dice("faults");
    const images = filesIn(out).filter((name) => name.endsWith(".png"));
    const folders = [...new Set(images.map((name) => dirname(name)))];
    const renamed = folders[random.below(folders.length)];
    const left = images.filter((name) => dirname(name) !== renamed);
    const draw = (): string => left.splice(random.below(left.length), 1)[0];
    const kinds = new Map<string, string[]>();
    const path = (name: string): string => join(out, name);
    for (let i = 0; i < 30; i++) {
      const name = draw();
      flipBit(path(name), random);
      kinds.set(name, ["not decodable", "other picture", "other bytes"]);
    }
    for (let i = 0; i < 20; i++) {
      const name = draw();
      truncateSync(path(name), random.below(readFileSync(path(name)).length));
      kinds.set(name, ["cut off"]);
    }
    for (let i = 0; i < 9; i++) {
      const a = draw();
      // Two black images that change places are no fault.
      let b = draw();
      while (readFileSync(path(a)).equals(readFileSync(path(b)))) b = draw();
      renameSync(path(a), path("swap"));
      renameSync(path(b), path(a));
      renameSync(path("swap"), path(b));
      kinds.set(a, ["other picture"]).set(b, ["other picture"]);
    }
    for (let i = 0; i < 16; i++) {
      const name = draw();
      rmSync(path(name));
      kinds.set(name, ["missing"]);
    }
    for (let i = 0; i < 15; i++) {
      const name = `${dirname(draw())}/extra ${i}.png`;
      copyFileSync(path(draw()), path(name));
      kinds.set(name, ["foreign"]);
    }
    expect(kinds.size).toBe(99);
    renameSync(path(renamed), path(`${renamed}-old`));
    kinds.set(`${renamed}-old/`, ["foreign"]);
    for (const name of images.filter((name) => dirname(name) === renamed)) kinds.set(name, ["missing"]);

    const found = await run("verify", out);
    expect(found.code).toBe(1);
    const foundKinds = new Map(found.report.faults.map(({ path, kind }) => [path, kind]));
    expect([...foundKinds.keys()].sort()).toEqual([...kinds.keys()].sort());
    for (const [name, kind] of foundKinds) expect(kinds.get(name), name).toContain(kind);
    const swapped = found.report.faults.filter(({ detail }) => detail?.startsWith("the picture of "));
    expect(swapped.length).toBeGreaterThanOrEqual(18);

    const repaired = await run("repair", out, "--delete-foreign");
    expect(repaired.code).toBe(0);
    expect(repaired.report.faultsRepaired).toBe(kinds.size);
    await expectMended(made);
  });

  test.each(["webdataset", "parquet"])("in shards are named and put right: %s", async (layout) => {
    const made = await make({ formulation: "paper", ...size, output: { layout, shardSize: 100 } });
    const { out } = made;
    const random = dice("faults");
    const shards = filesIn(out).filter((name) => /\.(tar|parquet)$/.test(name));
    expect(shards).toHaveLength(6);
    for (let i = 0; i < 20; i++) flipBit(join(out, shards[0]), random);
    truncateSync(join(out, shards[1]), 50_000);
    rmSync(join(out, shards[2]));
    writeFileSync(join(out, shards[3]), "more", { flag: "a" });
    writeFileSync(join(out, shards[4]), "");
    writeFileSync(join(out, "another.tar"), "");

    const { code, report } = await run("verify", out);
    expect(code).toBe(1);
    const paths = report.faults.map((fault) => fault.path);
    for (const shard of shards.slice(0, 5))
      expect(
        paths.some((name) => name.startsWith(shard)),
        shard,
      ).toBe(true);
    expect(paths.some((name) => name.startsWith(shards[5]))).toBe(false);
    expect(report.faults).toContainEqual({ path: "another.tar", kind: "foreign", repaired: false });

    expect((await run("repair", out)).code).toBe(1);
    expect((await run("repair", out, "--delete-foreign")).code).toBe(0);
    await expectMended(made);
  });
});

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

function imagesAndShards(out: string): [string, string][] {
  return Object.entries(contentsOf(out)).filter(([name]) => /\.(png|tar)$/.test(name));
}

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

  test("with a sample draws some and still finds a flipped bit in any other", async () => {
    const made = await make(config);
    flipBit(join(made.out, "image/00003/00003_0011.png"), dice("sample"));
    const { code, report } = await run("verify", made.out, "--sample", "10");
    expect(code).toBe(1);
    expect(report.imagesDrawn).toBeGreaterThanOrEqual(10);
    expect(report.imagesDrawn).toBeLessThan(30);
    expect(report.faultsTotal).toBe(1);
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
    const lock = { pid: process.pid, host: (await import("node:os")).hostname(), started: null };
    cpSync(made.out, `${made.out} 2`, { recursive: true });
    writeJson(join(`${made.out} 2`, ".lock"), lock);
    for (const command of ["verify", "repair"]) {
      const { code, stderr } = await runCli([command, `${made.out} 2`]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/another run .* is writing to/);
    }
  });
});
