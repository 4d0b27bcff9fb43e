/** Datasets whose PNG files an earlier version wrote: the same pixels in other bytes. */
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type JournalEntry, lineOf, parseLine } from "../../main/dataset/journal/journalLines.ts";
import { shareManifestName } from "../../main/dataset/share.ts";
import { generate, runCli } from "../support/cli.ts";
import { run } from "../support/faults/damage.ts";
import { contentsOf, temporaryFolder, writeJson } from "../support/folders.ts";

/** A copy of a dataset of version 0.1.0: two classes of two images, in files or in one shard. */
function copyOf(kind: "files" | "shards"): string {
  const from = fileURLToPath(new URL(`../fixtures/datasets/first-png-${kind}`, import.meta.url));
  const out = join(temporaryFolder(), kind);
  cpSync(from, out, { recursive: true });
  return out;
}

/** Lines of the journal, the header first. */
const linesOf = (out: string): string[] =>
  readFileSync(join(out, "journal.jsonl"), "utf8").trim().split("\n");
const writeLines = (out: string, lines: string[]): void =>
  writeFileSync(join(out, "journal.jsonl"), `${lines.join("\n")}\n`);

describe("files of an earlier version", () => {
  test("are compared by their pixels", async () => {
    const out = copyOf("files");
    const { code, report } = await run("verify", out);
    expect(report).toMatchObject({ faults: [], otherPng: "0.1.0", imagesDrawn: 4, complete: true });
    expect(code).toBe(0);
    const { stdout } = await runCli(["verify", out]);
    expect(stdout).toMatch(/Version 0\.1\.0 wrote the same pixels in other bytes, .* digests and pixels\./);
  });

  test("are told where their pixels are others, though their digests are right", async () => {
    const out = copyOf("files");
    const [header, first, second, ...others] = linesOf(out);
    const [one, other] = [first, second].map((line) => parseLine(line) as JournalEntry);
    const { bytes, digest, ink, grey } = one;
    writeLines(out, [header, first, `${lineOf({ ...other, bytes, digest, ink, grey }).trim()}`, ...others]);
    const [from, to] = ["0000", "0001"].map((n) => join(out, "image", "00000", `00000_${n}.png`));
    writeFileSync(to, readFileSync(from));
    const { code, report } = await run("verify", out);
    expect(code).toBe(1);
    expect(report.faults.map(({ path, kind }) => `${path}: ${kind}`)).toContain(
      `${join("image", "00000", "00000_0001.png")}: other picture`,
    );
  });

  test("are left alone by a repair where they are damaged or missing", async () => {
    const out = copyOf("files");
    writeFileSync(join(out, "image", "00001", "00001_0000.png"), "x");
    rmSync(join(out, "image", "00001", "00001_0001.png"));
    const before = contentsOf(out);
    const { code, report } = await run("repair", out);
    expect(code).toBe(1);
    expect(report).toMatchObject({ faultsTotal: 2, faultsRepaired: 0, imagesDrawn: 2 });
    expect(contentsOf(out)).toEqual(before);
    const { stdout } = await runCli(["repair", out]);
    expect(stdout).toMatch(/left, for only version 0\.1\.0 can make what is missing or damaged/);
  });

  test("are not gone on with, unless forced", async () => {
    const out = copyOf("files");
    writeLines(out, linesOf(out).slice(0, -1));
    rmSync(join(out, "image", "00001", "00001_0001.png"));
    const configFile = join(out, "dataset.json");
    const { code, stderr } = await runCli(["generate", "--config", configFile, "--out", out]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /this dataset was begun by version 0\.1\.0, whose PNG files have the same pixels .* --force/,
    );
    const forced = await generate(["--config", configFile, "--out", out, "--force"]);
    expect(forced).toMatchObject({ complete: true });
  });
});

test("shards of an earlier version are compared by their digests", async () => {
  const out = copyOf("shards");
  const { code, report } = await run("verify", out);
  expect(report).toMatchObject({ faults: [], otherPng: "0.1.0", imagesDrawn: 0, complete: true });
  expect(code).toBe(0);
  const shard = join(out, "SHARDS-000000.tar");
  const bytes = readFileSync(shard);
  bytes[600] ^= 1;
  writeFileSync(shard, bytes);
  const before = contentsOf(out);
  expect((await run("repair", out)).report).toMatchObject({ faultsTotal: 1, faultsRepaired: 0 });
  expect(contentsOf(out)).toEqual(before);
});

test("shares of two versions are not joined, and what is joined tells its version", async () => {
  const folder = temporaryFolder();
  const out = join(folder, "out");
  const configFile = join(folder, "config.json");
  writeJson(configFile, { formulation: "paper", classes: 2, instances: 2, imageSize: 32 });
  for (const index of [0, 1]) {
    await generate(["--config", configFile, "--out", out, "--shard", `${index}/2`, "--workers", "1"]);
  }
  const description = (index: number): string => join(out, shareManifestName({ index, of: 2 }));
  const makeEarlier = (index: number): void => {
    const { png, ...fields } = JSON.parse(readFileSync(description(index), "utf8"));
    expect(png).toBe(2);
    writeJson(description(index), { ...fields, generator: { ...fields.generator, version: "0.1.0" } });
  };
  makeEarlier(1);
  const { code, stderr } = await runCli(["merge", out]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/share 1\/2 .* by version 0\.1\.0, share 0\/2 by .* the same pixels in other bytes/);
  makeEarlier(0);
  expect((await runCli(["merge", out])).code).toBe(0);
  const joined = JSON.parse(readFileSync(join(out, "dataset.json"), "utf8"));
  expect(joined.generator.version).toBe("0.1.0");
  expect("png" in joined).toBe(false);
});
