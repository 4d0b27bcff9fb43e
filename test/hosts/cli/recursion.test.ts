/** Datasets of recursive atoms, and those without recursion as they were before there was any. */
import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate, runCli } from "../../support/cli.ts";
import { sha256 } from "../../support/digests.ts";
import { expectMended, flipBit, make, run } from "../../support/faults/damage.ts";
import { imagesOf, temporaryFolder, writeJson } from "../../support/folders.ts";
import { dice } from "../../support/seeded.ts";

const folder = temporaryFolder();
const plain = { formulation: "paper", classes: 4, instances: 3, imageSize: 96, seed: 11 };
const recursion = { depth: 2, ratio: 0.5, factor: 3 };
const recursive = { ...plain, parameters: { recursion } };
const linesOf = (path: string) => readFileSync(path, "utf8").trimEnd().split("\n");

describe("a dataset without recursion", () => {
  /** Of the version before the field: configuration's digest in the journal, and table of classes; the fingerprint is that of version 0.2.0's PNG files. */
  const before = {
    fingerprint: "d0ea12bc877d7236aecde9bdad1514d2d889c3ff662200664deba191d54af2c5",
    configuration: "2cd28059b10336c4bd5d0cbf4016001c444097c32728524afea064a05b14dc85",
    classes: "e110e7c5b6f2dbab8429e2b81ae88c392c89a9ba77303339336bb11365513a5e",
  };

  it.each([
    ["is not named", plain],
    ["has depth 0", { ...plain, parameters: { recursion: { ...recursion, depth: 0 } } }],
  ])("is byte for byte what it was, where recursion %s", async (name, config) => {
    const out = join(folder, name);
    const { fingerprint } = await generate([
      ...["--config", writeJson(join(folder, `${name}.json`), config)],
      ...["--out", out, "--workers", "2"],
    ]);
    const [header] = linesOf(join(out, "journal.jsonl"));
    const table = sha256(readFileSync(join(out, "classes.csv")));
    expect({ fingerprint, configuration: JSON.parse(header).config, classes: table }).toEqual(before);
    expect(readFileSync(join(out, "dataset.json"), "utf8")).not.toContain("recursion");
  });
});

describe("a recursive dataset", () => {
  it("has D, ρ and m in its description and its tables, and other images than without", async () => {
    const { out } = await make(recursive);
    const { config } = JSON.parse(readFileSync(join(out, "dataset.json"), "utf8"));
    expect(config.parameters.recursion).toEqual(recursion);
    const [header, ...rows] = linesOf(join(out, "classes.csv"));
    expect(header).toMatch(/,noiseLevel,depth,ratio,factor$/);
    for (const row of rows) expect(row).toMatch(/,2,0\.5,3$/);
    expect(linesOf(join(out, "param", "00003.csv")).slice(-3)).toEqual(["depth,2", "ratio,0.5", "factor,3"]);
    const without = imagesOf((await make(plain)).out);
    const images = imagesOf(out);
    expect(Object.keys(images)).toEqual(Object.keys(without));
    for (const [name, digest] of Object.entries(images)) expect(digest, name).not.toBe(without[name]);
  });

  it.each([
    ["lines, in folders", {}, join("image", "00002", "00002_0001.png")],
    ["canvas, in folders", { renderer: "canvas" }, join("image", "00002", "00002_0001.png")],
    ["lines, in shards", { output: { layout: "webdataset", shardSize: 5 } }, "SHARDS-000001.tar"],
  ])("is verified and repaired: %s", async (_, changes, image) => {
    const made = await make({ ...recursive, ...changes });
    const { code, report } = await run("verify", made.out);
    expect([code, report.faults, report.fingerprint]).toEqual([0, [], made.fingerprint]);
    flipBit(join(made.out, image), dice("recursion"));
    rmSync(join(made.out, "classes.csv"));
    const damaged = await run("verify", made.out);
    expect(damaged.code).toBe(1);
    expect(damaged.report.faults.length).toBeGreaterThanOrEqual(2);
    expect((await run("repair", made.out)).code).toBe(0);
    await expectMended(made);
  });

  it("is not taken for the one without recursion", async () => {
    const [made, other] = [await make(recursive), await make(plain)];
    const image = join("image", "00000", "00000_0000.png");
    copyFileSync(join(other.out, image), join(made.out, image));
    const { code, report } = await run("verify", made.out);
    expect([code, report.faults.map(({ path }) => path)]).toEqual([1, [image]]);
  });

  it("is named among the presets, with what surprises of it told and without an accuracy", async () => {
    const listed = (await runCli(["presets"])).stdout.split("\n");
    const row = listed.find((line) => line.startsWith("visualatom-1k-recursive "));
    expect(row).toContain("1,000,000");
    expect(row).toContain("Ours, not the paper's");
    expect(row).not.toMatch(/\d\d\.\d \//);
    const { stdout } = await runCli(["classes", "--preset", "visualatom-1k-recursive"]);
    expect(stdout.split("\n")[0]).toMatch(/noiseLevel +depth +ratio +factor$/);
    const few = ["--classes", "1", "--instances", "1", "--image-size", "32"];
    const made = await runCli([
      "generate",
      "--preset",
      "visualatom-1k-recursive",
      ...few,
      "--out",
      join(folder, "few"),
    ]);
    expect([made.code, made.stderr]).toEqual([
      0,
      expect.stringContaining("note: parameters.recursion.depth: Depth 2 repeats waves"),
    ]);
    const card = readFileSync(join(folder, "few", "README.md"), "utf8");
    expect(card).toContain("Recursive atoms are ours: the paper's equations are depth 0");
  });

  it("is refused with the field, the value and what is allowed, and nothing is written", async () => {
    const wrong = { ...plain, parameters: { recursion: { depth: 2, factor: 1.5 } } };
    const out = join(folder, "refused");
    const config = writeJson(join(folder, "wrong.json"), wrong);
    const { code, stderr } = await runCli(["generate", "--config", config, "--out", out]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      "parameters.recursion.factor: 1.5 is not allowed; it must be an integer from 2 to 100",
    );
    expect(() => readFileSync(join(out, "dataset.json"))).toThrow(/ENOENT/);
  });
});
