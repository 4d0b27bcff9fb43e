/** ExFractalDB through the whole pipeline: the script's names and pictures, streams from anywhere, shares, classes that are brought. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sha256 } from "../support/digests.ts";
import { contentsOf, filesIn } from "../support/folders.ts";
import {
  datasetsOf,
  expectForeign,
  expectSameFromShares,
  expectSameFromTable,
  expectSameInParts,
  expectSound,
} from "../support/layouts.ts";
import { decode } from "../support/pictures.ts";
import { picturesGolden } from "../support/spatialGoldens.ts";

const datasets = datasetsOf("exfractaldb");
const { make } = datasets;
const VIEWS = 12;
const script = { search: "script", viewpoint: "ring" };
/** Quickly found classes, and pictures of few points. */
const quick = { variance: 0.02, searchPoints: 1000, points: 1000 };

describe("layout release", () => {
  it("has the script's names and pixels, from a stream", async () => {
    const config = { classes: 1, instances: 30, streams: 1, seed: 0, parameters: script };
    const out = await make("golden", { ...config, output: { layout: "release" } });
    for (const { view, sha256: golden } of picturesGolden.pictures.slice(0, VIEWS)) {
      const name = `000000_00000_${String(view).padStart(3, "0")}.png`;
      const { grey, channels, isGrey } = await decode(join(out, "000000", name));
      expect([channels, isGrey, sha256(grey).slice(0, 16)]).toEqual([3, true, golden]);
    }
    const names = filesIn(out).filter((name) => name.endsWith(".png"));
    expect([names.length, names[29]]).toEqual([30, "000000/000000_00002_005.png"]);
    await expectSound(out);
  });

  it("tells its own files from others", async () => {
    const output = { layout: "release" };
    const out = await make("foreign", { classes: 2, instances: 8, parameters: quick, output });
    const [first, second] = readdirSync(join(out, "000001"));
    expect([first, second]).toEqual(["000001_00000_000.png", "000001_00001_000.png"]);
    await expectForeign(out, "000001", "000001_00003_001.png");
  });
});

describe.each(["random", "ring"])("viewpoint %s", (viewpoint) => {
  const config = { classes: 3, instances: 60, parameters: { ...quick, viewpoint } };

  it("gives the same however it is drawn: workers, parts, shares", async () => {
    const parts = [["--only-classes", "2-2", "--only-instances", "5-17"]];
    await expectSameInParts(datasets, viewpoint, config, parts, "--workers", "1");
    await expectSameFromShares(datasets, viewpoint, config);
  });

  it("gives the same with each class's file as the released code has it", () =>
    expectSameFromTable(datasets, viewpoint, config, 13));
});

it("a stream is the same with any number of workers", async () => {
  const config = { classes: 4, instances: 40, streams: 2, parameters: { ...quick, ...script } };
  const many = await make("many", config);
  const one = await make("one", config, "--workers", "1");
  expect(contentsOf(one)).toEqual(contentsOf(many));
  await expectSound(many);
});
