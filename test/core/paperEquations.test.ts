/** The paper's equations hold on the vertices themselves. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PaperClass, PaperConfig } from "../../core/config/parameters.ts";
import { parseConfig } from "../../core/config/schema.ts";
import { drawCentre, drawClass } from "../../core/formulations/index.ts";
import { paperGrey } from "../../core/formulations/paper/sampling.ts";
import { orbitNoise, paperOrbits, smoothWave } from "../../core/formulations/paper/vertices.ts";
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

  it("has noise of its own at every vertex of every orbit, at most η · noiseScale · max|ε| strong", () => {
    const noisy = config({}, { noiseLevel: [1, 1], noiseScale: 0.05 });
    const still = { ...(drawClass(noisy, 5) as PaperClass), noiseLevel: 0 };
    const moving = { ...still, noiseLevel: 1 };
    const quiet = orbitsOf(noisy, still);
    const loud = orbitsOf(noisy, moving);
    let strongest = 0;
    const displacements: number[] = [];
    for (const [k, { x }] of loud.entries()) {
      const a = still.semiAxisA + k * still.interval;
      const noise = orbitNoise(new Draws(noisy.seed, 0, 0), k, still.vertices);
      const cosine = Math.cos(0);
      const shift = (x[0] - quiet[k].x[0]) / (a * cosine);
      expect(Math.abs(shift - 0.05 * noise[0])).toBeLessThan(1e-12);
      displacements.push(shift);
      strongest = Math.max(strongest, ...noise.map(Math.abs));
    }
    expect(new Set(displacements).size).toBeGreaterThan(0.9 * loud.length);
    expect(strongest).toBeLessThanOrEqual(1.0000001 * 3.2);
    expect(strongest).toBeGreaterThan(0.5);
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
    const centres = Array.from({ length: 4000 }, (_, i) => drawCentre(c, i % 40, Math.floor(i / 40)));
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
