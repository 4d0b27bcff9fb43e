/** Datasets to damage, and the commands that find and mend what was damaged. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { DatasetConfig } from "../../../core/config/parameters.ts";
import { parseConfig } from "../../../core/config/schema.ts";
import { lineOf, parseLine } from "../../../main/dataset/journal/journalLines.ts";
import { runJob } from "../../../main/generate/runJob.ts";
import { type VerifyReport, verify } from "../../../main/verify/verify.ts";
import type { VerifyOptions } from "../../../main/verify/verifyOptions.ts";
import { generate, runCli } from "../cli.ts";
import { contentsOf, temporaryFolder, writeJson } from "../folders.ts";
import type { Dice } from "../seeded.ts";

const parameters = { orbits: [20, 40], vertices: [200, 300] };
export const size = { classes: 20, instances: 30, imageSize: 128, parameters };

/** `verify` or `repair` with its exit code. */
export async function run(command: "verify" | "repair", folder: string, ...options: string[]) {
  const { code, stdout, stderr } = await runCli([command, folder, "--json", "--quiet", ...options]);
  if (stdout === "") throw new Error(`exit code ${code}: ${stderr}`);
  return { code, report: JSON.parse(stdout) as VerifyReport };
}

export interface Made {
  folder: string;
  out: string;
  config: string;
  fingerprint: string | null;
  clean: Record<string, string>;
}

export async function make(config: object): Promise<Made> {
  const folder = temporaryFolder();
  const out = join(folder, "a dataset é");
  const file = writeJson(join(folder, "config.json"), config);
  const { fingerprint } = await generate(["--config", file, "--out", out]);
  return { folder, out, config: file, fingerprint, clean: contentsOf(out) };
}

/** In this process, of a dataset that takes a moment. */
export async function makeHere(config: object): Promise<Made & { config: string; of: DatasetConfig }> {
  const folder = temporaryFolder();
  const out = join(folder, "dataset");
  const of = parseConfig({ formulation: "paper", ...smallest, ...config });
  const { fingerprint } = await runJob({ config: of, out, workers: 2 }).done;
  return { folder, out, config: "", of, fingerprint, clean: contentsOf(out) };
}

const smallest = {
  classes: 4,
  instances: 12,
  imageSize: 48,
  parameters: { orbits: [3, 9], vertices: [20, 90] },
};

export function verifyHere(out: string, options: Partial<VerifyOptions> = {}): Promise<VerifyReport> {
  return verify({ folder: out, workers: 2, ...options });
}

/** `verify` finds nothing, and every file is what it was. */
export async function expectMendedHere({ out, fingerprint, clean }: Made): Promise<void> {
  const report = await verifyHere(out);
  expect(report).toMatchObject({ faults: [], fingerprint, complete: true });
  expect(contentsOf(out)).toEqual(clean);
}

export async function expectMended({ out, fingerprint, clean }: Made): Promise<void> {
  const { code, report } = await run("verify", out);
  expect(report.faults).toEqual([]);
  expect(code).toBe(0);
  expect(report.fingerprint).toBe(fingerprint);
  expect(contentsOf(out)).toEqual(clean);
}

// biome-ignore lint/suspicious/noExplicitAny: what is changed is meant to be of any type
export type Fields = Record<string, any>;

/** Changes a journal's lines as somebody does who knows the format: with the right checksums. */
export function changeJournal(path: string, change: (line: Fields) => void): void {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  const changed = lines.map((text) => {
    const line = parseLine(text) as Fields;
    if (line.unit !== undefined) change(line);
    return lineOf(line as never);
  });
  writeFileSync(path, changed.join(""));
}

export function flipBit(path: string, { below }: Dice): void {
  const bytes = readFileSync(path);
  const at = below(bytes.length);
  bytes[at] ^= 1 << below(8);
  writeFileSync(path, bytes);
}
