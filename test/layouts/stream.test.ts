/** `stream` hands out the shards' samples through a pipe, and nothing else happens. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { cliPath, generate, runCli } from "../support/cli.ts";
import { filesIn, temporaryFolder, writeJson } from "../support/folders.ts";
import { type FoundSample, samplesIn, streamed } from "../support/layouts.ts";
import { decode } from "../support/pictures.ts";
import { runPython, whyMissing } from "../support/python.ts";

const folder = temporaryFolder();
const config = writeJson(join(folder, "config.json"), {
  formulation: "paper",
  classes: 5,
  instances: 30,
  imageSize: 64,
});
const keys = Array.from({ length: 5 }, (_, c) =>
  Array.from({ length: 30 }, (_, i) => `0000${c}_00${String(i).padStart(2, "0")}`),
).flat();

const stream = (...options: string[]) => streamed(folder, "--config", config, ...options);

describe("stream", () => {
  let whole: FoundSample[];

  beforeAll(async () => {
    whole = await stream();
  });

  it("has the samples of the shards in their order, for any number of workers", async () => {
    const out = join(folder, "shards");
    await generate(["--config", config, "--layout", "webdataset", "--out", out]);
    expect(samplesIn(join(out, "SHARDS-000000.tar"))).toEqual([whole]);
    expect(await stream("--workers", "3")).toEqual(whole);
    expect(whole.map(({ key }) => key).sort()).toEqual(keys);
  });

  it("is shared out without gap or overlap", async () => {
    const shares = [
      await stream("--shard", "0/3"),
      await stream("--shard", "1/3"),
      await stream("--shard", "2/3"),
    ];
    expect(shares.map((share) => share.length)).toEqual([50, 50, 50]);
    expect(shares.flat()).toEqual(whole);
  });

  it("repeats the order in each epoch, or shuffles it anew", async () => {
    expect(await stream("--epochs", "2")).toEqual([...whole, ...whole]);
    const shuffled = await stream("--epochs", "3", "--shuffle");
    const epochs = [0, 1, 2].map((epoch) => shuffled.slice(150 * epoch, 150 * (epoch + 1)));
    expect(epochs[0]).toEqual(whole);
    for (const epoch of epochs) expect(epoch.map(({ key }) => key).sort()).toEqual(keys);
    expect(new Set(epochs.map((epoch) => epoch.map(({ key }) => key).join())).size).toBe(3);
  });

  it("begins with the epoch that is asked for", async () => {
    const shuffled = await stream("--epochs", "3", "--shuffle");
    expect(await stream("--first-epoch", "2", "--shuffle")).toEqual(shuffled.slice(300));
  });

  it("goes on after the samples of its share that were read", async () => {
    const share = ["--shard", "1/3", "--shuffle"];
    const all = await stream(...share, "--epochs", "4");
    for (const skip of [1, 50, 163]) {
      expect(await stream(...share, "--epochs", "4", "--skip", String(skip))).toEqual(all.slice(skip));
    }
    const later = await stream(...share, "--epochs", "2", "--first-epoch", "1", "--skip", "63");
    expect(later).toEqual(all.slice(113, 150));
  });

  it("of one image and several epochs is that many samples for a reader that groups neighbours", async () => {
    const samples = await stream("--classes", "1", "--instances", "1", "--epochs", "3");
    expect(samples.map(({ key }) => key)).toEqual(["00000_0000", "00000_0000-1", "00000_0000-2"]);
    expect(new Set(samples.map(({ sha256 }) => sha256)).size).toBe(1);
  });

  it("says that labels count from 0 where classes do not", async () => {
    const path = writeJson(join(folder, "later.json"), {
      ...{ formulation: "paper", classes: 1, instances: 1, startClass: 7, imageSize: 32 },
    });
    const { code, stderr } = await runCli(["stream", "--config", path]);
    expect([code, stderr]).toEqual([0, expect.stringContaining("class 7 has label 0")]);
  });

  it("ends quietly when its reader leaves", async () => {
    const command =
      '"$0" "$1" stream --preset visualatom-1k --epochs inf | head -c 100000 | wc -c; echo $PIPESTATUS';
    const shell = spawn("bash", ["-c", command, process.execPath, cliPath]);
    let output = "";
    shell.stdout.on("data", (data) => {
      output += data;
    });
    let errors = "";
    shell.stderr.on("data", (data) => {
      errors += data;
    });
    await new Promise((resolve) => shell.on("close", resolve));
    expect([output.trim().split(/\s+/), errors]).toEqual([["100000", "0"], ""]);
  });

  it("draws no further ahead than a few samples while nobody reads", async () => {
    const child = spawn(process.execPath, [cliPath, "stream", "--preset", "visualatom-1k", "--workers", "2"]);
    await new Promise((resolve) => child.stdout.once("readable", resolve));
    // Nobody takes the data from here on: processor time must come to a stand.
    const ticks = (): number => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1].split(" ");
      return Number(fields[11]) + Number(fields[12]);
    };
    let before = -1;
    let steady = 0;
    while (steady < 3) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      const now = ticks();
      steady = now - before <= 3 ? steady + 1 : 0;
      before = now;
    }
    const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))![1]);
    expect(resident).toBeLessThan(600_000);
    const ended = new Promise((resolve) => child.on("close", resolve));
    child.kill("SIGTERM");
    child.stdout.resume();
    expect(await ended).toBe(130);
  });

  it.each([
    ["an exact stream", ["--preset", "visualatom-1k-exact"], "can only be drawn one after the other"],
    ["a share that there is not", ["--config", config, "--shard", "3/3"], "I from 0 to N − 1"],
    [
      "to skip all that there is",
      ["--config", config, "--epochs", "2", "--skip", "300"],
      "--skip 300: 2 epochs have only 300 samples of this share",
    ],
    ["an empty share", ["--config", config, "--shard", "0/1000"], "the dataset has only 150 images"],
  ])("refuses %s", async (_, options, message) => {
    const child = spawn(process.execPath, [cliPath, "stream", ...options]);
    let errors = "";
    child.stderr.on("data", (data) => {
      errors += data;
    });
    expect([await new Promise((resolve) => child.on("close", resolve)), errors]).toEqual([
      2,
      expect.stringContaining(message),
    ]);
  });

  it("does not write an archive to a terminal", async () => {
    const command = [process.execPath, cliPath, "stream", "--config", config]
      .map((word) => `'${word}'`)
      .join(" ");
    const child = spawn("script", ["-qec", command, "/dev/null"]);
    let output = "";
    child.stdout.on("data", (data) => {
      output += data;
    });
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(2);
    expect(output).toContain("stdout is a terminal");
  });

  const missing = whyMissing("torch, PIL, numpy");
  it.skipIf(missing).each([0, 2])("feeds a torch DataLoader with %i processes", async (processes) => {
    const command = [process.execPath, cliPath, "stream", "--config", config, "--workers", "1"];
    const report = runPython<{
      keys: string[];
      labels: number[];
      shapes: unknown[];
      batches: number;
      sum: number;
    }>("layouts/dataloader.py", String(processes), ...command);
    expect([...report.keys].sort()).toEqual(keys);
    expect(report.labels).toEqual(report.keys.map((key) => Number(key.slice(0, 5))));
    expect(new Set(report.shapes.map(String))).toEqual(new Set(["torch.uint8,64,64"]));
    const out = join(folder, `files ${processes}`);
    await generate(["--config", config, "--out", out]);
    const pictures = await Promise.all(
      filesIn(join(out, "image")).map((name) => decode(join(out, "image", name))),
    );
    const sums = pictures.map(({ grey }) => grey.reduce((a, b) => a + b, 0));
    expect(report.sum).toBe(sums.reduce((a, b) => a + b));
  });
});
