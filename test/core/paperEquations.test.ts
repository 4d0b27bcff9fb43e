/** The paper's equations hold on the vertices themselves. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../core/config/schema.ts";
import { drawClass, drawPlacement } from "../../core/formulations/index.ts";
import type { PaperClass, PaperConfig } from "../../core/formulations/paper/parameters.ts";
import { paperGrey } from "../../core/formulations/paper/sampling.ts";
import { orbitNoise, paperOrbits, smoothWave } from "../../core/formulations/paper/vertices.ts";
import { noiseAt } from "../../core/mathematics/gradientNoise.ts";
import { Draws } from "../../core/random/philox.ts";
import { referenceImage } from "../../core/render/referenceSource.ts";
import { kernelSource } from "../support/kernel.ts";

const config = (changes: object = {}, parameters: object = {}) =>
  parseConfig({
    formulation: "paper",
    classes: 21_000,
    instances: 1000,
    ...changes,
    parameters,
  }) as PaperConfig;

const noiseless = config({}, { noiseLevel: [0, 0] });
const centred = { x: 0, y: 0 };
const orbitsOf = (c: PaperConfig, parameters: PaperClass) => [
  ...paperOrbits(c.parameters, parameters, centred, new Draws(c.seed, 0, 0)),
];

const classes = fc.record<PaperClass>({
  formulation: fc.constant("paper" as const),
  orbits: fc.integer({ min: 2, max: 12 }),
  semiAxisA: fc.double({ min: 0.5, max: 200, noNaN: true }),
  semiAxisB: fc.double({ min: 0.5, max: 200, noNaN: true }),
  interval: fc.double({ min: 0, max: 5, noNaN: true }),
  frequency1: fc.nat(20),
  frequency2: fc.nat(20),
  amplitude1: fc.double({ min: 0, max: 1, noNaN: true }),
  amplitude2: fc.double({ min: 0, max: 1, noNaN: true }),
  vertices: fc.integer({ min: 3, max: 300 }),
  noiseLevel: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** max|ε|, from all 256 cells in steps of 2⁻¹², plus what a step can hide. */
const strongestNoise =
  1e-4 +
  Math.max(
    ...Array.from({ length: 256 }, (_, cell) =>
      Math.max(...Array.from({ length: 4097 }, (__, f) => Math.abs(noiseAt(cell, f / 4096)))),
    ),
  );

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const covariance = mean(a.map((v, i) => (v - ma) * (b[i] - mb)));
  return covariance / Math.sqrt(mean(a.map((v) => (v - ma) ** 2)) * mean(b.map((v) => (v - mb) ** 2)));
}

describe("without noise", () => {
  it("Φ*_k(θ_i) = (a_k (Φ(θ_i) + 1) cos θ_i, b_k (Φ(θ_i) + 1) sin θ_i) at θ_i = 2πi/q (Eqs. 7, 9)", () => {
    fc.assert(
      fc.property(classes, (drawn) => {
        const c = { ...drawn, noiseLevel: 0 };
        for (const [k, { x, y }] of orbitsOf(noiseless, c).entries()) {
          expect(x.length).toBe(c.vertices);
          const a = c.semiAxisA + k * c.interval;
          const b = c.semiAxisB + k * c.interval;
          for (let i = 0; i < c.vertices; i++) {
            const theta = (2 * Math.PI * i) / c.vertices;
            const wave =
              c.amplitude1 * Math.sin(c.frequency1 * theta) + c.amplitude2 * Math.sin(c.frequency2 * theta);
            expect(Math.abs(x[i] - a * (wave + 1) * Math.cos(theta))).toBeLessThan(1e-9);
            expect(Math.abs(y[i] - b * (wave + 1) * Math.sin(theta))).toBeLessThan(1e-9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("neighbouring orbits are c apart along both axes: (a_{k+1}, b_{k+1}) = (a_k + c, b_k + c)", () => {
    fc.assert(
      fc.property(classes, (drawn) => {
        // Without waves the vertex at θ = 0 lies at a_k, and with q a multiple of 4 one lies at b_k.
        const c = { ...drawn, vertices: 4 * drawn.vertices, amplitude1: 0, amplitude2: 0, noiseLevel: 0 };
        const orbits = orbitsOf(noiseless, c);
        for (let k = 1; k < orbits.length; k++) {
          expect(Math.abs(orbits[k].x[0] - orbits[k - 1].x[0] - c.interval)).toBeLessThan(1e-9);
          const quarter = drawn.vertices;
          expect(Math.abs(orbits[k].y[quarter] - orbits[k - 1].y[quarter] - c.interval)).toBeLessThan(1e-9);
        }
      }),
    );
  });
});

describe("the wave", () => {
  it("is 2π-periodic for natural n₁, n₂, so that the polyline closes", () => {
    fc.assert(
      fc.property(classes, fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), (c, theta) => {
        expect(Math.abs(smoothWave(c, theta + 2 * Math.PI) - smoothWave(c, theta))).toBeLessThan(
          1e-12 * 2000,
        );
      }),
    );
  });

  it("is moved by η · noiseScale · ε_k(θ_i) at every vertex of every orbit, and by no more than max|ε| allows", () => {
    const noisy = config({}, { noiseScale: 0.05 });
    const still = { ...(drawClass(noisy, 5) as PaperClass), noiseLevel: 0 };
    const quiet = orbitsOf(noisy, still);
    for (const eta of [0.3, 1]) {
      for (const [k, { x, y }] of orbitsOf(noisy, { ...still, noiseLevel: eta }).entries()) {
        const [a, b] = [still.semiAxisA, still.semiAxisB].map((axis) => axis + k * still.interval);
        const noise = orbitNoise(new Draws(noisy.seed, 0, 0), k, still.vertices);
        for (let i = 0; i < still.vertices; i++) {
          const theta = (2 * Math.PI * i) / still.vertices;
          const shift = eta * 0.05 * noise[i];
          expect(Math.abs(shift)).toBeLessThanOrEqual(eta * 0.05 * strongestNoise);
          expect(Math.abs(x[i] - quiet[k].x[i] - a * shift * Math.cos(theta))).toBeLessThan(1e-10);
          expect(Math.abs(y[i] - quiet[k].y[i] - b * shift * Math.sin(theta))).toBeLessThan(1e-10);
        }
      }
    }
  });

  it("has noise of its own at each vertex, orbit, image and class, centred on 0 and reaching far towards max|ε|", () => {
    const draws = [new Draws(1, 0, 0), new Draws(1, 0, 1), new Draws(1, 1, 0), new Draws(2, 0, 0)];
    const samples = draws.flatMap((draw) => [0, 1, 2].map((k) => orbitNoise(draw, k, 1000)));
    for (const [i, one] of samples.entries()) {
      const other = samples[(i + 1) % samples.length];
      expect(one.filter((value, vertex) => value === other[vertex]).length).toBeLessThan(20);
      expect(new Set(one).size).toBeGreaterThan(950);
      expect(Math.abs(correlation(one, other))).toBeLessThan(0.15);
      expect(Math.abs(correlation(one.slice(1), one.slice(0, -1)))).toBeLessThan(0.15);
    }
    const all = samples.flatMap((values) => [...values]);
    expect(Math.max(...all.map(Math.abs))).toBeGreaterThan(0.9 * strongestNoise);
    expect(Math.max(...all.map(Math.abs))).toBeLessThanOrEqual(strongestNoise);
    // Over all cells and fractions ε has mean 0 and deviation 0.329; the mean of 12,000 deviates by 0.003.
    expect(Math.abs(all.reduce((sum, value) => sum + value, 0) / all.length)).toBeLessThan(0.015);
    const square = all.reduce((sum, value) => sum + value * value, 0) / all.length;
    expect(Math.abs(Math.sqrt(square) - 0.329)).toBeLessThan(0.015);
  });
});

describe("a drawn image", () => {
  it("is closed: the last vertex is joined to the first, by the kernel too", async () => {
    // One orbit of three vertices without waves: a triangle, whose three sides are all there.
    const triangle = config(
      { classes: 1, instances: 1 },
      {
        orbits: [1, 1],
        vertices: [3, 3],
        diameter: [200, 200],
        frequency1: [0, 0],
        frequency2: [0, 0],
        noiseLevel: [0, 0],
        grey: [1, 1],
        nucleus: [0, 0],
      },
    );
    const source = await kernelSource(triangle);
    source.begin(0, 0);
    const pixels = source.paint();
    const at = (x: number, y: number) => pixels[Math.trunc(y) * 512 + Math.trunc(x)];
    const { x, y } = referenceImage(triangle, 0, 0).orbits[0];
    for (const [i, j] of [
      [0, 1],
      [1, 2],
      [2, 0],
    ]) {
      expect(at(x[i], y[i])).toBe(255);
      const [mx, my] = [(x[i] + x[j]) / 2, (y[i] + y[j]) / 2];
      const near = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => at(mx + dx, my + dy)));
      expect(Math.max(...near)).toBe(255);
    }
  });

  it("has its centre at (S/2)(1 + p) with p in [−1, 1]², spread over the whole picture", () => {
    const c = config({ imageSize: 300 });
    const centres = Array.from({ length: 4000 }, (_, i) => drawPlacement(c, i % 40, Math.floor(i / 40)));
    for (const axis of ["x", "y"] as const) {
      const values = centres.map((centre) => centre[axis]);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values)).toBeLessThanOrEqual(300);
      expect(Math.min(...values)).toBeLessThan(3);
      expect(Math.max(...values)).toBeGreaterThan(297);
      expect(Math.abs(values.reduce((sum, v) => sum + v, 0) / 4000 - 150)).toBeLessThan(6);
    }
  });

  it("draws l_c for each orbit of each image: 8-bit greys over the whole range", () => {
    expect(paperGrey(0, [0, 1])).toBe(0);
    expect(paperGrey(0xffffffff, [0, 1])).toBe(255);
    expect(paperGrey(0x80000000, [0, 1])).toBe(128);
    expect(paperGrey(0, [0.5, 0.5])).toBe(128);
    expect([0, 0xffffffff].map((word) => paperGrey(word, [0.25, 0.75]))).toEqual([64, 191]);
    // Rounded, not truncated: grey 1 begins at l_c = 0.5/255.
    const half = 2 ** 32 / 510;
    expect([Math.floor(half), Math.ceil(half)].map((word) => paperGrey(word, [0, 1]))).toEqual([0, 1]);
    const greys = [0, 1].map((instance) => referenceImage(config(), 8, instance).orbits.map((o) => o.grey));
    expect(greys[0]).not.toEqual(greys[1]);
    expect(new Set(greys[0]).size).toBeGreaterThan(10);
  });

  it("scales lengths with S/512 and nothing else", () => {
    const [large, small] = [config(), config({ imageSize: 128 })];
    for (const classIndex of [0, 17, 20_999]) {
      const a = drawClass(large, classIndex) as PaperClass;
      const b = drawClass(small, classIndex) as PaperClass;
      expect(b).toEqual({
        ...a,
        semiAxisA: a.semiAxisA / 4,
        semiAxisB: a.semiAxisB / 4,
        interval: a.interval / 4,
      });
    }
  });
});
