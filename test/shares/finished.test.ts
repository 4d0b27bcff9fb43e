/** A merge into a dataset that is finished already takes away what its own shares left, and nothing else. */

import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { InputError } from "../../main/common/errors.ts";
import { shareLockName, shareManifestName } from "../../main/dataset/share.ts";
import { formulaClasses } from "../../main/generate/classes/formulaClasses.ts";
import { type MergeSummary, mergeShares } from "../../main/shares/merge.ts";
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

it("refuses folders that do not exist, by their names", async () => {
  const nowhere = join(temporaryFolder(), "nowhere");
  await expectRefused([nowhere], copyOf(own.whole), nowhere, "does not exist");
});

it("refuses folders without a share, and leaves them", async () => {
  const empty = join(temporaryFolder(), "empty");
  mkdirSync(empty);
  await expectRefused([empty], copyOf(own.whole), empty, "no share");
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
