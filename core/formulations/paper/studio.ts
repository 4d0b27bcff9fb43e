/** What the studio shows of a `paper` class: its first orbit taken apart, and its parameters swept. */

import type { FirstOrbit, OrbitDepth, StudioView } from "../formulation.ts";
import { visualAtomWords } from "../visualAtomWords.ts";
import type { PaperClass, PaperConfig } from "./parameters.ts";
import { type Depth, depthsOf } from "./recursion.ts";
import { depthWave, orbitNoise, smoothWave } from "./vertices.ts";

/** Eq. 7: a_k (Φ + 1) cos θ, with Φ relative to the orbit's size. */
function firstOrbit({ parameters: { noiseScale } }: PaperConfig, parameters: PaperClass): FirstOrbit {
  const { semiAxisA, semiAxisB, noiseLevel, vertices } = parameters;
  const depths = depthsOf(parameters);
  const deepest = depths[depths.length - 1];
  return {
    highestFrequency: Math.max(deepest.frequency1, deepest.frequency2),
    depths: depths.length > 1 ? depths.map((_, d) => orbitDepth(parameters, depths.slice(0, d + 1))) : [],
    wave: (theta, noise) => smoothWave(parameters, theta) + noiseLevel * noiseScale * noise,
    point(theta, waved) {
      const r = waved ? smoothWave(parameters, theta) + 1 : 1;
      return { x: semiAxisA * r * Math.cos(theta), y: semiAxisB * r * Math.sin(theta) };
    },
    noise(random) {
      if (random.kind !== "randomAccess") throw new TypeError("the paper formulation has no streams");
      return orbitNoise(random.draws, 0, vertices);
    },
  };
}

/** The last of these terms, and the orbit with all of them. */
function orbitDepth(parameters: PaperClass, depths: Depth[]): OrbitDepth {
  const { semiAxisA, semiAxisB } = parameters;
  const last = depths[depths.length - 1];
  return {
    formula: formulaOf(parameters, last),
    wave: (theta) => depthWave(parameters, last, theta),
    point(theta) {
      const r = depths.reduce((sum, depth) => sum + depthWave(parameters, depth, theta), 1);
      return { x: semiAxisA * r * Math.cos(theta), y: semiAxisB * r * Math.sin(theta) };
    },
  };
}

/** `0.25 sin 9θ + 0.25 sin 45θ`; 0 where nothing is left of the term. */
function formulaOf(
  { amplitude1, amplitude2 }: PaperClass,
  { weight, frequency1, frequency2 }: Depth,
): string {
  const terms = [
    [weight * amplitude1, frequency1],
    [weight * amplitude2, frequency2],
  ]
    .filter(([amplitude, frequency]) => amplitude !== 0 && frequency !== 0)
    .map(([amplitude, frequency]) => `${Number(amplitude.toPrecision(3))} sin ${frequency}θ`);
  return terms.length === 0 ? "0" : terms.join(" + ");
}

export const paperStudio: StudioView<PaperConfig, PaperClass> = {
  sweeps: {
    orbits: { field: "orbits", range: true, span: [1, 200] },
    diameterA: { field: "diameter", range: true, span: [1, 400], ofTable: true },
    diameterB: { field: "diameter", range: true, span: [1, 400], ofTable: true },
    interval: { field: "interval", range: false, span: [0.25, 4], ofTable: true, ofDataset: true },
    frequency1: { field: "frequency1", range: true, span: [0, 20] },
    frequency2: { field: "frequency2", range: true, span: [0, 20] },
    amplitude1: { field: "amplitude1", range: true, span: [0, 1] },
    amplitude2: { field: "amplitude2", range: true, span: [0, 1] },
    vertices: { field: "vertices", range: true, span: [3, 1000], geometric: true },
    noiseLevel: { field: "noiseLevel", range: true, span: [0, 1] },
    depth: { field: "recursion.depth", range: false, span: [0, 4], ofDataset: true },
    ratio: { field: "recursion.ratio", range: false, span: [0, 1], ofDataset: true },
    factor: { field: "recursion.factor", range: false, span: [2, 8], ofDataset: true },
  },
  firstOrbit,
  waveUnit: "",
  waveCaption:
    "Φ(θ) of the first orbit, relative to its size: the wave (broad), and at the vertices with its noise, as drawn (fine).",
  words: visualAtomWords,
};
