/** dataset.json is somebody's words: whatever it holds, what comes of it is a sentence and never a fault of the program. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readManifest } from "../../main/dataset/manifest.ts";
import { verify } from "../../main/verify/verify.ts";
import { generate } from "../support/cli.ts";
import { temporaryFolder } from "../support/folders.ts";
import { testStudio } from "../support/studio.ts";

const out = join(temporaryFolder(), "dataset");
let text = "";

beforeAll(async () => {
  await generate([
    "--preset",
    "sample",
    "--classes",
    "2",
    "--instances",
    "2",
    "--image-size",
    "32",
    "--out",
    out,
  ]);
  text = readFileSync(join(out, "dataset.json"), "utf8");
});

const shapes: [string, (manifest: Record<string, unknown>) => void][] = [
  ["fingerprint", (manifest) => Object.assign(manifest, { fingerprint: { a: 1 } })],
  ["counts.images", (manifest) => Object.assign(manifest.counts as object, { images: "4" })],
  ["counts.bytes", (manifest) => Object.assign(manifest.counts as object, { bytes: -1 })],
  ["statistics", (manifest) => Object.assign(manifest, { statistics: [] })],
  [
    "nearDuplicates.closest",
    (manifest) => Object.assign(manifest.nearDuplicates as object, { closest: null }),
  ],
  ["generator", (manifest) => Object.assign(manifest, { generator: null })],
  ["complete", (manifest) => Object.assign(manifest, { complete: "yes" })],
  ["part", (manifest) => Object.assign(manifest, { part: 7 })],
];

describe.each(shapes)("a description whose %s is something else", (field, change) => {
  test("is damaged by that field, opens as such in the studio, and is put right by a repair", async () => {
    const manifest = JSON.parse(text);
    change(manifest);
    writeFileSync(join(out, "dataset.json"), JSON.stringify(manifest));
    expect(() => readManifest(out)).toThrow(`is damaged (${field}`);
    const { studio } = await testStudio();
    await studio.api.grantFolder({ path: out });
    await expect(studio.call("openDataset", { path: out })).rejects.toThrow(/dataset\.json is damaged/);
    const report = await verify({ folder: out, repair: true, workers: 1 });
    expect(report.faults).toEqual([expect.objectContaining({ path: "dataset.json", repaired: true })]);
    expect(readFileSync(join(out, "dataset.json"), "utf8")).toBe(text);
  });
});

/** Text of a value in itself: so deep that nobody can walk through it by recursion. */
const deep = (open: string, close: string): string => open.repeat(150_000) + close.repeat(150_000);

test.each<[string, string, RegExp]>([
  ["a list for a field", "statistics", /statistics/],
  ["objects for a field", "part", /part/],
  ["objects in a field of others' own", "note", /note is no field of it/],
])("nesting without end is told and put right: %s", async (what, field, told) => {
  const value = what.startsWith("a list") ? deep("[", "]") : deep('{"a":', "}").replace(":}", ":1}");
  const manifest = JSON.parse(text);
  manifest[field] = "DEEP";
  writeFileSync(join(out, "dataset.json"), JSON.stringify(manifest).replace('"DEEP"', value));
  for (const repair of [false, true]) {
    const { faults } = await verify({ folder: out, repair, workers: 1 });
    expect(faults).toEqual([expect.objectContaining({ path: "dataset.json", repaired: repair })]);
    expect(faults[0].detail).toMatch(told);
  }
  expect(readFileSync(join(out, "dataset.json"), "utf8")).toBe(text);
});

test.each(["config", "schemaVersion"])("nesting without end as %s is told in a sentence", (field) => {
  const changed = { ...JSON.parse(text), [field]: "DEEP" };
  writeFileSync(join(out, "dataset.json"), JSON.stringify(changed).replace('"DEEP"', deep("[", "]")));
  expect(() => readManifest(out)).toThrow(/is not a dataset's description|is damaged/);
});

test.each(["null", "[]", "7", '"x"', "{}", '{"config": {}}', "{", ""])(
  "%s is no description, and is told as such",
  (content) => {
    writeFileSync(join(out, "dataset.json"), content);
    expect(() => readManifest(out)).toThrow(/is not a dataset's description|is damaged/);
  },
);
