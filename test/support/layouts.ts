/** Datasets of one formulation that the command line makes, and what has to hold of all of them. */
import { spawn } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { cliPath, generate, runCli } from "./cli.ts";
import { sha256 } from "./digests.ts";
import { contentsOf, imagesOf, temporaryFolder, writeJson } from "./folders.ts";
import { runPython } from "./python.ts";

export interface Datasets {
  /** Where they lie, each under its name. */
  folder: string;
  /** Writes a configuration's file. */
  file(name: string, config: object): string;
  /** Makes a dataset, or goes on with the one of this name. */
  make(name: string, config: object, ...options: string[]): Promise<string>;
}

export function datasetsOf(formulation: string): Datasets {
  const folder = temporaryFolder();
  const file = (name: string, config: object): string =>
    writeJson(join(folder, `${name}.json`), { formulation, ...config });
  return {
    folder,
    file,
    async make(name, config, ...options) {
      const out = join(folder, name);
      await generate(["--config", file(name, config), "--out", out, "--workers", "3", ...options]);
      return out;
    },
  };
}

interface Verified {
  faultsTotal: number;
  faults: { path: string; kind: string }[];
}

async function verified(out: string): Promise<[number | null, Verified]> {
  const { code, stdout } = await runCli(["verify", out, "--json"]);
  return [code, JSON.parse(stdout)];
}

export async function expectSound(out: string): Promise<void> {
  const [code, { faultsTotal }] = await verified(out);
  expect([code, faultsTotal]).toEqual([0, 0]);
}

/** A copy of a class's first image under a name that the dataset has not is the only thing that is not its own. */
export async function expectForeign(out: string, folder: string, name: string): Promise<void> {
  const [first] = readdirSync(join(out, folder));
  copyFileSync(join(out, folder, first), join(out, folder, name));
  const [, { faults }] = await verified(out);
  expect(faults.map(({ path, kind }) => [path, kind])).toEqual([[`${folder}/${name}`, "foreign"]]);
}

/** What is made in parts, one after the other, is what is made at once. Returns the whole. */
export async function expectSameInParts(
  { make }: Datasets,
  name: string,
  config: object,
  parts: readonly string[][],
  ...last: string[]
): Promise<string> {
  const whole = await make(name, config);
  for (const part of parts) await make(`${name}-parts`, config, ...part);
  expect(imagesOf(await make(`${name}-parts`, config, ...last))).toEqual(imagesOf(whole));
  await expectSound(whole);
  return whole;
}

/** What two machines make and `merge` joins is what one makes: every file of it. */
export async function expectSameFromShares({ make }: Datasets, name: string, config: object): Promise<void> {
  const whole = await make(name, config);
  let shares = "";
  for (const share of ["0/2", "1/2"]) shares = await make(`${name}-shares`, config, "--shard", share);
  const { code } = await runCli(["merge", shares]);
  expect(code).toBe(0);
  expect(contentsOf(shares)).toEqual(contentsOf(whole));
  await expectSound(whole);
}

/** The classes' files are lines of so many numbers, from which another dataset has the same images. Returns that one. */
export async function expectSameFromTable(
  { make }: Datasets,
  name: string,
  config: object,
  numbers: number,
): Promise<string> {
  const whole = await make(name, config);
  const table = join(whole, "param");
  for (const lines of Object.values(linesIn(table)))
    for (const line of lines) expect(line.split(",")).toHaveLength(numbers);
  const given = await make(`${name}-given`, config, "--class-table", table);
  expect(imagesOf(given)).toEqual(imagesOf(whole));
  return given;
}

function linesIn(folder: string): Record<string, string[]> {
  const read = (name: string): string[] => readFileSync(join(folder, name), "utf8").trimEnd().split("\n");
  return Object.fromEntries(readdirSync(folder).map((name) => [name, read(name)]));
}

/** A sample of a tar or a stream, as WebDataset reads it. */
export interface FoundSample {
  key: string;
  fields?: string[];
  label: number;
  /** Of the image's bytes. */
  sha256: string;
}

/** The samples of tars. */
export const samplesIn = (...shards: string[]): FoundSample[][] =>
  runPython<FoundSample[][]>("layouts/shards.py", ...shards);

/** Runs `stream` to its end, quiet as it has to be. @param folder where what it hands out is put down to be read */
export async function streamed(folder: string, ...options: string[]): Promise<FoundSample[]> {
  const path = join(folder, `${sha256(options.join())}.tar`);
  const child = spawn(process.execPath, [cliPath, "stream", ...options]);
  const chunks: Buffer[] = [];
  let errors = "";
  child.stderr.on("data", (data) => {
    errors += data;
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  for await (const chunk of child.stdout) chunks.push(chunk);
  expect([await ended, errors]).toEqual([0, ""]);
  writeFileSync(path, Buffer.concat(chunks));
  return samplesIn(path)[0];
}

/** Digests of a dataset's images in folders, by the keys that samples have. */
export function imagesByKey(out: string): Record<string, string> {
  const images = Object.entries(imagesOf(out));
  return Object.fromEntries(images.map(([path, digest]) => [path.replace(/.*\/(.*)\.\w+$/, "$1"), digest]));
}
