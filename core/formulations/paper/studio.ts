/** What the studio shows of a `paper` class: its first orbit taken apart, and its parameters swept. */
import type { FirstOrbit, StudioView } from "../formulation.ts";
import type { PaperClass, PaperConfig } from "./parameters.ts";
import { orbitNoise, smoothWave } from "./vertices.ts";

/** Eq. 7: a_k (Φ + 1) cos θ, with Φ relative to the orbit's size. */
function firstOrbit({ parameters: { noiseScale } }: PaperConfig, parameters: PaperClass): FirstOrbit {
  const { semiAxisA, semiAxisB, noiseLevel, vertices } = parameters;
  return {
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

export const paperStudio: StudioView<PaperConfig, PaperClass> = {
  sweeps: {
    orbits: { field: "orbits", range: true, span: [1, 200] },
    diameterA: { field: "diameter", range: true, span: [1, 400] },
    diameterB: { field: "diameter", range: true, span: [1, 400] },
    interval: { field: "interval", range: false, span: [0.25, 4] },
    frequency1: { field: "frequency1", range: true, span: [0, 20] },
    frequency2: { field: "frequency2", range: true, span: [0, 20] },
    amplitude1: { field: "amplitude1", range: true, span: [0, 1] },
    amplitude2: { field: "amplitude2", range: true, span: [0, 1] },
    vertices: { field: "vertices", range: true, span: [3, 1000], geometric: true },
    noiseLevel: { field: "noiseLevel", range: true, span: [0, 1] },
    depth: { field: "recursion.depth", range: false, span: [0, 4] },
    ratio: { field: "recursion.ratio", range: false, span: [0, 1] },
    factor: { field: "recursion.factor", range: false, span: [2, 8] },
  },
  firstOrbit,
  waveUnit: "",
  waveCaption:
    "Φ(θ) of the first orbit, relative to its size: the wave (broad), and at the vertices with its noise, as drawn (fine).",
};
