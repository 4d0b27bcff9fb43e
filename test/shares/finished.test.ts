/** A merge into a dataset that is finished already takes away what its own shares left, and nothing else. */

import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { InputError } from "../../main/common/errors.ts";
import { shareJournalName, shareLockName, shareManifestName } from "../../main/dataset/share.ts";
import { formulaClasses } from "../../main/generate/classes/formulaClasses.ts";
import { type MergeSummary, mergeShares } from "../../main/shares/merge.ts";
import { runCli } from "../support/cli.ts";
import { configOf, lastShare, stateOf, type Template, templateOf } from "../support/faults/attacks.ts";
import { temporaryFolder } from "../support/folders.ts";

let own: Template;

beforeAll(async () => {
  own = await templateOf(configOf("imagefolder"));
});

function copyOf(folder: string): string {
  const copy = join(temporaryFolder(), "copy");
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function merge(folders: string[], out: string): Promise<MergeSummary> {
  return mergeShares({ folders, out, formulaOf: formulaClasses });
}

/** As a user's mistake, by which nothing has been changed. */
async function expectRefused(folders: string[], out: string, ...words: string[]): Promise<void> {
  const there = [...folders, out].filter((folder) => existsSync(folder));
  const before = there.map((folder) => stateOf(folder));
  const error = await merge(folders, out).then(
    () => null,
    (reason: Error) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  for (const word of words) expect(error?.message).toContain(word);
  expect(there.map((folder) => existsSync(folder) && stateOf(folder))).toEqual(before);
}

describe("refuses shares of another dataset:", () => {
  const base = configOf("imagefolder");
  it.each([
    ["of another seed", { ...base, seed: 2 }, "seed"],
    ["of another layout", configOf("release"), "formulation"],
    ["in shards", configOf("webdataset"), "output.layout"],
    ["in tables", configOf("parquet"), "output.layout"],
  ])("%s", async (_, config, field) => {
    const other = await templateOf(parseConfig(config));
    const shares = copyOf(other.shares);
    const whole = copyOf(own.whole);
    await expectRefused([shares], whole, shares, whole, field);
    // Also where a foreign description has come into the folder of the shares.
    cpSync(join(whole, "dataset.json"), join(shares, "dataset.json"));
    await expectRefused([shares], shares, shares, field);
    cpSync(join(whole, "journal.jsonl"), join(shares, "journal.jsonl"));
    await expectRefused([shares], shares, shares, field);
  });

  it("with a description that was changed to that of the dataset", async () => {
    const other = await templateOf(parseConfig({ ...base, seed: 2 }));
    const shares = copyOf(other.shares);
    for (const share of [{ index: 0, of: 2 }, lastShare])
      cpSync(join(own.shares, shareManifestName(share)), join(shares, shareManifestName(share)));
    await expectRefused([shares], copyOf(own.whole), shares);
  });
});

it("says which folders do not exist, as where the same merge is run twice", async () => {
  const [parent, whole] = [temporaryFolder(), copyOf(own.whole)];
  const nowhere = join(parent, "nowhere");
  const before = stateOf(whole);
  expect(await merge([nowhere], whole)).toMatchObject({ complete: true, gone: [nowhere], copied: false });
  expect(stateOf(whole)).toBe(before);
  const out = join(parent, "joined");
  const shares = copyOf(own.shares);
  const first = await merge([shares], out);
  expect(await merge([shares], out)).toEqual({ ...first, gone: [shares] });
  const { code, stderr } = await runCli(["merge", shares, "--out", out]);
  expect([code, stderr]).toEqual([0, expect.stringContaining(`note: ${shares} is empty or does not exist`)]);
});

it.each(["in place", "elsewhere"])("is found where another merge ends first, %s", async (place) => {
  const packed = await templateOf(configOf("webdataset"));
  const shares = copyOf(packed.shares);
  const out = place === "in place" ? shares : join(temporaryFolder(), "joined");
  let first: MergeSummary | null = null;
  // After the shares were found, and before the locks are taken.
  const findClasses = async (): Promise<void> => {
    first = await merge([shares], out);
  };
  const second = await mergeShares({ folders: [shares], out, formulaOf: formulaClasses, findClasses });
  expect(second).toEqual({ ...first!, gone: place === "in place" ? [] : [shares] });
});

it("is not called complete where a share's journal went while the shares were joined", async () => {
  const shares = copyOf(own.shares);
  const progress = (what: string, images: number, total: number): void => {
    if (what === "checked" && images === total) rmSync(join(shares, shareJournalName(lastShare)));
  };
  const merging = mergeShares({ folders: [shares], formulaOf: formulaClasses, progress });
  await expect(merging).rejects.toThrow("was changed while the shares were joined");
  expect(existsSync(join(shares, "dataset.json"))).toBe(false);
});

it("is not begun over a merge of other shares that was cut off", async () => {
  const [shares, out] = [copyOf(own.shares), join(temporaryFolder(), "joined")];
  const cutOff = new AbortController();
  const progress = (what: string): void => {
    if (what === "moved") cutOff.abort(new Error("cut off"));
  };
  const options = { folders: [shares], out, formulaOf: formulaClasses };
  await expect(mergeShares({ ...options, progress, signal: cutOff.signal })).rejects.toThrow("cut off");
  const other = await templateOf(parseConfig({ ...configOf("imagefolder"), seed: 2 }));
  await expectRefused([copyOf(other.shares)], out, out, "another configuration");
  expect((await merge([shares], out)).complete).toBe(true);
});

it("refuses folders with something else in them, and leaves them and empty ones", async () => {
  const empty = join(temporaryFolder(), "empty");
  mkdirSync(empty);
  expect(await merge([empty], copyOf(own.whole))).toMatchObject({ gone: [empty] });
  expect(existsSync(empty)).toBe(true);
  writeFileSync(join(empty, "thesis.tex"), "");
  await expectRefused([copyOf(own.shares), empty], copyOf(own.whole), empty, "no share");
});

it.each(["another's", "cut off", "gone"])(
  "keeps shares beside a description that calls them complete while its journal is %s",
  async (journal) => {
    const folder = copyOf(own.shares);
    cpSync(join(own.whole, "dataset.json"), join(folder, "dataset.json"));
    const other = await templateOf(parseConfig({ ...configOf("imagefolder"), seed: 2 }));
    const from = { "another's": other.whole, "cut off": own.unfinished }[journal];
    if (from !== undefined) cpSync(join(from, "journal.jsonl"), join(folder, "journal.jsonl"));
    await expectRefused([folder], folder, folder, "journal.jsonl");
    rmSync(join(folder, "dataset.json"));
    expect((await merge([folder], folder)).complete).toBe(true);
  },
);

it("may be repeated where it was made in place", async () => {
  const folder = copyOf(own.shares);
  const first = await merge([folder], folder);
  expect(await merge([folder], folder)).toEqual(first);
});

it("may be repeated after it was killed, when folders of shares are gone, empty or locked", async () => {
  const out = copyOf(own.whole);
  writeFileSync(join(out, ".merging"), "");
  const parent = temporaryFolder();
  const [gone, empty, locked] = ["gone", "empty", "locked"].map((name) => join(parent, name));
  for (const folder of [empty, locked]) mkdirSync(folder);
  const dead = { pid: 2 ** 30, host: hostname(), started: null };
  writeFileSync(join(locked, shareLockName(lastShare)), JSON.stringify(dead));
  expect((await merge([gone, empty, locked], out)).complete).toBe(true);
  expect([empty, locked, join(out, ".merging")].map((path) => existsSync(path))).toEqual([
    true,
    false,
    false,
  ]);
});
