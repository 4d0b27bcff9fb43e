/** Pictures are told apart by their heads first: a small file may unpack to gigabytes. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { compareFile } from "../../workers/check/compareFile.ts";
import { decodePixels } from "../../workers/check/decode.ts";
import { MOST_PIXELS, pictureSizeOf } from "../../workers/check/imageHead.ts";
import { runTones } from "../../workers/tasks/tones.ts";
import { temporaryFolder } from "../support/folders.ts";
import { blackPng } from "../support/pictures.ts";

vi.mock("../../workers/check/decode.ts", { spy: true });

/** As large as canvases get: it would take 1.9 GB. */
const giant = blackPng(22_000);

beforeEach(() => vi.clearAllMocks());

describe("a picture of other dimensions", () => {
  test("is another picture, without being unpacked", async () => {
    const path = join(temporaryFolder(), "giant.png");
    writeFileSync(path, giant);
    expect(giant.length).toBeLessThan(500_000);
    expect(await compareFile(path, blackPng(32))).toMatchObject({ kind: "other picture" });
    expect(decodePixels).not.toHaveBeenCalled();
  });

  test("is not measured where it is larger than any image of a dataset", async () => {
    const { tones } = await runTones({ kind: "tones", pictures: [giant, blackPng(32)] });
    expect(tones).toEqual([null, expect.objectContaining({ grey: 0 })]);
    expect(decodePixels).toHaveBeenCalledTimes(1);
    expect(22_000 ** 2).toBeGreaterThan(MOST_PIXELS);
  });
});

describe("the size of a picture", () => {
  const made = sharp({ create: { width: 37, height: 23, channels: 3, background: "red" } });

  test.each([
    ["PNG", () => made.clone().png()],
    ["JPEG", () => made.clone().jpeg()],
    ["progressive JPEG", () => made.clone().jpeg({ progressive: true })],
    ["WebP", () => made.clone().webp()],
    ["lossless WebP", () => made.clone().webp({ lossless: true })],
    ["WebP with a profile", () => made.clone().withMetadata().webp()],
  ])("is in the head of %s, and nowhere where that is cut off", async (_, picture) => {
    const bytes = await picture().toBuffer();
    expect(pictureSizeOf(bytes)).toEqual({ width: 37, height: 23 });
    expect(pictureSizeOf(bytes.subarray(0, 18))).toBeNull();
  });
});
