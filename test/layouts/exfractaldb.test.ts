/** ExFractalDB through the whole pipeline: the script's names and pictures, streams from anywhere, shares, classes that are brought. */
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate, runCli } from "../support/cli.ts";
import { contentsOf, filesIn, imagesOf, temporaryFolder, writeJson } from "../support/folders.ts";
import { decode } from "../support/pictures.ts";
import { digest, picturesGolden } from "../support/spatialGoldens.ts";

const VIEWS = 12;
const folder = temporaryFolder();
const script = { search: "script", viewpoint: "ring" };
/** Quickly found classes, and pictures of few points. */
const quick = { variance: 0.02, searchPoints: 1000, points: 1000 };

async function make(name: string, config: object, ...options: string[]): Promise<string> {
  const out = join(folder, name);
  const file = writeJson(join(folder, `${name}.json`), { formulation: "exfractaldb", ...config });
  await generate(["--config", file, "--out", out, "--workers", "3", ...options]);
  return out;
}

async function isSound(out: string): Promise<void> {
  const { code, stdout } = await runCli(["verify", out, "--json"]);
  expect([code, JSON.parse(stdout).faultsTotal]).toEqual([0, 0]);
}

describe("layout release", () => {
  it("has the script's names and pixels, from a stream", async () => {
    const config = { classes: 1, instances: 30, streams: 1, seed: 0, parameters: script };
    const out = await make("golden", { ...config, output: { layout: "release" } });
    for (const { view, sha256 } of picturesGolden.pictures.slice(0, VIEWS)) {
      const name = `000000_00000_${String(view).padStart(3, "0")}.png`;
      const { grey, channels, isGrey } = await decode(join(out, "000000", name));
      expect([channels, isGrey, digest(grey).slice(0, 16)]).toEqual([3, true, sha256]);
    }
    const names = filesIn(out).filter((name) => name.endsWith(".png"));
    expect([names.length, names[29]]).toEqual([30, "000000/000000_00002_005.png"]);
    await isSound(out);
  });

  it("tells its own files from others", async () => {
    const out = await make("foreign", {
      classes: 2,
      instances: 8,
      parameters: quick,
      output: { layout: "release" },
    });
    const [first, second] = readdirSync(join(out, "000001"));
    expect([first, second]).toEqual(["000001_00000_000.png", "000001_00001_000.png"]);
    copyFileSync(join(out, "000001", first), join(out, "000001", "000001_00003_001.png"));
    const { stdout } = await runCli(["verify", out, "--json"]);
    expect(JSON.parse(stdout).faults.map(({ path, kind }: Record<string, string>) => [path, kind])).toEqual([
      ["000001/000001_00003_001.png", "foreign"],
    ]);
  });
});

describe.each(["random", "ring"])("viewpoint %s", (viewpoint) => {
  const config = { classes: 3, instances: 60, parameters: { ...quick, viewpoint } };

  it("gives the same however it is drawn: workers, parts, shares", async () => {
    const whole = await make(`whole-${viewpoint}`, config);
    await make(`parts-${viewpoint}`, config, "--only-classes", "2-2", "--only-instances", "5-17");
    const parts = await make(`parts-${viewpoint}`, config, "--workers", "1");
    expect(imagesOf(parts)).toEqual(imagesOf(whole));
    for (const share of ["0/2", "1/2"]) await make(`shares-${viewpoint}`, config, "--shard", share);
    const { code } = await runCli(["merge", join(folder, `shares-${viewpoint}`)]);
    expect(code).toBe(0);
    expect(contentsOf(join(folder, `shares-${viewpoint}`))).toEqual(contentsOf(whole));
    await isSound(whole);
  });

  it("gives the same with each class's file as the released code has it", async () => {
    const whole = await make(`whole-${viewpoint}`, config);
    const lines = readFileSync(join(whole, "param", "00001.csv"), "utf8").split("\n");
    expect(lines[0].split(",")).toHaveLength(13);
    const given = await make(`given-${viewpoint}`, config, "--class-table", join(whole, "param"));
    expect(imagesOf(given)).toEqual(imagesOf(whole));
  });
});

it("a stream is the same with any number of workers", async () => {
  const config = { classes: 4, instances: 40, streams: 2, parameters: { ...quick, ...script } };
  const many = await make("many", config);
  const one = await make("one", config, "--workers", "1");
  expect(contentsOf(one)).toEqual(contentsOf(many));
  await isSound(many);
});
