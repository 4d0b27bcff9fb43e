/** An interrupted run, continued by the same command, ends in the same files as one that was left alone. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { generate, runCli } from "../../support/cli.ts";
import { journalLine, startWithKill } from "../../support/faults/killed.ts";
import { contentsOf, imagesOf, temporaryFolder, writeJson } from "../../support/folders.ts";

const folder = temporaryFolder();
const parameters = { orbits: [40, 60], vertices: [200, 300] };
const configs = {
  paper: { formulation: "paper", classes: 6, instances: 150, parameters },
  streams: { formulation: "release", streams: 2, classes: 6, instances: 150, parameters },
};

describe.each(Object.entries(configs))("%s", (name, config) => {
  const configFile = join(folder, `${name}.json`);
  const uninterrupted = join(folder, name);

  beforeAll(async () => {
    writeJson(configFile, config);
    await generate(["--config", configFile, "--out", uninterrupted, "--workers", "2"]);
  });

  function interrupted(signal: NodeJS.Signals, out: string) {
    const args = ["generate", "--config", configFile, "--out", out, "--workers", "2"];
    return startWithKill(args, { ...journalLine(3), signal }).ended;
  }

  it.each(["SIGINT", "SIGTERM"] as const)("continues after %s", async (signal) => {
    const out = join(folder, `${name} ${signal}`);
    const stopped = await interrupted(signal, out);
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain("Run the same command again to continue");
    expect(JSON.parse(readFileSync(join(out, "dataset.json"), "utf8"))).toMatchObject({
      complete: false,
      fingerprint: null,
    });
    expect(existsSync(join(out, ".lock"))).toBe(false);
    await generate(["--config", configFile, "--out", out, "--workers", "3"]);
    expect(contentsOf(out)).toEqual(contentsOf(uninterrupted));
  });

  it("continues after SIGKILL, which leaves a lock and half a line", async () => {
    const out = join(folder, `${name} SIGKILL`);
    const stopped = await interrupted("SIGKILL", out);
    expect(stopped.signal).toBe("SIGKILL");
    expect(existsSync(join(out, ".lock"))).toBe(true);
    appendFileSync(join(out, "journal.jsonl"), '{"unit":1,"class":0,"fir');
    await generate(["--config", configFile, "--out", out, "--workers", "1"]);
    expect(contentsOf(out)).toEqual(contentsOf(uninterrupted));
  });

  it("draws again what an incomplete or damaged journal line stands for", async () => {
    const out = join(folder, `${name} damaged`);
    await generate(["--config", configFile, "--out", out]);
    const journal = join(out, "journal.jsonl");
    const lines = readFileSync(journal, "utf8").trimEnd().split("\n");
    // A unit has 8 images here: ⌈900 / 128⌉.
    const damaged = lines.findIndex((line) => line.includes('"class":3,"first":64,'));
    lines[damaged] = "\0".repeat(lines[damaged].length);
    writeFileSync(journal, lines.join("\n").slice(0, -30));
    truncateSync(join(out, "image", "00003", "00003_0070.png"), 10);
    const summary = await generate(["--config", configFile, "--out", out]);
    expect(summary).toMatchObject({ images: 900, complete: true });
    expect(imagesOf(out)).toEqual(imagesOf(uninterrupted));
  });

  it("is not called complete before all that belongs to it is written", async () => {
    const out = join(folder, `${name}-described`);
    await generate(["--config", configFile, "--out", out]);
    const clean = contentsOf(out);
    // As a kill leaves it between the last image and the tables.
    const path = join(out, "dataset.json");
    const manifest = JSON.parse(readFileSync(path, "utf8"));
    writeJson(path, { ...manifest, complete: false, fingerprint: null, nearDuplicates: null });
    rmSync(join(out, "classes.csv"));
    mkdirSync(join(out, "classes.csv.tmp"));
    expect((await runCli(["generate", "--config", configFile, "--out", out])).code).toBe(1);
    expect(JSON.parse(readFileSync(path, "utf8")).complete).toBe(false);
    rmSync(join(out, "classes.csv.tmp"), { recursive: true, force: true });
    await generate(["--config", configFile, "--out", out]);
    expect(contentsOf(out)).toEqual(clean);
  });

  it("says that a finished dataset is complete and leaves it as it is", async () => {
    const before = contentsOf(uninterrupted);
    const result = await runCli(["generate", "--config", configFile, "--out", uninterrupted, "--json"]);
    expect(result.code).toBe(0);
    expect(result.stderr).toContain("The dataset is complete");
    expect(JSON.parse(result.stdout)).toMatchObject({ images: 900, complete: true });
    expect(contentsOf(uninterrupted)).toEqual(before);
  });
});
