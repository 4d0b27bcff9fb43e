/** What was drawn by lot for each image, as the readable reference draws it. */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { MOST_REDRAWS } from "../../core/config/redraws.ts";
import { parseConfig } from "../../core/config/schema.ts";
import type { RcdbPlacement } from "../../core/formulations/rcdb/parameters.ts";
import { ReferenceSource, referenceImage } from "../../core/render/referenceSource.ts";
import { type ImageDrawsOf, imageDraws } from "../../main/generate/imageDraws.ts";
import { WorkerPool } from "../../main/generate/pool.ts";
import { runCli, startCli } from "../support/cli.ts";
import { cacheOfOwn, temporaryFolder, writeJson } from "../support/folders.ts";

const folder = temporaryFolder();
cacheOfOwn();
const pool = new WorkerPool(2);
afterAll(() => pool.close());

const size = { classes: 6, instances: 5, imageSize: 64 };
const part = { classes: [1, 4], instances: [2, 4] } as {
  classes: [number, number];
  instances: [number, number];
};
const configs = {
  paper: parseConfig({ formulation: "paper", ...size, parameters: { vertices: [20, 40], orbits: [1, 9] } }),
  release: parseConfig({ formulation: "release", ...size, output: { layout: "webdataset" } }),
  exact: parseConfig({ formulation: "release", ...size, streams: 2, parameters: { orbits: [1, 9] } }),
};

async function found(config: Parameters<typeof imageDraws>[0], of = part): Promise<ImageDrawsOf[]> {
  const images: ImageDrawsOf[] = [];
  for await (const image of imageDraws(config, of, { pool })) images.push(image);
  return images;
}

describe("nucleus and greys", () => {
  it.each(Object.entries(configs))("are the reference's: %s", async (_, config) => {
    const images = await found(config);
    expect(images.map(({ classIndex, instance }) => [classIndex, instance])).toEqual(
      [1, 2, 3, 4].flatMap((classIndex) => [2, 3, 4].map((instance) => [classIndex, instance])),
    );
    for (const { classIndex, instance, nucleusX, nucleusY, redraws, greys } of images) {
      const { centre, orbits } = referenceImage(config, classIndex, instance);
      expect([nucleusX, nucleusY, redraws]).toEqual([centre.x, centre.y, 0]);
      expect([...greys]).toEqual(orbits.map(({ grey }) => grey));
    }
  });

  it.each([null, 2])("of RCDB have the image's own ellipse, streams: %s", async (streams) => {
    const config = parseConfig({ formulation: "rcdb", ...size, streams });
    const images = await found(config);
    expect(images).toHaveLength(12);
    for (const { classIndex, instance, further } of images) {
      const { radius, ovalX, ovalY } = referenceImage(config, classIndex, instance).centre as RcdbPlacement;
      expect(further).toEqual([radius, ovalX, ovalY]);
    }
  });

  it("of streams go on where a run of images ends", async () => {
    const config = parseConfig({ ...configs.exact, instances: 450 });
    const images = await found(config, { classes: [1, 2], instances: [190, 449] });
    expect(images).toHaveLength(520);
    for (const at of [0, 9, 10, 11, 259, 260, 519]) {
      const { classIndex, instance, nucleusX, nucleusY } = images[at];
      const { centre } = referenceImage(config, classIndex, instance);
      expect([nucleusX, nucleusY]).toEqual([centre.x, centre.y]);
    }
  });

  it("are those of the attempt that was stored", async () => {
    const config = parseConfig({
      ...configs.paper,
      instances: 40,
      redrawBlank: true,
      parameters: { ...configs.paper.parameters, orbits: [1, 1], grey: [0, 0.01] },
    });
    const images = await found(config, { classes: [0, 5], instances: [0, 39] });
    const source = new ReferenceSource(config);
    for (const { classIndex, instance, nucleusX, nucleusY, redraws, greys } of images) {
      let attempt = 0;
      source.begin(classIndex, instance, attempt);
      while (attempt < MOST_REDRAWS && source.paint().every((grey) => grey === 0)) {
        attempt += 1;
        source.begin(classIndex, instance, attempt);
      }
      source.begin(classIndex, instance, attempt);
      expect([redraws, nucleusX, nucleusY]).toEqual([attempt, source.centre().x, source.centre().y]);
      expect([...greys]).toEqual([...source.orbits()].map(({ grey }) => grey));
    }
    expect(images.filter(({ redraws }) => redraws > 0).length).toBeGreaterThan(20);
  });
});

describe("visualatom images", () => {
  const config = writeJson(join(folder, "config.json"), configs.paper);

  it("writes a row for each image to a file or to stdout", async () => {
    const csv = join(folder, "images.csv");
    const args = ["images", "--config", config, "--only-classes", "2", "--only-instances", "1-3"];
    const { code, stderr } = await runCli([...args, "--csv", csv]);
    expect([code, stderr]).toEqual([0, expect.stringContaining("3 images written to")]);
    const { stdout } = await runCli(args);
    expect(readFileSync(csv, "utf8")).toBe(stdout);
    const [header, first, ...others] = stdout.trim().split("\n");
    expect(header).toBe("class,instance,nucleusX,nucleusY,redraws,greys");
    const { centre, orbits } = referenceImage(configs.paper, 2, 1);
    expect(first).toBe(`2,1,${centre.x},${centre.y},0,${orbits.map(({ grey }) => grey).join(" ")}`);
    expect(others).toHaveLength(2);
  });

  it("names the columns of RCDB's ellipse", async () => {
    const rcdb = ["--preset", "rcdb-1k", "--only-classes", "0", "--only-instances", "0"];
    const { stdout } = await runCli(["images", ...rcdb]);
    const [header, row] = stdout
      .trim()
      .split("\n")
      .map((line) => line.split(","));
    expect(header.join()).toBe("class,instance,nucleusX,nucleusY,radius,ovalX,ovalY,redraws,greys");
    expect(row).toHaveLength(header.length);
  });

  it("leaves a file as it was when it is interrupted", async () => {
    const place = temporaryFolder();
    const csv = join(place, "images.csv");
    writeFileSync(csv, "before");
    const running = startCli(["images", "--preset", "visualatom-1k", "--csv", csv]);
    await expect.poll(() => readdirSync(place).length).toBe(2);
    running.process.kill("SIGINT");
    expect((await running.ended).code).toBe(130);
    expect(readFileSync(csv, "utf8")).toBe("before");
    expect(readdirSync(place)).toEqual(["images.csv"]);
  });

  it.each([
    [["--only-classes", "6"], "--only-classes"],
    [["--csv", join(folder, "nowhere", "a.csv")], "there is no folder"],
  ])("refuses %j", async (options, message) => {
    const { code, stderr } = await runCli(["images", "--config", config, ...options]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(statSync(join(folder, "nowhere"), { throwIfNoEntry: false })).toBeUndefined();
  });
});
