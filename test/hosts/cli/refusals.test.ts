/** What the command line refuses, how it says so, and that it then leaves everything as it was. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { blockedPorts } from "../../../main/hosts/cli/serve.ts";
import { generate, runCli } from "../../support/cli.ts";
import { heldAt, journalLine, startWithKill } from "../../support/faults/killed.ts";
import { contentsOf, filesIn, temporaryFolder, writeJson } from "../../support/folders.ts";

const folder = temporaryFolder();
const configFile = (name: string, config: unknown): string => writeJson(join(folder, name), config);
const tiny = configFile("tiny.json", { formulation: "paper", classes: 2, instances: 2, imageSize: 64 });
const out = join(folder, "never");

describe("bad input ends with code 2 and the name of what is wrong", () => {
  const text = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const sample = ["--preset", "sample"];
  const huge = text("huge.json", "");
  truncateSync(huge, 2 ** 32);
  it.each<[string, string[], string]>([
    ["no configuration", [], "--preset"],
    ["two configurations", [...sample, "--config", tiny], "--preset and --config"],
    ["an unknown preset", ["--preset", "smaple"], "did you mean sample"],
    ["an unknown option", [...sample, "--sede", "1"], "--seed"],
    ["too few classes", [...sample, "--classes", "0"], "it must be an integer from 1 to 1,000,000"],
    ["too many classes", [...sample, "--classes", "99999999"], "--classes"],
    ["no number", [...sample, "--instances", "many"], "--instances"],
    ["a fraction", [...sample, "--instances", "1.5"], "--instances"],
    ["a negative seed", [...sample, "--seed", "-1"], "--seed"],
    ["too small an image", [...sample, "--image-size", "3"], "it must be an integer from 16 to 4096"],
    ["stored larger than drawn", [...sample, "--stored-size", "600"], "storedSize"],
    ["quality out of range", [...sample, "--quality", "101"], "it must be an integer from 1 to 100"],
    ["an unknown file format", [...sample, "--image", "gif"], "--image"],
    ["an unknown layout", [...sample, "--layout", "tar"], "--layout"],
    ["jpeg in the script's layout", [...sample, "--layout", "release", "--image", "jpeg"], "output.image"],
    ["no worker", [...sample, "--workers", "0"], "--workers"],
    [
      "more workers than could be of use",
      [...sample, "--workers", "1000"],
      "it must be an integer from 1 to ",
    ],
    ["classes outside", [...sample, "--only-classes", "5-10"], "--only-classes: 5-10"],
    ["instances outside", [...sample, "--only-instances", "10"], "--only-instances: 10-10"],
    ["a range backwards", [...sample, "--only-classes", "3-1"], "--only-classes"],
    ["no such file", ["--config", join(folder, "none.json")], "none.json"],
    ["a folder for a file", ["--config", folder], "folder"],
    ["broken JSON", ["--config", text("broken.json", "{")], "not valid JSON"],
    [
      "a comma too many",
      ["--config", text("comma.json", '{\n  "formulation": "paper",\n}')],
      "at line 3, column 1)",
    ],
    ["a file far larger than any", ["--config", huge], "huge.json: larger than 2,097,152 bytes"],
    ["zeros without end", ["--config", "/dev/zero"], "/dev/zero: larger than"],
    ["control characters", [...sample, "--seed", "\u001b[31m1"], "'\\u001b[31m1'"],
    ["an array", ["--config", text("array.json", "[]")], "array.json"],
    [
      "an unknown field",
      ["--config", text("u.json", '{"formulation":"paper","parameters":{"orbitz":[1,2]}}')],
      "did you mean parameters.orbits",
    ],
    [
      "a range the wrong way round",
      ["--config", text("r.json", '{"formulation":"paper","parameters":{"orbits":[9,2]}}')],
      "parameters.orbits",
    ],
    [
      "thick integer lines",
      ["--config", text("t.json", '{"formulation":"paper","parameters":{"lineThickness":2}}')],
      "lineThickness",
    ],
  ])("%s", async (_, args, word) => {
    const result = await runCli(["generate", "--out", out, ...args]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(word);
    expect(result.stderr).not.toMatch(/^\s+at /m);
    expect(result.stdout).toBe("");
    expect(existsSync(out)).toBe(false);
  });

  it("no folder, an empty one, an unknown command", async () => {
    expect(await runCli(["generate", "--preset", "sample"])).toMatchObject({ code: 2 });
    expect(await runCli(["generate", "--preset", "sample", "--out", ""])).toMatchObject({ code: 2 });
    expect(await runCli(["paint"])).toMatchObject({ code: 2 });
  });
});

describe("folders", () => {
  it("refuses a folder with other things in it and leaves them alone", async () => {
    const foreign = join(folder, "foreign");
    mkdirSync(foreign);
    writeFileSync(join(foreign, "thesis.txt"), "years of work");
    const before = contentsOf(foreign);
    const result = await runCli(["generate", "--config", tiny, "--out", foreign, "--force"]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("thesis.txt");
    expect(contentsOf(foreign)).toEqual(before);
  });

  it("refuses a dataset of another configuration, says what differs and leaves it alone", async () => {
    const other = join(folder, "other");
    await generate(["--config", tiny, "--out", other]);
    const before = contentsOf(other);
    const result = await runCli(["generate", "--config", tiny, "--out", other, "--seed", "7"]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("seed: 1 there, 7 here");
    expect(contentsOf(other)).toEqual(before);
  });

  it("refuses a file for a folder", async () => {
    const result = await runCli(["generate", "--config", tiny, "--out", tiny]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("choose a folder");
  });

  it("says so when it may not write, in one sentence", async () => {
    const locked = join(folder, "locked");
    mkdirSync(locked);
    chmodSync(folder, 0o755);
    chmodSync(locked, 0o555);
    // The superuser may write anywhere.
    const options = process.getuid?.() === 0 ? { uid: 65534 } : {};
    const result = await runCli(["generate", "--config", tiny, "--out", join(locked, "x")], options);
    chmodSync(locked, 0o755);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/^error: no permission to write .*locked/);
    expect(result.stderr.trim().split("\n")).toHaveLength(1);
    expect(filesIn(locked)).toEqual([]);
  });

  it("lets only one of two runs at once into a folder", async () => {
    const shared = join(folder, "shared");
    const many = configFile("many.json", { formulation: "paper", classes: 20, instances: 100 });
    const first = startWithKill(["generate", "--config", many, "--out", shared, "--workers", "1"], {
      ...journalLine(2),
      signal: "SIGSTOP",
    });
    await heldAt(join(shared, "journal.jsonl"), 2);
    const second = await runCli(["generate", "--config", many, "--out", shared]);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain("another run");
    first.process.kill("SIGINT");
    first.process.kill("SIGCONT");
    expect((await first.ended).code).toBe(130);
  });
});

it("takes paths with spaces and letters of other alphabets", async () => {
  const odd = join(folder, "Übung mit Leer zeichen", "原子 #1 100%");
  const summary = await generate(["--config", tiny, "--out", odd]);
  expect(summary).toMatchObject({ images: 4, complete: true, out: odd });
  expect(filesIn(odd)).toContain("image/00001/00001_0001.png");
});

/** Sets a terminal's title, rings, and makes what follows red. */
const escapes = "\u001b]0;hi\u0007\u001b[31m";
const controls = (text: string): string[] =>
  [...text].filter((character) => character < " " && character !== "\n");

describe("control characters are shown as such", () => {
  const change = (path: string, fields: object): void => {
    writeJson(path, { ...JSON.parse(readFileSync(path, "utf8")), ...fields });
  };

  it.skipIf(process.platform === "win32")("of a file's name, also that of a line's end", async () => {
    const foreign = join(folder, "escapes");
    mkdirSync(foreign);
    writeFileSync(join(foreign, `a\n${escapes}`), "");
    const { code, stderr } = await runCli(["generate", "--config", tiny, "--out", foreign]);
    expect(code).toBe(2);
    expect(stderr).toContain("(it contains a\\u000a\\u001b]0;hi\\u0007\\u001b[31m)");
    expect(controls(stderr)).toEqual([]);
  });

  it("of a share's description", async () => {
    const shares = join(folder, "shares");
    for (const index of [0, 1]) await generate(["--config", tiny, "--out", shares, "--shard", `${index}/2`]);
    change(join(shares, "dataset-00000-of-00002.json"), { canvas: escapes });
    const { code, stderr } = await runCli(["merge", shares]);
    expect(code).toBe(2);
    expect(stderr).toContain("share 0/2 with \\u001b]0;hi\\u0007\\u001b[31m");
    expect(controls(stderr)).toEqual([]);
  });

  it("of a version that wrote a dataset, in errors and in reports", async () => {
    const whole = join(folder, "written by escapes");
    await generate(["--config", tiny, "--out", whole]);
    change(join(whole, "dataset.json"), {
      png: undefined,
      generator: { name: "visualatom-studio", version: escapes },
    });
    const report = await runCli(["verify", whole]);
    expect(report.stdout).toContain("Version \\u001b]0;hi");
    expect(controls(report.stdout + report.stderr)).toEqual([]);
    const { config } = JSON.parse(readFileSync(join(whole, "dataset.json"), "utf8"));
    change(join(whole, "dataset.json"), { config: { ...config, instances: 20_000 } });
    rmSync(join(whole, "journal.jsonl"));
    const error = await runCli(["verify", whole]);
    expect(error.stderr).toContain("was written by version \\u001b]0;hi");
    expect(controls(error.stderr)).toEqual([]);
  });
});

describe("ports that browsers open no page on", () => {
  it.each([...blockedPorts])("%i is one", async (port) => {
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ cause: { message: "bad port" } });
  });

  it("are refused by serve", async () => {
    const { code, stderr } = await runCli(["serve", "--port", "6000"]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("6000 is not allowed; browsers open no page"),
    ]);
  });
});
