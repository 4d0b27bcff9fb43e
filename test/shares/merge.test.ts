/** Shares made alone and joined are, file by file, the dataset of a single run. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { makeManifest } from "../../main/dataset/manifest.ts";
import { formulaClasses } from "../../main/generate/classes/formulaClasses.ts";
import { findShares } from "../../main/shares/find.ts";
import { generate, runCli } from "../support/cli.ts";
import { runUntilKilled } from "../support/faults/killed.ts";
import { contentsOf, filesIn, temporaryFolder, writeJson } from "../support/folders.ts";

const folder = temporaryFolder();
const small = { imageSize: 96, parameters: { orbits: [2, 40], vertices: [50, 200] } };
const configs = {
  paper: { formulation: "paper", classes: 5, instances: 30, ...small },
  release: { formulation: "release", classes: 5, instances: 30, output: { layout: "release" }, ...small },
  webdataset: {
    formulation: "paper",
    classes: 5,
    instances: 30,
    output: { layout: "webdataset", shardSize: 20 },
    ...small,
  },
  parquet: {
    formulation: "release",
    classes: 5,
    instances: 30,
    output: { layout: "parquet", shardSize: 20 },
    ...small,
  },
  rcdb: { formulation: "rcdb", classes: 5, instances: 30, output: { layout: "release" }, ...small },
  "rcdb webdataset": {
    ...{ formulation: "rcdb", classes: 5, instances: 30, ...small },
    output: { layout: "webdataset", shardSize: 20 },
  },
  "rcdb streams": { formulation: "rcdb", streams: 8, classes: 16, instances: 12, ...small },
  streams: { formulation: "release", streams: 8, classes: 16, instances: 12, ...small },
};

it("of more shares than could be counted one by one, some that are missing are named", () => {
  const only = temporaryFolder();
  const of = 2 ** 50;
  const share = { index: 3, of, complete: true };
  const none = { images: 0, bytes: 0, blankImages: 0 };
  const manifest = makeManifest(parseConfig(configs.paper), none, null, null);
  writeJson(join(only, `dataset-00003-of-${of}.json`), { ...manifest, share });
  expect(() => findShares([only], formulaClasses)).toThrow(
    new RegExp(`share 0/${of} is missing;(.|\\n)* and ${of - 11} more`),
  );
});

describe.each(Object.entries(configs))("%s", (name, config) => {
  const configFile = writeJson(join(folder, `${name}.json`), config);
  const single = join(folder, name);
  let fingerprint: string | null;

  beforeAll(async () => {
    fingerprint = (await generate(["--config", configFile, "--out", single])).fingerprint;
  });

  it.each([1, 2, 3, 7])("in %i shares, side by side in one folder, becomes the same dataset", async (of) => {
    const out = join(folder, `${name} in ${of}`);
    const shares = Array.from({ length: of }, (_, index) =>
      generate(["--config", configFile, "--out", out, "--shard", `${index}/${of}`, "--workers", "1"]),
    );
    for (const share of await Promise.all(shares))
      expect(share).toMatchObject({ complete: false, fingerprint: null });
    expect((await merge(out)).fingerprint).toBe(fingerprint);
    expect(contentsOf(out)).toEqual(contentsOf(single));
  });

  it("in a folder for each share becomes the same dataset elsewhere, and nothing is left behind", async () => {
    const parts = await makeParts(configFile, join(folder, `${name} parts`), 3);
    const out = join(folder, `${name} joined`);
    expect((await merge(...parts, "--out", out)).fingerprint).toBe(fingerprint);
    expect(contentsOf(out)).toEqual(contentsOf(single));
    for (const part of parts) expect(existsSync(part)).toBe(false);
  });
});

describe("merge", () => {
  const configFile = writeJson(join(folder, "merge.json"), configs.paper);
  const ready = join(folder, "ready");
  const single = join(folder, "merge single");
  let fingerprint: string | null;

  beforeAll(async () => {
    await makeParts(configFile, ready, 3);
    fingerprint = (await generate(["--config", configFile, "--out", single])).fingerprint;
  });

  /** Copies of the three finished shares. */
  function copies(name: string): string[] {
    cpSync(ready, join(folder, name), { recursive: true });
    return [0, 1, 2].map((index) => join(folder, name, String(index)));
  }

  async function refusal(...args: string[]): Promise<string> {
    const before = args.filter((arg) => existsSync(arg)).map(contentsOf);
    const result = await runCli(["merge", ...args]);
    expect(result.code).toBe(2);
    expect(args.filter((arg) => existsSync(arg)).map(contentsOf)).toEqual(before);
    return result.stderr;
  }

  it("names shares that are missing, twice there or of another division", async () => {
    const parts = copies("missing");
    const out = join(folder, "missing out");
    expect(await refusal(parts[1], "--out", out)).toMatch(
      /share 0\/3 is missing[\s\S]*share 2\/3 is missing/,
    );
    const again = join(folder, "missing", "again");
    cpSync(parts[1], again, { recursive: true });
    expect(await refusal(...parts, again, "--out", out)).toContain("share 1/3 is there twice");
    const other = join(folder, "missing", "other");
    await generate(["--config", configFile, "--out", other, "--shard", "1/4"]);
    expect(await refusal(parts[0], other, parts[2], "--out", out)).toMatch(
      /share 1\/4 in .*other is one of 4/,
    );
    expect(existsSync(out)).toBe(false);
  });

  it("names a share of another configuration and the field that differs", async () => {
    const parts = copies("other");
    rmSync(parts[1], { recursive: true });
    await generate(["--config", configFile, "--seed", "9", "--out", parts[1], "--shard", "1/3"]);
    expect(await refusal(...parts, "--out", join(folder, "other out"))).toMatch(/share 1\/3 in .*seed: 1.*9/);
  });

  it.each([["one of them"], ["all of them"]])("refuses descriptions that were changed: %s", async (which) => {
    const out = join(folder, `changed ${which}`);
    for (const index of [0, 1])
      await generate(["--config", configFile, "--out", out, "--shard", `${index}/2`, "--workers", "1"]);
    const described = filesIn(out).filter((file) => /^dataset-.*\.json$/.test(file));
    for (const file of which === "all of them" ? described : described.slice(1)) {
      const manifest = JSON.parse(readFileSync(join(out, file), "utf8"));
      manifest.config.seed += 1;
      writeJson(join(out, file), manifest);
    }
    const before = contentsOf(out);
    const { code, stderr } = await runCli(["merge", out]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/of-00002\.json in .* it was changed|seed/)]);
    expect(contentsOf(out)).toEqual(before);
  });

  it("names a share that is not finished, which the same command then finishes", async () => {
    const parts = copies("unfinished");
    const journal = join(parts[2], "journal-00002-of-00003.jsonl");
    const lines = readFileSync(journal, "utf8").trimEnd().split("\n");
    writeFileSync(journal, `${lines.slice(0, -3).join("\n")}\n`);
    const out = join(folder, "unfinished out");
    const message = await refusal(...parts, "--out", out);
    expect(message).toContain(
      `share 2/3 in ${parts[2]} is not finished: 3 of its ${lines.length - 1} units are missing`,
    );
    await generate(["--config", configFile, "--out", parts[2], "--shard", "2/3"]);
    expect((await merge(...parts, "--out", out)).fingerprint).toBe(fingerprint);
  });

  it("names images that are missing, cut or changed, and lets them be drawn again", async () => {
    const parts = copies("damaged");
    const images = filesIn(parts[1]).filter((name) => name.endsWith(".png"));
    const [gone, cut, changed] = [images[0], images[10], images[images.length - 1]];
    rmSync(join(parts[1], gone));
    writeFileSync(join(parts[1], cut), readFileSync(join(parts[1], cut)).subarray(0, 40));
    const bytes = readFileSync(join(parts[1], changed));
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(join(parts[1], changed), bytes);
    const out = join(folder, "damaged out");
    const message = await refusal(...parts, "--out", out);
    expect(message).toContain(`${gone}: missing`);
    expect(message).toMatch(/other bytes, [\d,]+ instead of the [\d,]+ that were written/);
    expect(message).toMatch(/: other bytes$/m);
    expect(message).toContain("--redo");

    const redo = await runCli(["merge", ...parts, "--out", out, "--redo"]);
    expect(redo.code).toBe(2);
    expect(await refusal(...parts, "--out", out)).toContain("share 1/3");
    await generate(["--config", configFile, "--out", parts[1], "--shard", "1/3"]);
    expect((await merge(...parts, "--out", out)).fingerprint).toBe(fingerprint);
    expect(contentsOf(out)).toEqual(contentsOf(single));
  });

  it("can be repeated after it was cut off at any point", async () => {
    const parts = copies("cut off");
    const out = join(folder, "cut off out");
    // As a merge leaves it that is killed while it moves: some files here, some there.
    const images = filesIn(parts[0]).filter((name) => name.endsWith(".png"));
    mkdirSync(out);
    writeFileSync(join(out, ".merging"), "");
    for (const name of images.filter((_, i) => i % 3 === 0)) {
      mkdirSync(join(out, name, ".."), { recursive: true });
      renameSync(join(parts[0], name), join(out, name));
    }
    expect((await merge(...parts, "--out", out)).fingerprint).toBe(fingerprint);
    expect(contentsOf(out)).toEqual(contentsOf(single));

    // Killed after the end, before it was tidied up.
    cpSync(join(ready, "0", "journal-00000-of-00003.jsonl"), join(out, "journal-00000-of-00003.jsonl"));
    cpSync(join(ready, "0", "dataset-00000-of-00003.json"), join(out, "dataset-00000-of-00003.json"));
    writeFileSync(join(out, ".merging"), "");
    writeFileSync(join(out, ".lock"), JSON.stringify({ pid: 2 ** 30, host: hostname(), started: null }));
    expect((await merge(out)).fingerprint).toBe(fingerprint);
    expect(contentsOf(out)).toEqual(contentsOf(single));
  });

  it("can be repeated after SIGKILL at any moment of the moving", async () => {
    let cutOff = 0;
    for (let attempt = 0; attempt < 8; attempt++) {
      const parts = copies(`killed ${attempt}`);
      const out = join(folder, `killed ${attempt} out`);
      // After one, two, four… things were moved.
      const killed = await runUntilKilled(["merge", ...parts, "--out", out], {
        at: /^rename(Sync)? .*image/,
        count: 2 ** attempt,
      });
      if (!existsSync(join(out, "dataset.json"))) cutOff += 1;
      if (killed) expect((await merge(...parts, "--out", out)).fingerprint).toBe(fingerprint);
      expect(contentsOf(out)).toEqual(contentsOf(single));
    }
    expect(cutOff).toBeGreaterThan(0);
  });

  it.each([
    ["the dataset is described", /^renameSync .*out\/dataset\.json\.tmp$/],
    ["it is being tidied up", /^unlinkSync .*journal-00001-of-00003\.jsonl$/],
  ])("leaves no lock when it is killed as %s, and repeated", async (when, at) => {
    const parts = copies(`late ${when}`);
    const out = join(folder, `late ${when} out`);
    expect(await runUntilKilled(["merge", ...parts, "--out", out], { at })).toBe(true);
    expect(existsSync(join(out, ".lock"))).toBe(true);
    expect((await merge(...parts, "--out", out)).fingerprint).toBe(fingerprint);
    expect(contentsOf(out)).toEqual(contentsOf(single));
    expect(parts.filter(existsSync)).toEqual([]);
  });

  it("can be repeated when it is killed as the folders of the shares go, and then has nothing left to do", async () => {
    const parts = copies("last");
    const out = join(folder, "last out");
    const at = /^rmdirSync .*last\/1$/;
    expect(await runUntilKilled(["merge", ...parts, "--out", out], { at })).toBe(true);
    expect(parts.map(existsSync)).toEqual([false, false, true]);
    expect((await merge(...parts, "--out", out)).fingerprint).toBe(fingerprint);
    expect(contentsOf(out)).toEqual(contentsOf(single));
    const again = await runCli(["merge", ...parts, "--out", out]);
    expect([again.code, again.stderr]).toEqual([
      0,
      expect.stringMatching(/last\/0 is empty or does not exist/),
    ]);
  });

  it("and a share refuse a folder in which another run is writing", async () => {
    const parts = copies("locked");
    const me = { pid: process.pid, host: hostname(), started: null };
    writeFileSync(join(parts[1], ".lock-00001-of-00003"), JSON.stringify(me));
    const joined = await runCli(["merge", ...parts, "--out", join(folder, "locked out")]);
    expect(joined.code).toBe(1);
    expect(joined.stderr).toContain(`another run (process ${process.pid}`);
    const args = ["generate", "--config", configFile, "--out", parts[1]];
    expect((await runCli([...args, "--shard", "1/3"])).stderr).toContain("another run");
  });

  it("refuses folders that hold something else, and so does a share", async () => {
    const parts = copies("refused");
    const out = join(folder, "refused out");
    mkdirSync(out);
    writeFileSync(join(out, "thesis.tex"), "");
    expect(await refusal(...parts, "--out", out)).toContain("thesis.tex");
    expect(await refusal(...parts)).toContain("--out");
    expect(await refusal(join(folder, "nowhere"))).toContain("does not exist");
    expect(await refusal(single.concat("/image"), "--out", join(folder, "x"))).toContain("there is no share");
    const plain = await runCli(["generate", "--config", configFile, "--out", parts[0]]);
    expect(plain.code).toBe(2);
    expect(plain.stderr).toContain("holds shares of a dataset");
    const otherwise = await runCli(["generate", "--config", configFile, "--out", parts[0], "--shard", "0/4"]);
    expect(otherwise.stderr).toContain("in 3 shares, not 4");
    const whole = await runCli([
      ...["generate", "--config", configFile, "--out", join(folder, "begun"), "--only-classes", "0"],
    ]);
    expect(whole.code).toBe(0);
    const late = await runCli([
      "generate",
      "--config",
      configFile,
      "--out",
      join(folder, "begun"),
      "--shard",
      "0/3",
    ]);
    expect(late.stderr).toContain("begun as a whole");
  });

  const mount = join(folder, "other disk");
  const mounted = (() => {
    mkdirSync(mount);
    return spawnSync("mount", ["-t", "tmpfs", "-o", "size=64m", "tmpfs", mount]).status === 0;
  })();
  if (!mounted) console.warn("Merging from another disk is not tested: a tmpfs cannot be mounted here");
  afterAll(() => {
    if (mounted) spawnSync("umount", [mount]);
  });

  it.skipIf(!mounted)("copies from another disk, leaves the shares there, and can be repeated", async () => {
    const parts = [0, 1, 2].map((index) => join(mount, String(index)));
    cpSync(ready, mount, { recursive: true });
    const out = join(folder, "from disk");
    const before = parts.map(contentsOf);
    expect(await runUntilKilled(["merge", ...parts, "--out", out], { at: /^copyFile /, count: 2 })).toBe(
      true,
    );
    expect((await merge(...parts, "--out", out)).fingerprint).toBe(fingerprint);
    expect(contentsOf(out)).toEqual(contentsOf(single));
    expect(parts.map(contentsOf)).toEqual(before);
    expect((await merge(...parts, "--out", out)).fingerprint).toBe(fingerprint);
    expect(parts.map(contentsOf)).toEqual(before);
    expect(statSync(join(out, "dataset.json")).dev).not.toBe(statSync(mount).dev);
  });
});

async function merge(...args: string[]): Promise<{ fingerprint: string }> {
  const result = await runCli(["merge", ...args, "--json", "--quiet"]);
  if (result.code !== 0) throw new Error(`exit code ${result.code}: ${result.stderr}`);
  return JSON.parse(result.stdout);
}

/** Shares in folders 0, 1, 2, … of their own. */
async function makeParts(configFile: string, parent: string, of: number): Promise<string[]> {
  mkdirSync(parent, { recursive: true });
  const parts = Array.from({ length: of }, (_, index) => join(parent, String(index)));
  for (const [index, part] of parts.entries()) {
    await generate(["--config", configFile, "--out", part, "--shard", `${index}/${of}`]);
  }
  return parts;
}
