/** Each draw comes from the counter that belongs to it: moving one would change every picture of a dataset. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPreset } from "../../../core/config/presets.ts";
import { drawClass, drawPlacement } from "../../../core/formulations/index.ts";
import { CLASS_INSTANCE, Draws, GREY_ORBIT, philox, unitFromWords } from "../../../core/random/philox.ts";

const word = fc.integer({ min: 0, max: 0xfffffffd });
const seeds = fc.maxSafeNat();

/** Uniform of slot s, from the definition: words of counter (s >> 1, 2³² − 1, instance, class). */
function slotUnit(seed: number, classIndex: number, instance: number, slot: number): number {
  const key: [number, number] = [seed % 2 ** 32, Math.floor(seed / 2 ** 32)];
  const words = philox([slot >> 1, 0xffffffff, instance, classIndex], ...key);
  return unitFromWords(words[2 * (slot & 1)], words[2 * (slot & 1) + 1]);
}

describe("the counter of a draw", () => {
  it("is (draw, orbit, instance, class), with the words reserved for classes and greys", () => {
    expect([CLASS_INSTANCE, GREY_ORBIT]).toEqual([0xffffffff, 0xfffffffe]);
    fc.assert(
      fc.property(seeds, word, word, fc.nat(500), (seed, classIndex, instance, n) => {
        const key: [number, number] = [seed % 2 ** 32, Math.floor(seed / 2 ** 32)];
        const image = new Draws(seed, classIndex, instance);
        expect(image.unit(n)).toBe(slotUnit(seed, classIndex, instance, n));
        expect(new Draws(seed, classIndex).unit(n)).toBe(slotUnit(seed, classIndex, 0xffffffff, n));
        expect(image.greyWord(n)).toBe(philox([n >> 2, 0xfffffffe, instance, classIndex], ...key)[n & 3]);
      }),
    );
  });

  it("gives the paper's class and nucleus in the documented slots", () => {
    const { config } = findPreset("visualatom-21k");
    for (const c of [0, 1, 12_345]) {
      const u = (slot: number) => slotUnit(config.seed, c, 0xffffffff, slot);
      expect(drawClass(config, c)).toEqual({
        formulation: "paper",
        orbits: 1 + Math.floor(u(0) * 200),
        semiAxisA: (1 + 399 * u(1)) / 2,
        semiAxisB: (1 + 399 * u(2)) / 2,
        interval: 1,
        frequency1: Math.floor(u(3) * 21),
        frequency2: Math.floor(u(4) * 21),
        amplitude1: 0.5,
        amplitude2: 0.5,
        vertices: 200 + Math.floor(u(7) * 801),
        noiseLevel: u(8),
      });
      const p = [0, 1].map((slot) => -1 + 2 * slotUnit(config.seed, c, 9, slot));
      expect(drawPlacement(config, c, 9)).toEqual({ x: 256 * (1 + p[0]), y: 256 * (1 + p[1]) });
    }
  });

  it("gives the release's class and centre in the documented slots, tries of n₂ from slot 8", () => {
    const { config } = findPreset("visualatom-21k-release");
    let redrawn = 0;
    for (let c = 0; c < 200; c++) {
      const u = (slot: number) => slotUnit(config.seed, c, 0xffffffff, slot);
      const frequency1 = Math.floor(u(5) * 21);
      let slot = 8;
      while (frequency1 !== 0 && Math.floor(u(slot) * 21) === frequency1) slot++;
      if (slot > 8) redrawn++;
      expect(drawClass(config, c)).toEqual({
        formulation: "release",
        vertices: 200 + Math.floor(u(0) * 801),
        orbits: 1 + Math.floor(u(1) * 200),
        noiseCoefficient: 4 * u(2),
        radialStep: 0.1 * u(3),
        radius: 10 + Math.floor(u(4) * 51),
        frequency1,
        frequency2: Math.floor(u(slot) * 21),
        ovalX: 1 + u(6),
        ovalY: 1 + u(7),
      });
      const offsets = [0, 1].map((s) => -512 + Math.floor(slotUnit(config.seed, c, 3, s) * 1025));
      expect(drawPlacement(config, c, 3)).toEqual({ x: (512 + offsets[0]) / 2, y: (512 + offsets[1]) / 2 });
    }
    expect(redrawn).toBeGreaterThan(0);
  });

  it("has RCDB's: K, κ, w, c_x, c_y, r, o_x, o_y, then the tries of q", () => {
    const { config } = findPreset("rcdb-1k");
    const unit = (c: number, slot: number) => slotUnit(config.seed, c, 0xffffffff, slot);
    for (const c of [0, 5, 999]) {
      const tries = Array.from({ length: 40 }, (_, i) => Math.floor(-Math.log(1 - unit(c, 8 + i)) / 0.01));
      expect(drawClass(config, c)).toEqual({
        formulation: "rcdb",
        vertices: tries.find((q) => q > 2 && q <= 200),
        orbits: 1 + Math.floor(unit(c, 0) * 200),
        noiseCoefficient: 4 * unit(c, 1),
        radialStep: 0.1 * unit(c, 2),
        centreX: (112 + Math.floor(unit(c, 3) * 801)) / 2,
        centreY: (112 + Math.floor(unit(c, 4) * 801)) / 2,
        radius: Math.floor(unit(c, 5) * 101),
        ovalX: 1 + unit(c, 6),
        ovalY: 1 + unit(c, 7),
      });
    }
  });
});
