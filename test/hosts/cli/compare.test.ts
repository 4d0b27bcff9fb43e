/** Command `compare`: of the very pictures that are stored, as a table and as JSON. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { measureClass, type SampledPicture } from "../../../core/compare/classMeasures.ts";
import type { ComparedConfiguration, Comparison } from "../../../core/compare/comparison.ts";
import { generate, runCli, startCli } from "../../support/cli.ts";
import { filesIn, temporaryFolder, writeJson } from "../../support/folders.ts";
import { decode } from "../../support/pictures.ts";

const folder = temporaryFolder();
const file = (name: string, config: unknown): string => writeJson(join(folder, name), config);

const parameters = { orbits: [5, 20], vertices: [50, 90] };
const small = { classes: 6, instances: 5, imageSize: 64, parameters };
const paper = file("paper.json", { formulation: "paper", ...small });

async function compare(names: string[], ...options: string[]): Promise<Comparison> {
  const result = await runCli(["compare", ...names, ...options, "--json"]);
  expect(result.code, result.stderr).toBe(0);
  expect(result.stdout.trim().split("\n")).toHaveLength(1);
  return JSON.parse(result.stdout);
}

describe("what is measured", () => {
  it("are the very pictures that are stored, and their files", async () => {
    const out = join(folder, "stored");
    await generate(["--config", paper, "--out", out]);
    const comparison = await compare([paper], "--sample-instances", "5");
    const [{ distributions, measures, sample }] = comparison.configurations;
    expect(sample).toMatchObject({ classes: 6, instances: 5, images: 30, pairsBetween: 15, pairsWithin: 60 });
    const files = filesIn(join(out, "image")).map((name) => join(out, "image", name));
    const pictures = await Promise.all(
      files.map(async (path): Promise<SampledPicture> => {
        const { grey } = await decode(path);
        return { samples: grey, ink: grey.filter((value) => value > 0).length / grey.length, bytes: 0 };
      }),
    );
    const numbers = [0, 1, 2, 3, 4, 5].map((c) => measureClass(c, pictures.slice(5 * c, 5 * c + 5), 64, 0));
    const similarities = numbers.flatMap((each) => [...each.similarities]);
    const four = (values: number[]) =>
      values.map((value) => Number(value.toPrecision(4))).sort((a, b) => a - b);
    expect(distributions.similarityWithin).toEqual(four(similarities));
    expect(distributions.ink).toEqual(four(pictures.map(({ ink }) => ink)));
    const { bytes, images } = (await generate(["--config", paper, "--out", join(folder, "again")])) as {
      bytes: number;
      images: number;
    };
    expect(measures.bytes!.value).toBeCloseTo(bytes / images, 6);
    expect(comparison.configurations[0].datasetBytes.value).toBeCloseTo(bytes, 3);
  });

  it("is another sample for another seed, and a smaller interval for more classes", async () => {
    const many = file("many.json", { formulation: "paper", ...small, classes: 200, instances: 2 });
    const of = async (...options: string[]) => (await compare([many], ...options)).configurations[0];
    const few = await of("--sample-classes", "8");
    const others = await of("--sample-classes", "8", "--sample-seed", "1");
    expect(others.pictures).not.toEqual(few.pictures);
    const more = await of("--sample-classes", "128");
    const width = ({ measures }: ComparedConfiguration) => measures.ink!.high! - measures.ink!.low!;
    expect(width(more)).toBeLessThan(width(few));
  });

  it("at the side that is asked for, the same for all, at most the smallest picture's", async () => {
    const large = file("large.json", { formulation: "paper", ...small, imageSize: 128 });
    expect((await compare([large, paper])).side).toBe(64);
    expect((await compare([large, paper], "--side", "32")).side).toBe(32);
    expect((await compare([large])).side).toBe(128);
  });

  it("of one image a class says nothing of what is within, of a dataset's own description what it describes", async () => {
    const out = join(folder, "described");
    await generate(["--config", paper, "--out", out, "--instances", "1"]);
    const [{ measures, instances }] = (await compare([join(out, "dataset.json")])).configurations;
    expect(instances).toBe(1);
    expect(measures.similarityWithin).toBeNull();
    expect(measures.fisher).toBeNull();
    expect(measures.similarityBetween).not.toBeNull();
  });

  it("counts classes that are nearly the same over the whole dataset where that is at hand", async () => {
    const alike = file("alike.json", {
      ...{ formulation: "paper", ...small, classes: 30, instances: 2 },
      parameters: {
        orbits: [5, 5],
        vertices: [60, 60],
        frequency1: [3, 3],
        frequency2: [4, 4],
        ...{ amplitude1: [0.5, 0.5], amplitude2: [0.5, 0.5], diameter: [100, 102], noiseLevel: [0.5, 0.5] },
      },
    });
    const [{ alikeClasses }] = (await compare([alike], "--sample-classes", "4")).configurations;
    expect(alikeClasses).toMatchObject({ classes: 30, isAll: true, complete: true });
    expect(alikeClasses.pairs).toBeGreaterThan(0);
    const { stderr } = await runCli(["classes", "--config", alike, "--csv", join(folder, "alike.csv")]);
    expect(stderr).toContain(`${alikeClasses.pairs} pair`);
  });
});

describe("the table", () => {
  it("has a column for each configuration and a row for each measure, in groups", async () => {
    const other = file("other.json", { formulation: "rcdb", ...small });
    const { code, stdout } = await runCli(["compare", paper, other]);
    expect(code).toBe(0);
    const [header, ...lines] = stdout.split("\n");
    expect(header.trim().split(/\s+/)).toEqual(["paper.json", "other.json"]);
    for (const heading of ["Between classes", "Within a class", "Pictures in the mean", "Faults", "Cost"]) {
      expect(lines).toContain(heading);
    }
    const similarity = lines.filter((line) => line.startsWith("  Similarity of pictures (MS-SSIM)"));
    expect(similarity).toHaveLength(2);
    for (const line of similarity) expect(line.match(/\d\.\d+ ± \d\.\d+/g)).toHaveLength(2);
    expect(stdout).toContain("From 6 × 5 images of each (classes × instances), at 64 px");
    expect(stdout).not.toContain("Colourfulness");
  });

  it("says why there is no interval, where there is none", async () => {
    const two = file("two.json", { formulation: "paper", ...small, classes: 2, instances: 2 });
    const { stdout } = await runCli(["compare", two]);
    expect(stdout).toContain("± ?: of so few classes or images there is no interval");
    expect((await runCli(["compare", paper])).stdout).not.toContain("± ?");
  });

  it("tells files of the same name apart", async () => {
    const out = join(folder, "described too");
    await generate(["--config", paper, "--out", out]);
    const one = join(out, "dataset.json");
    const other = file("dataset.json", { formulation: "paper", ...small });
    const { stdout } = await runCli(["compare", one, other]);
    expect(stdout.split("\n")[0]).toContain(one);
  });
});

describe("bad input ends with code 2 and says what is wrong", () => {
  const tiny = file("tiny.json", { formulation: "paper", classes: 2, instances: 2, imageSize: 20 });
  it.each<[string, string[], string]>([
    ["nothing", [], "missing required argument"],
    ["an unknown preset", ["visualatom-2k"], "did you mean visualatom-1k"],
    ["no such file", ["none.json"], "error: none.json: there is no such file"],
    ["a folder", [folder], "this is a folder"],
    ["broken fields", [file("broken.json", { formulation: "paper", classes: 0 })], "classes"],
    ["the same twice", ["sample", "sample"], '"sample" is given twice'],
    ["the same file by two ways", [paper, join(folder, "x", "..", "paper.json")], "is given twice"],
    ["a preset with a point", ["amplitude-0.5-9"], "did you mean amplitude-0.5-1"],
    [
      "a seed that is too large",
      ["sample", "--sample-seed", "9007199254740992"],
      "from 0 to 9,007,199,254,740,991",
    ],
    ["too many", Array.from({ length: 21 }, (_, i) => `preset-${i}`), "compare up to 20 at a time"],
    ["one class", ["sample", "--sample-classes", "1"], "it must be an integer from 2 to 1000"],
    ["too many images", ["sample", "--sample-instances", "65"], "it must be an integer from 1 to 64"],
    ["too small a side", ["sample", "--side", "31"], "it must be an integer from 32 to 256"],
    [
      "a side larger than the pictures",
      [paper, "--side", "100"],
      "larger than the pictures of paper.json (64 px)",
    ],
    ["pictures that are too small", ["sample", tiny], "tiny.json: pictures of 20 px are too small"],
    ["a negative seed", ["sample", "--sample-seed", "-1"], "--sample-seed"],
    ["no worker", ["sample", "--workers", "0"], "--workers"],
    ["an unknown option", ["sample", "--seed", "1"], "--seed"],
  ])("%s", async (_, args, words) => {
    const { code, stdout, stderr } = await runCli(["compare", ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(stdout).toBe("");
  });
});

it("ends with code 130 at Ctrl-C, without a table", async () => {
  const running = startCli([
    "compare",
    "visualatom-1k",
    "--sample-classes",
    "1000",
    "--sample-instances",
    "64",
  ]);
  let told = "";
  running.process.stderr!.on("data", (data) => {
    told += data;
  });
  // It says how far it is, and is far from its end.
  await expect.poll(() => told).toContain("of 64,000 pictures measured");
  running.process.kill("SIGINT");
  const { code, stdout, stderr } = await running.ended;
  expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
  expect(stderr).toContain("Interrupted.");
});
