/** Blank images that are drawn again: which numbers they take, and that kernel and twin take the same. */
import { describe, expect, it } from "vitest";
import { MOST_REDRAWS } from "../../core/config/redraws.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { drawPlacement } from "../../core/formulations/index.ts";
import { Draws, greyOrbit, ORDER_ORBIT, philox, unitFromWords } from "../../core/random/philox.ts";
import { ReferenceSource } from "../../core/render/referenceSource.ts";
import { kernelSource } from "../support/kernel.ts";

const shape = { classes: 5, instances: 4, imageSize: 64, parameters: { orbits: [1, 20] } };

describe("attempt n of an image", () => {
  it.each([
    ["paper", {}],
    ["release", { startPos: 300, vertices: [200, 300] }],
    ["rcdb", { startPos: 300, orbits: [20, 40] }],
  ])("has the same pixels in the kernel and its twin: %s", async (formulation, own) => {
    const parameters = { ...shape.parameters, ...own };
    const config = parseConfig({ formulation, ...shape, imageSize: 256, parameters });
    const source = await kernelSource(config);
    const twin = new ReferenceSource(config);
    const seen = new Set<string>();
    for (const attempt of [0, 1, 2, MOST_REDRAWS, 1, 0]) {
      expect(source.begin(3, 2, attempt)).toEqual(twin.begin(3, 2, attempt));
      const pixels = Buffer.from(source.paint());
      expect(pixels.equals(twin.paint())).toBe(true);
      seen.add(pixels.toString("base64"));
    }
    expect(seen.size).toBe(4);
  });

  it("takes its nucleus from block n, its greys from an orbit word of its own, and the class stays", () => {
    const config = parseConfig({ formulation: "paper", ...shape, seed: 9 });
    for (let attempt = 0; attempt <= MOST_REDRAWS; attempt++) {
      const words = philox([attempt, 0xffffffff, 2, 3], 9, 0);
      const x = 32 * (1 + (-1 + 2 * unitFromWords(words[0], words[1])));
      const y = 32 * (1 + (-1 + 2 * unitFromWords(words[2], words[3])));
      expect(drawPlacement(config, 3, 2, attempt)).toEqual({ x, y });
      const orbit = attempt === 0 ? 0xfffffffe : 0xfffffffd - attempt;
      expect(new Draws(9, 3, 2, attempt).greyWord(5)).toBe(philox([1, orbit, 2, 3], 9, 0)[1]);
    }
  });

  it("shares no counter with the order of samples or with an orbit's noise", () => {
    const words = Array.from({ length: MOST_REDRAWS + 1 }, (_, attempt) => greyOrbit(attempt));
    expect(new Set([...words, ORDER_ORBIT, 0xffffffff]).size).toBe(MOST_REDRAWS + 3);
    expect(Math.min(...words)).toBeGreaterThan(10_000);
  });

  it("takes the ellipse and the centre of a class's first image from the image's own numbers when it is drawn again", () => {
    const config = parseConfig({ formulation: "rcdb", ...shape });
    const again = drawPlacement(config, 3, 0, 2);
    expect(again).not.toEqual(drawPlacement(config, 3, 0, 0));
    const draws = new Draws(config.seed, 3, 0);
    expect(again).toEqual({
      x: (64 + draws.integer(10, [-400, 400])) / 2,
      y: (64 + draws.integer(11, [-400, 400])) / 2,
      radius: draws.integer(12, [0, 100]),
      ovalX: draws.uniform(13, [1, 2]),
      ovalY: draws.uniform(14, [1, 2]),
    });
  });

  it("is refused of a stream, in the configuration and by the sources", async () => {
    const streams = { formulation: "release", ...shape, streams: 5 };
    expect(() => parseConfig({ ...streams, redrawBlank: true })).toThrow(
      /^redrawBlank: true is not allowed with streams: .*use false, or streams null$/,
    );
    const config = parseConfig(streams);
    expect(() => new ReferenceSource(config).begin(0, 0, 1)).toThrow("cannot be drawn again");
    const source = await kernelSource(config);
    expect(() => source.begin(0, 0, 1)).toThrow("cannot be drawn again");
  });
});
