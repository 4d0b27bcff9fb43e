/** The bytes of a dataset depend on its configuration alone. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type GenerateSummary, generate } from "../../support/cli.ts";
import { contentsOf, imagesOf, temporaryFolder, writeJson } from "../../support/folders.ts";

const folder = temporaryFolder();
const small = {
  classes: 4,
  instances: 60,
  imageSize: 128,
  parameters: { orbits: [5, 20], vertices: [50, 90] },
};
const configs = {
  paper: { formulation: "paper", ...small },
  release: { formulation: "release", ...small },
  "one stream": { formulation: "release", streams: 1, ...small },
  "two streams": { formulation: "release", streams: 2, ...small },
  rcdb: { formulation: "rcdb", ...small },
  "rcdb, two streams, the script's layout": {
    ...{ formulation: "rcdb", streams: 2, output: { layout: "release" }, ...small },
  },
  "four streams": { formulation: "release", streams: 4, ...small },
};

describe.each(Object.entries(configs))("%s", (name, config) => {
  const configFile = writeJson(join(folder, `${name}.json`), config);
  const whole = join(folder, name);
  const make = (out: string, ...args: string[]) => generate(["--config", configFile, "--out", out, ...args]);

  let one: GenerateSummary;

  beforeAll(async () => {
    one = await make(whole, "--workers", "1");
  });

  it("has one fingerprint for one, two and three workers", async () => {
    const two = await make(join(folder, `${name} 2`), "--workers", "2");
    const three = await make(join(folder, `${name} 3`), "--workers", "3");
    expect(one.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect([two.fingerprint, three.fingerprint]).toEqual([one.fingerprint, one.fingerprint]);
    expect(contentsOf(join(folder, `${name} 3`))).toEqual(contentsOf(whole));
  });

  it("has the same images in a part, and becomes whole from parts", async () => {
    const out = join(folder, `${name} part`);
    const part = await make(out, "--only-classes", "1-2", "--only-instances", "13-38");
    expect(part).toMatchObject({ images: 52, complete: false, fingerprint: null });
    const manifest = JSON.parse(readFileSync(join(out, "dataset.json"), "utf8"));
    expect(manifest).toMatchObject({ complete: false, part: { classes: [1, 2], instances: [13, 38] } });
    expect(Object.keys(imagesOf(out))).toHaveLength(52);
    expect(imagesOf(whole)).toMatchObject(imagesOf(out));

    const more = await make(out, "--only-classes", "2-3", "--only-instances", "20-50");
    expect(more.images).toBe(52 + 12 + 31);
    expect(imagesOf(whole)).toMatchObject(imagesOf(out));

    const completed = await make(out);
    expect(completed.fingerprint).toBe(one.fingerprint);
    const [wholeContents, contents] = [contentsOf(whole), contentsOf(out)];
    delete wholeContents["journal.jsonl"];
    delete contents["journal.jsonl"];
    expect(contents).toEqual(wholeContents);
  });
});

it("has another fingerprint for another seed", async () => {
  const configFile = writeJson(join(folder, "seed.json"), configs.paper);
  const one = await generate(["--config", configFile, "--out", join(folder, "seed 1")]);
  const two = await generate(["--config", configFile, "--out", join(folder, "seed 2"), "--seed", "2"]);
  expect(two.fingerprint).not.toBe(one.fingerprint);
});

it("can be made again from its own dataset.json", async () => {
  const configFile = writeJson(join(folder, "again.json"), configs["two streams"]);
  const first = await generate(["--config", configFile, "--out", join(folder, "first")]);
  const description = join(folder, "first", "dataset.json");
  const second = await generate(["--config", description, "--out", join(folder, "second")]);
  expect(second.fingerprint).toBe(first.fingerprint);
});
