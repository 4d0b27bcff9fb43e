/** Classes as the page looks at them: their table, anatomy, sweeps, and what a dataset of them costs. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseConfig } from "../../../core/config/schema.ts";
import type { PolylineClass } from "../../../core/formulations/configurations.ts";
import { drawClass } from "../../../core/formulations/index.ts";
import type { ReleaseClass } from "../../../core/formulations/release/parameters.ts";
import { referenceImage, referenceStream } from "../../../core/render/referenceSource.ts";
import { streamIndexKey } from "../../../main/generate/classes/streamIndex.ts";
import { grantedFolder, register, smallConfig, testStudio, until } from "../../support/studio.ts";

const streamsConfig = parseConfig({
  formulation: "release",
  streams: 2,
  classes: 6,
  instances: 3,
  imageSize: 64,
  parameters: { orbits: [1, 9], vertices: [20, 40] },
});

describe("classes", () => {
  test("the table has every class's parameters in order", async () => {
    const { studio } = await testStudio();
    const config = smallConfig({ classes: 500, startClass: 7 });
    const result = await studio.api.classTable({ configId: await register(studio, config) });
    if (!result.ready) throw new Error("not ready");
    expect(result.table).toMatchObject({ firstClass: 7, classes: 500 });
    const column = (name: string) => result.table.columns.find((candidate) => candidate.name === name)!;
    for (const i of [0, 250, 499]) {
      const drawn = drawClass(config, 7 + i) as PolylineClass;
      expect(column("orbits").values[i]).toBe(drawn.orbits);
      expect(column("vertices").values[i]).toBe(drawn.vertices);
    }
    expect(column("vertices")).toMatchObject({ symbol: "q", integer: true });
  });

  test("of streams are found in the background, with progress, and kept for the next start", async () => {
    const first = await testStudio();
    const configId = await register(first.studio, streamsConfig);
    const expected: ReleaseClass[] = [];
    for (const stream of [0, 1]) {
      if (streamsConfig.formulation !== "release") throw new Error();
      for (const { instance, parameters } of referenceStream(streamsConfig, stream)) {
        if (instance === 0) expected.push(parameters as ReleaseClass);
      }
    }
    const ready = await until(async () => {
      const result = await first.studio.api.classTable({ configId });
      return result.ready ? result : null;
    });
    const values = (name: string) => ready.table.columns.find((column) => column.name === name)!.values;
    expect(values("vertices")).toEqual(expected.map(({ vertices }) => vertices));
    expect(values("radius")).toEqual(expected.map(({ radius }) => radius));
    const progress = first.events.filter((event) => event.type === "classTable");
    expect(progress.at(-1)).toEqual({
      type: "classTable",
      configId,
      done: 6,
      total: 6,
      known: expect.any(Array),
    });
    await first.studio.close();

    const second = await testStudio({ folder: first.folder });
    const again = await second.studio.api.classTable({
      configId: await register(second.studio, streamsConfig),
    });
    expect(again).toEqual(ready);
  });

  test("a damaged index of streams is built anew", async () => {
    const first = await testStudio();
    const configId = await register(first.studio, streamsConfig);
    const table = () => first.studio.api.classTable({ configId });
    const ready = await until(async () => ((await table()).ready ? table() : null));
    await first.studio.close();
    if (streamsConfig.formulation !== "release") throw new Error();
    const file = join(first.folder, "cache", "streams", `${streamIndexKey(streamsConfig)}.index`);
    const bytes = readFileSync(file);
    bytes[bytes.length - 1000] ^= 1;
    writeFileSync(file, bytes);
    const second = await testStudio({ folder: first.folder });
    const id = await register(second.studio, streamsConfig);
    expect((await second.studio.api.classTable({ configId: id })).ready).toBe(false);
    const again = await until(async () => {
      const result = await second.studio.api.classTable({ configId: id });
      return result.ready ? result : null;
    });
    expect(again).toEqual(ready);
  });

  test("a class's parameters are told with symbol, name, unit and value", async () => {
    const { studio } = await testStudio();
    const config = smallConfig();
    const detail = await studio.api.classDetail({ configId: await register(studio, config), classIndex: 1 });
    expect(detail.parameters).toEqual(drawClass(config, 1));
    expect(detail.rows[0]).toEqual({
      name: "orbits",
      symbol: "K",
      label: "Orbits",
      unit: "",
      value: String((drawClass(config, 1) as PolylineClass).orbits),
    });
  });
});

describe("the anatomy of an image", () => {
  test("has the vertices and greys of the reference, as many orbits as asked for", async () => {
    const { studio } = await testStudio();
    const config = smallConfig();
    const anatomy = await studio.api.anatomy({
      configId: await register(studio, config),
      classIndex: 2,
      instance: 1,
      maximumOrbits: 5,
    });
    const image = referenceImage(config, 2, 1);
    expect(anatomy.orbitCount).toBe(image.orbits.length);
    expect(anatomy.orbits).toHaveLength(Math.min(5, image.orbits.length));
    for (const [i, orbit] of anatomy.orbits.entries()) {
      expect(orbit.grey).toBe(image.orbits[i].grey);
      expect(orbit.number).toBe(i + 1);
      for (const [j, x] of orbit.x.entries()) expect(x).toBeCloseTo(image.orbits[i].x[j], 3);
      for (const [j, y] of orbit.y.entries()) expect(y).toBeCloseTo(image.orbits[i].y[j], 3);
    }
  });

  test("has the wave that displaces the first orbit's vertices (Eq. 7)", async () => {
    const { studio } = await testStudio();
    const config = smallConfig({ parameters: { orbits: [3, 3], vertices: [40, 40], diameter: [50, 60] } });
    const { theta, wave, smoothWave, orbits, centre } = await studio.api.anatomy({
      configId: await register(studio, config),
      classIndex: 0,
      instance: 2,
      maximumOrbits: 1,
    });
    const parameters = drawClass(config, 0);
    if (parameters.formulation !== "paper") throw new Error();
    for (const [i, angle] of theta.entries()) {
      const { semiAxisA, semiAxisB } = parameters;
      expect(orbits[0].x[i]).toBeCloseTo(centre.x + semiAxisA * (wave[i] + 1) * Math.cos(angle), 1);
      expect(orbits[0].y[i]).toBeCloseTo(centre.y + semiAxisB * (wave[i] + 1) * Math.sin(angle), 1);
    }
    expect(wave).not.toEqual(smoothWave);
  });

  test("of a stream is that of the stream's own image", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, streamsConfig);
    if (streamsConfig.formulation !== "release") throw new Error();
    for (const image of referenceStream(streamsConfig, 1)) {
      const { classIndex, instance } = image;
      const anatomy = await studio.api.anatomy({ configId, classIndex, instance, maximumOrbits: 1 });
      expect(anatomy.orbits[0].grey).toBe(image.orbits[0].grey);
      expect(anatomy.centre).toEqual(image.centre);
      for (const [i, x] of anatomy.orbits[0].x.entries()) expect(x).toBeCloseTo(image.orbits[0].x[i], 3);
      // The first orbit is the start circle moved outward by the wave.
      const { radius, ovalX } = image.parameters as ReleaseClass;
      const { theta, wave, centre } = anatomy;
      for (const [i, angle] of theta.entries()) {
        expect(anatomy.orbits[0].x[i]).toBeCloseTo(
          centre.x + (radius * ovalX + wave[i]) * Math.cos(angle),
          1,
        );
      }
    }
  });
});

test("the anatomy of a stream's polygons is that of the stream's own image", async () => {
  const { studio } = await testStudio();
  const config = parseConfig({
    ...{ formulation: "rcdb", streams: 2, classes: 4, instances: 3, imageSize: 64 },
    parameters: { orbits: [1, 9], vertices: [5, 40] },
  });
  const configId = await register(studio, config);
  for (const { classIndex, instance, orbits, centre } of referenceStream(config, 1)) {
    const anatomy = await studio.api.anatomy({ configId, classIndex, instance, maximumOrbits: 9 });
    expect(anatomy.centre).toEqual({ x: centre.x, y: centre.y });
    expect(anatomy.orbits).toHaveLength(orbits.length);
    for (const [i, { grey, x, y }] of anatomy.orbits.entries()) {
      expect(grey).toBe(orbits[i].grey);
      for (const [j, value] of x.entries()) expect(value).toBeCloseTo(orbits[i].x[j], 3);
      for (const [j, value] of y.entries()) expect(value).toBeCloseTo(orbits[i].y[j], 3);
    }
  }
});

describe("a sweep", () => {
  test("changes one parameter of the class and leaves all others as they are", async () => {
    const { studio } = await testStudio();
    for (const config of [smallConfig(), smallConfig({ formulation: "release", parameters: {} })]) {
      const configId = await register(studio, config);
      const { rows } = await studio.api.classDetail({ configId, classIndex: 1 });
      for (const { name } of rows) {
        const { pictures } = await studio.api.sweep({ configId, classIndex: 1, parameter: name, steps: 5 });
        expect(pictures.length, name).toBeGreaterThan(1);
        const together = [
          ["diameterA", "diameterB"],
          ["ovalX", "ovalY"],
        ].find((pair) => pair.includes(name)) ?? [name];
        for (const picture of pictures) {
          const swept = await studio.api.classDetail({ configId: picture.configId, classIndex: 1 });
          for (const [i, row] of swept.rows.entries()) {
            if (row.name === name) expect(Number(row.value)).toBeCloseTo(picture.value, 1);
            else if (!together.includes(row.name)) expect(row, `${name} moved ${row.name}`).toEqual(rows[i]);
          }
        }
        const values = pictures.map(({ value }) => value);
        expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
      }
    }
  });

  test("has the class's own picture at its own diameter, whatever the size of the picture", async () => {
    const { studio } = await testStudio();
    const parameters = { orbits: [1, 20], vertices: [20, 60], diameter: [200, 200], nucleus: [0, 0] };
    const configId = await register(studio, smallConfig({ imageSize: 256, parameters }));
    const at = { classIndex: 1, instance: 0, size: 256 };
    const { bytes } = await studio.picture({ configId, ...at });
    const { pictures } = await studio.api.sweep({
      configId,
      classIndex: 1,
      parameter: "diameterA",
      steps: 4,
    });
    const own = pictures.find(({ value }) => value === 100);
    expect(own, `100 of ${pictures.map(({ value }) => value)}`).toBeDefined();
    const swept = await studio.picture({ configId: own!.configId, ...at });
    expect(Buffer.from(swept.bytes).equals(Buffer.from(bytes))).toBe(true);
  });

  test("of a stream's class has the dataset's own picture at the class's own value, and others beside it", async () => {
    const { studio } = await testStudio();
    // With the nucleus in the middle of a large picture every change of the class is seen.
    const parameters = { ...streamsConfig.parameters, startPos: 0 };
    const config = parseConfig({ ...streamsConfig, imageSize: 256, parameters });
    const configId = await register(studio, config);
    const size = config.imageSize;
    const pixels = (id: string, classIndex: number, instance: number) =>
      studio.picture({ configId: id, classIndex, instance, size }).then(({ bytes }) => Buffer.from(bytes));
    // The first class of a stream, whose state is its seed, and a later one; first and later images.
    for (const classIndex of [0, 1]) {
      const { rows } = await studio.api.classDetail({ configId, classIndex });
      const instance = classIndex;
      const own = await pixels(configId, classIndex, instance);
      for (const { name, value } of rows) {
        const { pictures } = await studio.api.sweep({ configId, classIndex, parameter: name, steps: 4 });
        const values = pictures.map((picture) => picture.value);
        expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
        expect(values.length, name).toBeGreaterThan(2);
        const drawn = await Promise.all(
          pictures.map((swept) => pixels(swept.configId, classIndex, instance)),
        );
        const at = values.findIndex((candidate) => String(Number(candidate.toPrecision(4))) === value);
        expect(at, `${name} has its own value ${value} in ${values}`).toBeGreaterThanOrEqual(0);
        expect(drawn[at].equals(own), `${name} at its own value`).toBe(true);
        expect(new Set(drawn.map((png) => png.toString("base64"))).size, name).toBeGreaterThan(1);
      }
      // A thread that drew a changed class draws the true ones as before.
      expect((await pixels(configId, 0, 1)).equals(await freshPicture(0, 1))).toBe(true);
    }

    async function freshPicture(classIndex: number, instance: number): Promise<Buffer> {
      const { studio: other } = await testStudio();
      const id = await register(other, config);
      return Buffer.from((await other.picture({ configId: id, classIndex, instance, size })).bytes);
    }
  });
});

describe("an estimate", () => {
  test("is measured once for configurations that differ only in how many images there are", async () => {
    const { studio, folder } = await testStudio();
    const small = smallConfig({ classes: 500, instances: 10 });
    const one = await studio.api.estimate({ configId: await register(studio, small) });
    expect(one.images).toBe(5000);
    expect(one.freeBytes).toBeNull();
    const kept = readFileSync(join(folder, "cache", "calibrations.json"), "utf8");
    const large = await studio.api.estimate({
      configId: await register(studio, { ...small, instances: 1000 }),
    });
    expect(readFileSync(join(folder, "cache", "calibrations.json"), "utf8")).toBe(kept);
    expect(large.imagesPerSecond).toBe(one.imagesPerSecond);
    expect(large.bytes / one.bytes).toBeCloseTo(100, 3);
  });

  test("with a folder says how much is free there, and whether it is enough", async () => {
    const { studio } = await testStudio();
    const configId = await register(studio, smallConfig({ classes: 1_000_000, instances: 100_000 }));
    const estimate = await studio.api.estimate({ configId, out: await grantedFolder(studio) });
    expect(estimate.freeBytes).toBeGreaterThan(0);
    expect(estimate.enoughSpace).toBe(false);
  });
});
