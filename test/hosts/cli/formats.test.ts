/** Every kind of file that can be stored decodes to the picture that was drawn. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { reduce } from "../../../core/raster/resample.ts";
import { generate } from "../../support/cli.ts";
import { filesIn, imagesOf, temporaryFolder, writeJson } from "../../support/folders.ts";
import { decode } from "../../support/pictures.ts";

const folder = temporaryFolder();
const config = writeJson(join(folder, "config.json"), {
  formulation: "paper",
  classes: 2,
  instances: 3,
  imageSize: 200,
  parameters: { orbits: [20, 60] },
});
const picture = (out: string, extension = "png"): string =>
  join(folder, out, "image", "00001", `00001_0002.${extension}`);
let drawn: Uint8Array;

const make = (out: string, ...args: string[]) =>
  generate(["--config", config, "--out", join(folder, out), ...args]);

beforeAll(async () => {
  await make("gray");
  drawn = (await decode(picture("gray"))).grey;
});

it("PNG in grey has one channel and is named by class and instance", async () => {
  expect(await decode(picture("gray"))).toMatchObject({ width: 200, height: 200, channels: 1 });
  expect(Object.keys(imagesOf(join(folder, "gray")))).toEqual(
    [0, 1].flatMap((c) => [0, 1, 2].map((i) => `image/0000${c}/0000${c}_000${i}.png`)),
  );
});

it("PNG in RGB repeats the same grey", async () => {
  await make("rgb", "--pixel", "rgb");
  const decoded = await decode(picture("rgb"));
  expect(decoded).toMatchObject({ channels: 3, isGrey: true });
  expect(Buffer.from(decoded.grey).equals(Buffer.from(drawn))).toBe(true);
});

describe.each(["area", "lanczos"] as const)("reduced by %s", (method) => {
  it.each([100, 77])("to %i px, stores the reduction of the drawn picture", async (size) => {
    const out = `${method} ${size}`;
    await make(out, "--stored-size", String(size), "--resample", method);
    const decoded = await decode(picture(out));
    expect(decoded).toMatchObject({ width: size, height: size, channels: 1 });
    expect(Buffer.from(decoded.grey).equals(Buffer.from(reduce(drawn, 200, size, method)))).toBe(true);
  });
});

it.each([
  ["jpeg", "jpg"],
  ["webp", "webp"],
])(
  "%s of high quality is near the drawn picture, of low quality smaller, and names its encoder",
  async (type, extension) => {
    const high = await make(`${type} high`, "--image", type, "--quality", "95");
    const low = await make(`${type} low`, "--image", type, "--quality", "20");
    const decoded = await decode(picture(`${type} high`, extension));
    expect(decoded).toMatchObject({ width: 200, height: 200 });
    expect(meanDifference(decoded.grey, drawn)).toBeLessThan(6);
    expect(low.bytes).toBeLessThan(high.bytes * 0.7);
    const manifest = JSON.parse(readFileSync(join(folder, `${type} low`, "dataset.json"), "utf8"));
    expect(manifest.canvas).toMatch(/^\d+\.\d+/);
  },
);

it("layout release names files as the script does, in RGB, and keeps other folders out of the root", async () => {
  await make("release", "--layout", "release");
  const table = readFileSync(join(folder, "release", "classes.csv"), "utf8").split("\n");
  const column = table[0].split(",").indexOf("vertices");
  const vertices = table[2].split(",")[column].padStart(4, "0");
  const file = `00001/vertex_${vertices}_instance_0002.png`;
  expect(filesIn(join(folder, "release"))).toContain(file);
  expect(
    filesIn(join(folder, "release")).filter((name) => name.includes("/") && !name.includes("vertex_")),
  ).toEqual([]);
  const decoded = await decode(join(folder, "release", file));
  expect(decoded).toMatchObject({ channels: 3, isGrey: true });
  expect(Buffer.from(decoded.grey).equals(Buffer.from(drawn))).toBe(true);
});

describe("renderer canvas", () => {
  const thick = writeJson(join(folder, "thick.json"), {
    formulation: "paper",
    renderer: "canvas",
    classes: 2,
    instances: 3,
    imageSize: 200,
    parameters: { orbits: [20, 30], lineThickness: 3, grey: [0.5, 0.75] },
  });

  it("draws anti-aliased lines no brighter than their greys, on black", async () => {
    await generate(["--config", thick, "--out", join(folder, "thick")]);
    const { grey, channels } = await decode(picture("thick"));
    const values = new Set(grey);
    expect(channels).toBe(1);
    expect(Math.max(...values)).toBeLessThanOrEqual(Math.round(0.75 * 255));
    expect(Math.max(...values)).toBeGreaterThanOrEqual(Math.round(0.5 * 255));
    expect(values.has(0)).toBe(true);
    // Anti-aliased borders have greys below those that were drawn.
    expect([...values].some((value) => value > 0 && value < 120)).toBe(true);
  });

  it("draws the same atom as the integer lines", async () => {
    const thin = join(folder, "thin");
    await generate(["--config", config, "--renderer", "canvas", "--out", thin]);
    const { grey } = await decode(picture("thin"));
    const near = (a: Uint8Array, b: Uint8Array): number => covered(a, b, 200);
    expect(near(drawn, grey)).toBeGreaterThan(0.97);
    expect(near(grey, drawn)).toBeGreaterThan(0.97);
  });
});

/** Part of a's bright pixels that have a pixel of b, not black, at most one pixel away. */
function covered(a: Uint8Array, b: Uint8Array, size: number): number {
  let bright = 0;
  let found = 0;
  for (let y = 1; y < size - 1; y++) {
    for (let x = 1; x < size - 1; x++) {
      if (a[y * size + x] < 64) continue;
      bright += 1;
      const around = [-size - 1, -size, -size + 1, -1, 0, 1, size - 1, size, size + 1];
      if (around.some((step) => b[y * size + x + step] > 0)) found += 1;
    }
  }
  return found / bright;
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;
}
