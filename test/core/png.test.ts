/** The PNG writer's files are read back equal by other decoders, whatever the picture. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Pixel } from "../../core/config/parameters.ts";
import { findPreset } from "../../core/config/presets.ts";
import { applyOverrides } from "../../core/config/schema.ts";
import type { KernelSource } from "../../core/kernel/kernelSource.ts";
import { kernelSource } from "../support/kernel.ts";

const SIDE = 512;
/** On black, and on white. */
let source: KernelSource;
let white: KernelSource;
/** For pictures of several blocks of deflate. */
let large: KernelSource;
let folder: string;
beforeAll(async () => {
  source = await kernelSource(findPreset("visualatom-1k").config);
  white = await kernelSource(findPreset("rcdb-1k").config);
  large = await kernelSource({ ...findPreset("visualatom-1k").config, imageSize: 1024 });
  folder = mkdtempSync(join(tmpdir(), "png-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Scan lines of a PNG as its own IDAT holds them, with the length of the zlib stream. */
function scanLines(png: Buffer): Buffer {
  expect(png.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return inflateSync(Buffer.concat(parts));
}

function expectedScanLines(samples: Uint8Array, width: number, height: number, channels: number): Buffer {
  const rows = Buffer.alloc((width * channels + 1) * height);
  for (let y = 0; y < height; y++) {
    rows.set(
      samples.subarray(y * width * channels, (y + 1) * width * channels),
      y * (width * channels + 1) + 1,
    );
  }
  return rows;
}

const repeat3 = (grey: Uint8Array) =>
  Uint8Array.from({ length: 3 * grey.length }, (_, i) => grey[Math.floor(i / 3)]);

const encode = (samples: Uint8Array, width: number, height: number, pixel: Pixel, by = source) =>
  Buffer.from(by.encodePng(samples, width, height, pixel));

/** Deterministic noise, so that a failure can be repeated. */
function noise(length: number, seed: number, symbols = 256): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 13) % symbols;
  });
}

/** Greys whose counts are Fibonacci numbers: the deepest Huffman tree there is, so that lengths must be limited. */
function fibonacci(length: number): Uint8Array {
  const picture = new Uint8Array(length);
  let [a, b, at] = [1, 1, 0];
  for (let grey = 1; at < length; grey++) {
    for (let n = 0; n < a && at < length; n++) picture[(at++ * 40503) % length] = grey;
    [a, b] = [b, a + b];
  }
  return picture;
}

const adversarial: [string, Uint8Array][] = [
  ["black", new Uint8Array(SIDE * SIDE)],
  ["white", new Uint8Array(SIDE * SIDE).fill(255)],
  [
    "one pixel at the end",
    Uint8Array.from({ length: SIDE * SIDE }, (_, i) => (i === SIDE * SIDE - 1 ? 7 : 0)),
  ],
  ["noise", noise(SIDE * SIDE, 1)],
  ["two greys at random", noise(SIDE * SIDE, 2, 2)],
  ["black with noise below", noise(SIDE * SIDE, 3).map((v, i) => (i < 200_000 ? 0 : v))],
  [
    "a period of 32,768",
    (() => {
      const n = noise(32_768, 4);
      return Uint8Array.from({ length: SIDE * SIDE }, (_, i) => n[i % 32_768]);
    })(),
  ],
  [
    "a period of 32,769",
    (() => {
      const n = noise(32_769, 5);
      return Uint8Array.from({ length: SIDE * SIDE }, (_, i) => n[i % 32_769]);
    })(),
  ],
  [
    "runs of 257 to 262 greys",
    Uint8Array.from(
      { length: SIDE * SIDE },
      (_, i) => 1 + (Math.floor(i / (257 + (Math.floor(i / 5000) % 6))) % 2),
    ),
  ],
  [
    "black runs of every length",
    Uint8Array.from({ length: SIDE * SIDE }, (_, i) => (Number.isInteger(Math.sqrt(2 * i)) ? 200 : 0)),
  ],
  ["Fibonacci counts", fibonacci(SIDE * SIDE)],
  ["every grey once, then black", Uint8Array.from({ length: SIDE * SIDE }, (_, i) => (i < 256 ? i : 0))],
];

describe("zlib's inflate", () => {
  it.each(adversarial)("reads back %s, as grey and as RGB", (_name, picture) => {
    const grey = encode(picture, SIDE, SIDE, "gray");
    expect(scanLines(grey).equals(expectedScanLines(picture, SIDE, SIDE, 1))).toBe(true);
    const rgb = encode(picture, SIDE, SIDE, "rgb");
    expect(scanLines(rgb).equals(expectedScanLines(repeat3(picture), SIDE, SIDE, 3))).toBe(true);
    expect(grey.length).toBeLessThan((SIDE + 1) * SIDE + 200);
  });

  it.each(adversarial)("reads back the negative of %s on white, as grey and as RGB", (_name, picture) => {
    const negative = picture.map((grey) => 255 - grey);
    const grey = encode(negative, SIDE, SIDE, "gray", white);
    expect(scanLines(grey).equals(expectedScanLines(negative, SIDE, SIDE, 1))).toBe(true);
    const rgb = encode(negative, SIDE, SIDE, "rgb", white);
    expect(scanLines(rgb).equals(expectedScanLines(repeat3(negative), SIDE, SIDE, 3))).toBe(true);
    // The filters' bytes stay black, and part the runs of white.
    expect(grey.length).toBeLessThan(1.05 * encode(picture, SIDE, SIDE, "gray").length + 2000);
  });

  it("reads back pictures of any size and any bytes", () => {
    const runs = fc.array(fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 700 })), { maxLength: 60 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 512 }),
        fc.integer({ min: 1, max: 60 }),
        runs,
        fc.nat(),
        (w, h, pieces, seed) => {
          const picture = noise(w * h, seed, 1 + (seed % 256));
          let at = 0;
          for (const [grey, length] of pieces) {
            picture.fill(grey, at, at + length);
            at += length;
          }
          for (const by of [source, white]) {
            const lines = scanLines(encode(picture, w, h, "gray", by));
            expect(lines.equals(expectedScanLines(picture, w, h, 1))).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("reads back runs that begin at any bit and are as long as words of bits, or a little off", () => {
    const lengths = [55, 56, 57, 62, 63, 64, 65, 127, 128, 129, 191, 192, 193, 255, 256, 257, 258, 259, 320];
    const pieces = lengths.flatMap((length) => [0, 1, 2, 3, 4, 5, 6, 7, 8].map((skip) => ({ length, skip })));
    // What is between them never comes back, so that a match ends where its run does.
    const literals = noise(40_000, 21).map((grey) => grey | 1);
    const bytes = pieces.flatMap(({ length, skip }, n) => [
      ...literals.subarray(97 * n, 97 * n + 9 + skip),
      ...new Array<number>(length).fill(2 * (n % 128)),
    ]);
    for (const width of [1, 2, 3, 4, 5, 64, 257]) {
      const height = Math.floor(bytes.length / width);
      const picture = Uint8Array.from(bytes.slice(0, width * height));
      for (const by of [source, white]) {
        const grey = scanLines(encode(picture, width, height, "gray", by));
        expect(grey.equals(expectedScanLines(picture, width, height, 1)), `${width} px wide`).toBe(true);
        const rgb = scanLines(encode(picture, width, height, "rgb", by));
        expect(rgb.equals(expectedScanLines(repeat3(picture), width, height, 3)), `${width} px wide`).toBe(
          true,
        );
      }
    }
  });

  it("reads back a picture that is black but for a pixel anywhere, whatever was encoded before", () => {
    for (const [width, height] of [
      [7, 41],
      [63, 5],
      [70, 4],
      [300, 1],
    ]) {
      for (let at = 0; at <= width * height; at++) {
        encode(noise(width * height, at), width, height, "gray");
        // The last one is black all over.
        const picture = new Uint8Array(width * height).fill(1 + (at % 255), at, at + 1);
        const lines = scanLines(encode(picture, width, height, "gray"));
        expect(
          lines.equals(expectedScanLines(picture, width, height, 1)),
          `${width} × ${height}, ${at}`,
        ).toBe(true);
      }
    }
  });

  it("reads back rows wider than deflate looks back", async () => {
    for (const width of [10_921, 10_922, 32_760, 32_763, 32_764, 32_767, 32_768, 40_000]) {
      const row = noise(width, width, 3);
      const picture = Uint8Array.from(
        { length: 4 * width },
        (_, i) => row[(i + Math.floor(i / width)) % width],
      );
      const lines = scanLines(encode(picture, width, 4, "gray"));
      expect(lines.equals(expectedScanLines(picture, width, 4, 1)), `${width} px wide`).toBe(true);
      const rgb = scanLines(encode(picture, width, 4, "rgb"));
      expect(rgb.equals(expectedScanLines(repeat3(picture), width, 4, 3)), `${width} px wide`).toBe(true);
    }
  });

  it("reads back more than one block, with a match across its end", () => {
    const side = 1024;
    const picture = noise(side * side, 30, 2).map((grey, i) => (i % 3000 < 2500 ? 0 : grey));
    const own = encode(picture, side, side, "gray", large);
    expect(scanLines(own).equals(expectedScanLines(picture, side, side, 1))).toBe(true);
    const rgb = encode(picture, side, side, "rgb", large);
    expect(scanLines(rgb).equals(expectedScanLines(repeat3(picture), side, side, 3))).toBe(true);
  });

  it("reads back true colour samples", () => {
    const picture = noise(3 * 100 * 70, 9, 5);
    expect(scanLines(encode(picture, 100, 70, "rgb")).equals(expectedScanLines(picture, 100, 70, 3))).toBe(
      true,
    );
  });
});

describe("the same picture", () => {
  it("has the same bytes whatever was encoded before", () => {
    const picture = noise(SIDE * SIDE, 11, 3);
    for (const by of [source, white]) {
      const first = encode(picture, SIDE, SIDE, "gray", by);
      encode(noise(SIDE * SIDE, 12), SIDE, SIDE, "rgb", by);
      expect(encode(picture, SIDE, SIDE, "gray", by).equals(first)).toBe(true);
    }
  });
});

describe("other decoders", () => {
  const samples = () => {
    source.begin(3, 4);
    return [...adversarial.slice(2, 6).map(([, picture]) => picture), source.paint().slice()];
  };

  it("agree: sharp and the native canvas", async () => {
    for (const picture of samples()) {
      for (const pixel of ["gray", "rgb"] as const) {
        const png = encode(picture, SIDE, SIDE, pixel);
        const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
        expect(info.width).toBe(SIDE);
        const grey = data.filter((_, i) => i % info.channels === 0);
        expect(Buffer.from(grey).equals(Buffer.from(picture))).toBe(true);
        const context = createCanvas(SIDE, SIDE).getContext("2d");
        context.drawImage(await loadImage(png), 0, 0);
        const rgba = context.getImageData(0, 0, SIDE, SIDE).data;
        expect(Buffer.from(rgba.filter((_, i) => i % 4 === 1)).equals(Buffer.from(picture))).toBe(true);
      }
    }
  });

  const pillow = spawnSync("/usr/bin/python3", ["-c", "import PIL"]).status === 0;
  if (!pillow) console.warn("skipped: libpng through Pillow, because python3-pil is not installed");
  it.skipIf(!pillow)("agree: libpng through Pillow", () => {
    const files = samples().flatMap((picture, n) =>
      (["gray", "rgb"] as const).map((pixel) => {
        const file = join(folder, `${n}-${pixel}.png`);
        writeFileSync(file, encode(picture, SIDE, SIDE, pixel));
        writeFileSync(`${file}.raw`, picture);
        return file;
      }),
    );
    const script =
      "import sys\nfrom PIL import Image\nfor f in sys.argv[1:]:\n  i=Image.open(f); i.load()\n" +
      "  assert i.mode==('L' if 'gray' in f else 'RGB'), (f,i.mode)\n" +
      "  for b in i.split(): assert b.tobytes()==open(f+'.raw','rb').read(), f\nprint(len(sys.argv)-1)";
    const run = spawnSync("/usr/bin/python3", ["-c", script, ...files], { encoding: "utf8" });
    expect(run.stderr).toBe("");
    expect(run.stdout.trim()).toBe(String(files.length));
    expect(existsSync(files[0])).toBe(true);
  });
});

describe("size", () => {
  it.each(["visualatom-1k", "visualatom-1k-release", "rcdb-1k"])(
    "is at most a tenth above zlib level 1 over the mix of a dataset's classes: %s",
    async (preset) => {
      const config = applyOverrides(findPreset(preset).config, { classes: 60, instances: 1 });
      const mix = await kernelSource(config);
      let [ours, zlib] = [0, 0];
      for (let classIndex = 0; classIndex < 60; classIndex++) {
        mix.begin(classIndex, 0);
        const pixels = mix.paint();
        zlib += deflateSync(expectedScanLines(pixels, SIDE, SIDE, 1), { level: 1 }).length;
        ours += mix.encodePng(pixels, SIDE, SIDE, "gray").length;
      }
      expect(ours).toBeLessThan(1.1 * zlib);
    },
  );
});
