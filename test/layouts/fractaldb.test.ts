/** FractalDB through the whole pipeline: the script's names and pictures, streams from anywhere, shards, shares, repairs, colours. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { readClassTable } from "../../main/generate/classes/search/classTableFiles.ts";
import { finderOf } from "../../main/generate/classes/search/searchedClasses.ts";
import { runJob } from "../../main/generate/runJob.ts";
import { verify } from "../../main/verify/verify.ts";
import { runCli } from "../support/cli.ts";
import { sha256 } from "../support/digests.ts";
import { cacheOfOwn, contentsOf, filesIn } from "../support/folders.ts";
import { configOfGolden, fractalGolden } from "../support/fractals.ts";
import {
  datasetsOf,
  expectForeign,
  expectSameFromShares,
  expectSameFromTable,
  expectSameInParts,
  expectSound,
  imagesByKey,
  streamed,
} from "../support/layouts.ts";
import { decode } from "../support/pictures.ts";

const datasets = datasetsOf("fractaldb");
const { folder, file, make } = datasets;

/** Quickly found classes, and pictures of few points. */
const quick = { rate: 0.02, searchPoints: 12_000, points: 5000 };

function configIn(out: string): object {
  return JSON.parse(readFileSync(join(out, "dataset.json"), "utf8")).config;
}

describe("layout release", () => {
  it("has the script's names and pixels, from a stream", async () => {
    const golden = fractalGolden("patches-seed-0");
    const config = { ...configOfGolden(golden), classes: 2, output: { layout: "release" } };
    const out = await make("golden", config);
    for (const image of golden.images) {
      const [number, weight] = [String(image.class).padStart(5, "0"), String(image.weight).padStart(2, "0")];
      const file = join(out, number, `${number}_${weight}_count_${image.count}_flip${image.flip}.png`);
      const { grey, channels, isGrey } = await decode(file);
      expect([channels, isGrey, sha256(grey)]).toEqual([3, true, image.sha256]);
    }
    expect(filesIn(out).filter((name) => name.endsWith(".png"))).toHaveLength(200);
    // A folder of parameters would be a class to those who read this one.
    expect(existsSync(join(out, "param"))).toBe(false);
    // Two images of 200 overflow.
    const { statistics } = JSON.parse(readFileSync(join(out, "dataset.json"), "utf8"));
    expect(statistics.divergingImages).toBe(8);
    await expectSound(out);
  });

  it("tells its own files from others", async () => {
    const output = { layout: "release" };
    const out = await make("foreign", { classes: 2, instances: 8, parameters: quick, output });
    await expectForeign(out, "00001", "00001_24_count_0_flip0.png");
  });
});

describe("layout imagefolder", () => {
  const config = { classes: 3, instances: 100, parameters: quick };

  it("is the same however it is drawn: workers, parts, interruptions, shares", async () => {
    const parts = [["--only-classes", "2-2", "--only-instances", "5-17"]];
    await expectSameInParts(datasets, "whole", config, parts, "--workers", "1");
    await expectSameFromShares(datasets, "whole", config);
  });

  it("has each class's file as the released code has it, which another dataset takes", async () => {
    const given = await expectSameFromTable(datasets, "whole", config, 7);
    const manifest = JSON.parse(readFileSync(join(given, "dataset.json"), "utf8"));
    expect(manifest.config.parameters.classTable).toMatch(/^[0-9a-f]{64}$/);
    // On another machine the dataset's own files tell them.
    const elsewhere = { env: { ...process.env, VISUALATOM_CACHE: join(folder, "other-cache") } };
    const { code } = await runCli(["verify", given], elsewhere);
    expect(code).toBe(0);
  });

  it("is repaired, class files too", async () => {
    const out = await make("broken", config);
    const before = contentsOf(out);
    rmSync(join(out, "image", "00001", "00001_0042.png"));
    writeFileSync(join(out, "param", "00000.csv"), "1,2,3\n");
    const { code } = await runCli(["repair", out]);
    expect(code).toBe(0);
    expect(contentsOf(out)).toEqual(before);
  });
});

describe("on another machine", () => {
  const config = { classes: 4, instances: 4, parameters: quick };
  let machines = 0;
  const another = () => {
    machines += 1;
    const cache = join(folder, `machine-${machines}`);
    return { cache, env: { ...process.env, VISUALATOM_CACHE: cache } };
  };

  it.each(["imagefolder", "webdataset"])(
    "nothing is searched for a dataset that is finished: %s",
    async (layout) => {
      const options = ["--layout", layout];
      const out = await make(`finished-${layout}`, config, ...options);
      const { cache, env } = another();
      const again = ["--config", join(folder, `finished-${layout}.json`), "--out", out, ...options];
      const { code, stdout } = await runCli(["generate", ...again], { env });
      expect([code, stdout]).toEqual([0, expect.stringContaining("Nothing was left to do")]);
      expect(existsSync(cache)).toBe(false);
    },
  );

  it("a verification tells how far its search is", async () => {
    const out = await make("verified", config);
    cacheOfOwn();
    const told: [number, number][] = [];
    const report = await verify({
      ...{ folder: out, workers: 2 },
      classesFound: (known, wanted) => told.push([known, wanted]),
    });
    expect(report.faultsTotal).toBe(0);
    expect(told.at(-1)).toEqual([4, 4]);
  });

  it.each(["webdataset", "parquet"])(
    "shards have the classes with them that were brought: %s",
    async (layout) => {
      const table = join(await make("to-bring", config), "param");
      const options = ["--layout", layout, "--shard-size", "8", "--class-table", table];
      const whole = await make(`brought-${layout}`, config, ...options);
      expect(contentsOf(join(whole, "param"))).toEqual(contentsOf(table));
      for (const share of ["0/2", "1/2"])
        await make(`brought-${layout}-shares`, config, ...options, "--shard", share);
      const shares = join(folder, `brought-${layout}-shares`);
      expect((await runCli(["merge", shares])).code).toBe(0);
      expect(contentsOf(shares)).toEqual(contentsOf(whole));
      const before = contentsOf(whole);
      rmSync(join(whole, "param/00002.csv"));
      const { env } = another();
      expect((await runCli(["repair", whole])).code).toBe(0);
      expect(contentsOf(whole)).toEqual(before);
      expect((await runCli(["verify", whole], { env })).code).toBe(0);
    },
  );

  it.each(["webdataset", "parquet"])(
    "shards of brought classes that are not finished have no tables yet, and no fault: %s",
    async (layout) => {
      const table = join(await make("to-bring", config), "param");
      const many = {
        ...config,
        formulation: "fractaldb",
        instances: 500,
        output: { layout, shardSize: 100 },
      };
      const brought = readClassTable(parseConfig(many), table);
      cacheOfOwn();
      finderOf(brought.config)!.bring(brought.rows);
      const out = join(folder, `unfinished-${layout}`);
      const { job, done } = runJob(
        { config: brought.config, out, workers: 1 },
        { progress: ({ imagesDone }) => imagesDone > 0 && job.cancel() },
      );
      expect(await done).toMatchObject({ cancelled: true, complete: false });
      expect(existsSync(join(out, "param"))).toBe(false);
      const report = await verify({ folder: out, workers: 1 });
      expect([report.complete, report.faults]).toEqual([false, []]);
    },
  );

  it("every command says how to bring the classes that are not there", async () => {
    const table = join(folder, "table");
    await make("searched", config);
    await runCli(["classes", "--config", join(folder, "searched.json"), "--table", table]);
    const small = ["--layout", "webdataset", "--shard-size", "8", "--class-table", table];
    const packed = await make("packed", config, ...small);
    for (const share of ["0/2", "1/2"]) await make("packed-shares", config, ...small, "--shard", share);
    const given = ["--config", file("given", configIn(packed))];
    const { env } = another();
    rmSync(join(packed, "param"), { recursive: true });
    const commands = [
      ["generate", ...given, "--out", join(folder, "never")],
      ["classes", ...given],
      ["stream", ...given],
      ["preview", ...given, "--out", join(folder, "never.png")],
      ["estimate", ...given],
      ["verify", packed],
      ["repair", packed],
      ["merge", join(folder, "packed-shares")],
    ];
    const said = await Promise.all(commands.map(async (words) => (await runCli(words, { env })).stderr));
    const sentence =
      /^error: parameters\.classTable: the classes with SHA-256 [0-9a-f]{16}… are not on this machine; give the folder of their files with --class-table <dir> to visualatom classes or generate, which keep them for every command\n$/;
    for (const [i, words] of commands.entries()) expect(said[i], words[0]).toMatch(sentence);
    expect(new Set(said).size).toBe(1);
    expect(existsSync(join(folder, "never"))).toBe(false);
  });
});

it("a stream is reached from anywhere, in the middle of a drawing's flips too", async () => {
  const config = {
    classes: 4,
    instances: 90,
    streams: 2,
    seed: 3,
    parameters: { ...quick, patchDrawings: 1 },
  };
  const parts = [
    ["--only-classes", "1-1", "--only-instances", "41-66"],
    ["--only-classes", "3-3"],
  ];
  await expectSameInParts(datasets, "stream", config, parts, "--workers", "2");
});

describe("shards", () => {
  const config = { classes: 3, instances: 40, parameters: quick, output: { shardSize: 50 } };

  it.each(["webdataset", "parquet"])("are the same from shares: %s", async (layout) => {
    await expectSameFromShares(datasets, layout, { ...config, output: { ...config.output, layout } });
  });

  it("are streamed, each image with its label as the dataset has it", async () => {
    const samples = await streamed(folder, "--config", file("streamed", config), "--workers", "2");
    const images = imagesByKey(await make("unpacked", config));
    expect(Object.keys(images)).toHaveLength(120);
    expect(Object.fromEntries(samples.map((sample) => [sample.key, sample.sha256]))).toEqual(images);
    expect(samples).toHaveLength(120);
    for (const { key, label } of samples) expect(label).toBe(Number(key.split("_")[0]));
  });
});

describe("colours", () => {
  const parameters = { ...quick, drawType: "patch_color" };
  const config = { classes: 2, instances: 8, imageSize: 128, parameters, output: { pixel: "rgb" } };

  it("are in PNG, reduced ones too, and as colourful as JPEG can have them", async () => {
    const out = await make("colour", config);
    const { data, info } = await sharp(join(out, "image/00001/00001_0004.png"))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(3);
    const colours = new Set<string>();
    for (let i = 0; i < data.length; i += 3) colours.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
    expect(colours.size).toBeGreaterThan(100);
    const small = await make("colour-small", config, "--stored-size", "64");
    const reduced = await sharp(join(small, "image/00001/00001_0004.png")).raw().toBuffer();
    for (let y = 0; y < 64; y += 5) {
      for (let x = 0; x < 64; x++) {
        for (let channel = 0; channel < 3; channel++) {
          const at = (dy: number, dx: number) => data[3 * ((2 * y + dy) * 128 + 2 * x + dx) + channel];
          const mean = (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4;
          expect(Math.abs(reduced[3 * (64 * y + x) + channel] - mean)).toBeLessThanOrEqual(0.5);
        }
      }
    }
    const jpeg = await make("colour-jpeg", config, "--image", "jpeg");
    const stats = await sharp(join(jpeg, "image/00001/00001_0004.jpg")).stats();
    expect(Math.abs(stats.channels[0].mean - stats.channels[2].mean)).toBeGreaterThan(0.01);
    for (const made of [out, small, jpeg]) await expectSound(made);
  });
});

describe("commands", () => {
  it("list the classes, say how large and how long, and draw a sheet", async () => {
    const config = file("commands", { classes: 6, instances: 4, parameters: quick });
    const listed = await runCli(["classes", "--config", config]);
    expect(listed.stdout.split("\n")[0].trim().split(/\s+/)).toEqual([
      "class",
      "maps",
      "fill",
      "contraction",
    ]);
    expect(listed.stdout.trim().split("\n")).toHaveLength(7);
    const told = JSON.parse((await runCli(["estimate", "--config", config, "--json"])).stdout);
    expect(told.images).toBe(24);
    expect(told.searchSeconds).toBe(0);
    const sheet = join(folder, "sheet.png");
    await runCli(["preview", "--config", config, "--out", sheet, "--columns", "3", "--rows", "2"]);
    expect((await sharp(sheet).metadata()).width).toBeGreaterThan(300);
  });

  it("refuse what fractals do not have", async () => {
    const images = await runCli(["images", "--preset", "fractaldb-1k"]);
    expect([images.code, images.stderr]).toEqual([
      2,
      expect.stringContaining("its images have no nucleus and no orbits"),
    ]);
    const table = await runCli(["classes", "--preset", "sample", "--table", join(folder, "x")]);
    expect(table.stderr).toContain("has no such table");
  });
});
