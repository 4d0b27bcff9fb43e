/** Recursive atoms: the sum term by term, its period, and what the configuration makes of it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idleFields } from "../../core/config/idle.ts";
import { configNotes } from "../../core/config/notes.ts";
import { findPreset } from "../../core/config/presets.ts";
import { parseConfig, safeParseConfig } from "../../core/config/schema.ts";
import { quantizedCircle } from "../../core/formulations/circle.ts";
import { drawClass, polylinesOf } from "../../core/formulations/index.ts";
import type { PaperClass, PaperConfig } from "../../core/formulations/paper/parameters.ts";
import { quantizedWave, smoothWave } from "../../core/formulations/paper/vertices.ts";
import { referenceImage } from "../../core/render/referenceSource.ts";

const preset = findPreset("visualatom-1k-recursive").config as PaperConfig;
const recursion = { depth: 2, ratio: 0.5, factor: 3 };

function config(parameters: object, changes: object = {}): PaperConfig {
  return parseConfig({ formulation: "paper", ...changes, parameters }) as PaperConfig;
}

const anyClass = (mostFrequency: number, mostFactor: number): fc.Arbitrary<PaperClass> =>
  fc.record({
    formulation: fc.constant("paper" as const),
    orbits: fc.constant(1),
    semiAxisA: fc.constant(100),
    semiAxisB: fc.constant(100),
    interval: fc.constant(1),
    frequency1: fc.nat(mostFrequency),
    frequency2: fc.nat(mostFrequency),
    amplitude1: fc.double({ min: 0, max: 1, noNaN: true }),
    amplitude2: fc.double({ min: 0, max: 1, noNaN: true }),
    vertices: fc.integer({ min: 3, max: 400 }),
    noiseLevel: fc.constant(0),
    depth: fc.nat(4),
    ratio: fc.double({ min: 0, max: 2, noNaN: true }),
    factor: fc.integer({ min: 2, max: mostFactor }),
  });

const waveOf = (c: PaperClass, q: number) => quantizedWave(c, quantizedCircle(q));

describe("the wave", () => {
  it("is Σ_{d=0…D} ρ^d [λ₁ sin(n₁ m^d θ) + λ₂ sin(n₂ m^d θ)] at every vertex, however fine", () => {
    fc.assert(
      fc.property(anyClass(1000, 100), (c) => {
        const q = c.vertices;
        // In whole numbers: n m^d θ_i is 2π/q times what is left of n m^d i.
        const sine = (n: number, d: number, i: number) => {
          const turns = (BigInt(n) * BigInt(c.factor!) ** BigInt(d) * BigInt(i)) % BigInt(q);
          return Math.sin((2 * Math.PI * Number(turns)) / q);
        };
        const wave = waveOf(c, q);
        expect(wave.length).toBe(q);
        for (let i = 0; i < q; i++) {
          let sum = 0;
          for (let d = 0; d <= c.depth!; d++) {
            const pair = c.amplitude1 * sine(c.frequency1, d, i) + c.amplitude2 * sine(c.frequency2, d, i);
            sum += c.ratio! ** d * pair;
          }
          expect(Math.abs(wave[i] - 1 - sum)).toBeLessThan(1e-10);
        }
      }),
    );
  });

  it("is 2π-periodic, and the same at an angle whatever the number of vertices", () => {
    fc.assert(
      fc.property(anyClass(20, 5), fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), (c, theta) => {
        expect(Math.abs(smoothWave(c, theta + 2 * Math.PI) - smoothWave(c, theta))).toBeLessThan(1e-8);
        const [coarse, fine] = [waveOf(c, c.vertices), waveOf(c, 2 * c.vertices)];
        for (let i = 0; i < c.vertices; i++) {
          expect(Math.abs(coarse[i] - fine[2 * i])).toBeLessThan(1e-10);
          expect(Math.abs(coarse[i] - 1 - smoothWave(c, (2 * Math.PI * i) / c.vertices))).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it("is to the bit that of Eq. 5 at a ratio of 0, and another one otherwise", () => {
    const images = [undefined, { ...recursion, ratio: 0 }, recursion].map((deeper) =>
      referenceImage(config({ recursion: deeper }, { imageSize: 128 }), 7, 3),
    );
    const [still, nothing, deep] = images.map(({ orbits }) => orbits);
    expect(nothing).toEqual(still);
    expect(deep.map(({ grey }) => grey)).toEqual(still.map(({ grey }) => grey));
    for (const [k, { x }] of deep.entries()) expect(x).not.toEqual(still[k].x);
  });
});

describe("a class", () => {
  it("draws what it draws without recursion, and carries D, ρ and m from depth 1 on", () => {
    const plain = findPreset("visualatom-1k").config;
    for (const classIndex of [0, 1, 999]) {
      const { depth, ratio, factor, ...others } = drawClass(preset, classIndex) as PaperClass;
      expect({ depth, ratio, factor }).toEqual(recursion);
      expect(others).toEqual(drawClass(plain, classIndex));
      expect(Object.keys(drawClass(plain, classIndex))).not.toContain("depth");
    }
  });

  it("is compared with others by the sinusoids of all depths", () => {
    const c = { ...(drawClass(preset, 0) as PaperClass), frequency1: 1, frequency2: 3 };
    const { waves } = polylinesOf(preset)!.shape(preset, c);
    // n₂ is n₁ one depth down: their amplitudes add up.
    expect(waves).toEqual([
      { frequency: 1, amplitude: 0.5 },
      { frequency: 3, amplitude: 0.75 },
      { frequency: 9, amplitude: 0.375 },
      { frequency: 27, amplitude: 0.125 },
    ]);
  });
});

describe("the configuration", () => {
  const large = { diameter: [16_384, 16_384], orbits: [1, 1], noiseLevel: [0, 0] };

  it("counts all depths in how far a vertex can lie", () => {
    const amplitudes = { amplitude1: [8, 10], amplitude2: [0, 6] };
    const result = safeParseConfig({
      formulation: "paper",
      parameters: { ...large, ...amplitudes, recursion: { depth: 3, ratio: 2, factor: 2 } },
    });
    const farthest = 8192 * (1 + 16 * (1 + 2 + 4 + 8));
    expect(result).toMatchObject({ problems: [{ field: "parameters", value: farthest }] });
    const [{ message }] = (result as { problems: { message: string }[] }).problems;
    expect(message).toContain("the amplitudes, recursion.ratio or the noise");
    config({ ...large, ...amplitudes, recursion: { depth: 3, ratio: 1, factor: 2 } });
  });

  it("says of waves finer than the vertices show how many classes have them, and what shows them", () => {
    const [ours, { field, message }, ...others] = configNotes(preset);
    expect(ours.message).toMatch(/^Recursive atoms are ours:.* not known\.$/);
    expect([ours.field, field, others]).toEqual([field, "parameters.recursion.depth", []]);
    expect(message).toContain("up to 20 periods 9 times as fine: 180 periods around an orbit");
    expect(message).toContain("360 vertices show every wave");
    const classes = Array.from({ length: 20_000 }, (_, i) => drawClass(preset, i) as PaperClass);
    const aliased = classes.filter(
      ({ frequency1, frequency2, vertices }) => 2 * 9 * Math.max(frequency1, frequency2) > vertices,
    );
    const told = Number(/about (\d+) % of the classes/.exec(message)?.[1]);
    expect(Math.abs(told - (100 * aliased.length) / classes.length)).toBeLessThan(1.5);
  });

  it.each([
    ["every wave is shown", { recursion: { depth: 1, ratio: 0.5, factor: 5 } }],
    ["there is no recursion", { frequency1: [0, 1000] }],
    ["the deeper waves are nothing", { recursion: { depth: 4, ratio: 0, factor: 9 } }],
    [
      "the fine frequency has no amplitude",
      { frequency2: [900, 900], amplitude2: [0, 0], recursion: { depth: 1, ratio: 1, factor: 2 } },
    ],
  ])("says nothing of fine waves where %s", (_, parameters: object) => {
    const messages = configNotes(config(parameters)).map(({ message }) => message);
    const ours = "recursion" in parameters ? [expect.stringContaining("ours")] : [];
    expect(messages).toEqual(ours);
  });

  it("takes the largest of everything, and says that all classes have waves that are not shown", () => {
    const most = { depth: 4, ratio: 1, factor: 100 };
    const [, { message }] = configNotes(config({ frequency1: [1000, 1000], recursion: most }));
    expect(message).toContain("100,000,000,000 periods around an orbit");
    expect(message).toContain("in about 100 % of the classes");
  });

  it.each([
    [undefined, ["ratio", "factor"]],
    [recursion, []],
    [{ ...recursion, ratio: 0 }, ["depth", "factor"]],
  ])("with %j has no effect of %j", (deeper, names) => {
    const idle = [...idleFields(config({ recursion: deeper })).keys()];
    const ofRecursion = idle.filter((path) => path.startsWith("parameters.recursion."));
    expect(ofRecursion).toEqual(names.map((name) => `parameters.recursion.${name}`));
  });
});
