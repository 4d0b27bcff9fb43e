/** The commands beside `generate`, and what goes to which stream. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate, runCli } from "../../support/cli.ts";
import { filesIn, temporaryFolder, writeJson } from "../../support/folders.ts";
import { decode } from "../../support/pictures.ts";

const folder = temporaryFolder();
const parameters = { orbits: [5, 20], vertices: [50, 90] };
const small = { classes: 6, instances: 5, imageSize: 128, parameters };
const paper = writeJson(join(folder, "paper.json"), { formulation: "paper", ...small });
const streams = writeJson(join(folder, "streams.json"), { formulation: "release", streams: 3, ...small });

describe("generate", () => {
  it("prints exactly one JSON object on stdout with --json, all else on stderr", async () => {
    const out = join(folder, "json");
    const result = await runCli(["generate", "--config", paper, "--out", out, "--json"]);
    expect(result.stdout.trim().split("\n")).toHaveLength(1);
    const summary = JSON.parse(result.stdout);
    expect(Object.keys(summary).sort()).toEqual(
      [
        "blankImages",
        "bytes",
        "complete",
        "fingerprint",
        "images",
        "imagesPerSecond",
        "nearDuplicates",
        "out",
        "seconds",
        "statistics",
      ].sort(),
    );
    const manifest = JSON.parse(readFileSync(join(out, "dataset.json"), "utf8"));
    expect(manifest.counts).toMatchObject({
      images: 30,
      bytes: summary.bytes,
      blankImages: summary.blankImages,
    });
    expect(manifest.fingerprint).toBe(summary.fingerprint);
    expect(result.stderr).toContain(summary.fingerprint);
  });

  it("says nothing with --quiet", async () => {
    const result = await runCli(["generate", "--config", paper, "--out", join(folder, "quiet"), "--quiet"]);
    expect(result).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });

  it("ships each class's parameters as a file and as a row of one table", async () => {
    const out = join(folder, "parameters");
    await generate(["--config", streams, "--out", out]);
    const [header, ...rows] = readFileSync(join(out, "classes.csv"), "utf8").trimEnd().split("\n");
    expect(rows.map((row) => row.split(",")[0])).toEqual(["0", "1", "2", "3", "4", "5"]);
    const names = header.split(",").slice(1);
    const fourth = rows[4].split(",").slice(1);
    const own = readFileSync(join(out, "param", "00004.csv"), "utf8");
    expect(own).toBe(`name,value\n${names.map((name, i) => `${name},${fourth[i]}\n`).join("")}`);
  });
});

describe("presets", () => {
  it("lists every preset, also as JSON", async () => {
    const text = await runCli(["presets"]);
    expect(text.stdout).toMatch(/97\.4 \/ 85\.0 \/ 90\.1/);
    const json = JSON.parse((await runCli(["presets", "--json"])).stdout) as { name: string }[];
    expect(json.length).toBeGreaterThan(20);
    for (const { name } of json) expect(text.stdout).toContain(name);
  });

  it("ends quietly when its reader leaves", async () => {
    const command = `"${process.execPath}" dist/cli.js presets | head -c 10 > /dev/null; echo "\${PIPESTATUS[0]}"`;
    const shell = spawn("bash", ["-c", command], { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    shell.stdout.on("data", (data) => {
      output += data;
    });
    shell.stderr.on("data", (data) => {
      output += data;
    });
    await new Promise((resolve) => shell.on("close", resolve));
    expect(output.trim()).toBe("0");
  });
});

describe("classes", () => {
  it.each([
    ["paper", paper],
    ["streams", streams],
  ])("writes the table that generate writes, without drawing: %s", async (name, config) => {
    const out = join(folder, `classes ${name}`);
    await generate(["--config", config, "--out", out]);
    const csv = join(folder, `${name}.csv`);
    expect(await runCli(["classes", "--config", config, "--csv", csv])).toMatchObject({
      code: 0,
      stdout: "",
    });
    expect(readFileSync(csv, "utf8")).toBe(readFileSync(join(out, "classes.csv"), "utf8"));
  });

  it("prints a row for each class", async () => {
    const { stdout } = await runCli(["classes", "--config", paper]);
    expect(stdout.trimEnd().split("\n")).toHaveLength(7);
  });
});

describe("estimate", () => {
  it("tells images, bytes and time, and writes nothing", async () => {
    const out = join(folder, "estimated", "deep");
    const result = await runCli(["estimate", "--config", streams, "--out", out, "--json"]);
    const estimate = JSON.parse(result.stdout);
    expect(estimate).toMatchObject({ images: 30, enoughSpace: true });
    expect(estimate.diskBytes % 1).toBe(0);
    expect(estimate.diskBytes).toBeGreaterThan(estimate.bytes);
    expect(estimate.imagesPerSecond).toBeGreaterThan(0);
    expect(filesIn(folder).filter((name) => name.startsWith("estimated"))).toEqual([]);
  });

  it("says whether the disk is enough, and what would help where it is not", async () => {
    const enough = await runCli(["estimate", "--config", streams]);
    expect(enough.stdout).toMatch(/^disk {5}enough at .*: .* free$/m);
    const many = ["--classes", "1000000", "--instances", "100000", "--image-size", "64"];
    const huge = ["--preset", "sample", ...many];
    const short = await runCli(["estimate", ...huge, "--out", folder]);
    expect(short.code).toBe(0);
    expect(short.stdout).toMatch(
      /^disk {5}not enough at .*: about .* needed and .* free.*; choose another disk, .* or fewer images$/m,
    );
    const refused = await runCli(["generate", ...huge, "--out", join(folder, "huge")]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/--out: at .* needed and .* free.* or write anyway with --force/);
  });

  it.each([
    ["webdataset", "with the shards' headers and padding"],
    ["parquet", "with the shards' columns of labels and keys"],
  ])("says of layout %s what its shards add, not blocks of files", async (layout, words) => {
    const sample = ["--preset", "sample", "--image-size", "64", "--layout", layout];
    const { stdout } = await runCli(["estimate", ...sample]);
    expect(stdout).toMatch(/^bytes .* on disk /m);
    expect(stdout).toContain(`(${words})`);
    expect(stdout).not.toContain("blocks");
  });

  it("comes near the true size", async () => {
    const made = await generate(["--preset", "sample", "--image-size", "128", "--out", join(folder, "near")]);
    const args = ["--preset", "sample", "--image-size", "128", "--out", folder, "--json"];
    const estimate = JSON.parse((await runCli(["estimate", ...args])).stdout);
    expect(estimate.bytes / made.bytes).toBeGreaterThan(0.8);
    expect(estimate.bytes / made.bytes).toBeLessThan(1.25);
  });
});

describe("preview", () => {
  it("shows true pictures: at full size they are the dataset's pixels", async () => {
    const sheet = join(folder, "sheet.png");
    const args = ["--columns", "3", "--rows", "2", "--picture-size", "128"];
    expect((await runCli(["preview", "--config", streams, "--out", sheet, ...args])).code).toBe(0);
    const out = join(folder, "previewed");
    await generate(["--config", streams, "--out", out]);
    const { width, grey } = await decode(sheet);
    const picture = await decode(join(out, "image", "00004", "00004_0000.png"));
    // Class 4 is the second picture of the second row; 4 px between pictures, 18 px for each label.
    const [x, y] = [4 + 132, 4 + 150];
    const shown = new Uint8Array(128 * 128);
    for (let row = 0; row < 128; row++) {
      shown.set(grey.subarray((y + row) * width + x, (y + row) * width + x + 128), row * 128);
    }
    expect(Buffer.from(shown).equals(Buffer.from(picture.grey))).toBe(true);
  });

  it.each([
    ["no PNG", "sheet.jpg", "it must end in .png"],
    ["in a folder that is not there", join("nowhere", "sheet.png"), "there is no folder"],
  ])("refuses a file %s", async (_, name, message) => {
    const result = await runCli(["preview", "--config", streams, "--out", join(folder, name)]);
    expect([result.code, result.stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(join(folder, name))).toBe(false);
  });

  it.each([
    ["30 × 30 pictures", ["--columns", "30", "--rows", "30"], "4,924 × 5,464 px"],
    ["a row of dots", ["--columns", "4000", "--rows", "1", "--picture-size", "1"], "20,004 × 27 px"],
    ["pictures that take minutes each", ["--config", "absurd.json"], "200,000,000 vertices"],
  ])("refuses a sheet of %s before it is drawn", async (_, args, message) => {
    const sheet = join(folder, "large.png");
    const parameters = { orbits: [2000, 2000], vertices: [100_000, 100_000] };
    const absurd = writeJson(join(folder, "absurd.json"), {
      formulation: "paper",
      imageSize: 4096,
      parameters,
    });
    const words = args[0] === "--config" ? ["--config", absurd] : ["--preset", "visualatom-1k", ...args];
    const result = await runCli(["preview", ...words, "--out", sheet]);
    expect([result.code, result.stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(sheet)).toBe(false);
  });
});

it("shows an example in every command's help", async () => {
  for (const command of [
    ...["generate", "presets", "classes", "images", "estimate", "preview", "stream"],
    ...["verify", "repair", "merge", "cluster", "serve"],
  ]) {
    const { code, stdout } = await runCli([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`visualatom ${command} `.trimEnd());
    expect(stdout).toMatch(/Examples?:/);
  }
});
