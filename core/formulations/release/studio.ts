/** What the studio shows of a `release` class: its first orbit taken apart, and its parameters swept. */
import { sinAccurate } from "../../mathematics/sincos.ts";
import type { FirstOrbit, StudioView } from "../formulation.ts";
import { firstNoise } from "../script/noise.ts";
import { visualAtomWords } from "../visualAtomWords.ts";
import type { ReleaseClass, ReleaseConfig } from "./parameters.ts";

/** The released script moves each vertex outward by κ − κ·noise + ½ sin n₁θ + ½ sin n₂θ + w, px. */
function firstOrbit(_config: ReleaseConfig, parameters: ReleaseClass): FirstOrbit {
  const { noiseCoefficient: kappa, radialStep: w, radius: r, ovalX, ovalY } = parameters;
  const wave = (theta: number, noise: number): number => {
    const waves = sinAccurate(theta * parameters.frequency1) + sinAccurate(theta * parameters.frequency2);
    return kappa - kappa * noise + 0.5 * waves + w;
  };
  return {
    wave,
    point(theta, waved) {
      const outward = waved ? wave(theta, 0) : 0;
      return {
        x: (r * ovalX + outward) * Math.cos(theta),
        y: (r * ovalY + outward) * Math.sin(theta),
      };
    },
    noise: (random) => firstNoise(random, parameters.vertices, 255),
  };
}

export const releaseStudio: StudioView<ReleaseConfig, ReleaseClass> = {
  sweeps: {
    vertices: { field: "vertices", range: true, span: [3, 1000], geometric: true },
    orbits: { field: "orbits", range: true, span: [1, 200] },
    noiseCoefficient: { field: "perlinMin", range: false, span: [0, 8], integerField: true },
    radialStep: { field: "lineWidth", range: false, span: [0, 2] },
    radius: { field: "radiusMin", range: false, span: [0, 150] },
    // n₂ is redrawn until it differs from n₁: with both held, no other draw of the class can move.
    frequency1: { field: "frequency1", range: true, span: [0, 20], holds: "frequency2" },
    frequency2: { field: "frequency2", range: true, span: [0, 20], holds: "frequency1" },
    ovalX: { field: "ovalRate", range: false, span: [1, 4] },
    ovalY: { field: "ovalRate", range: false, span: [1, 4] },
  },
  firstOrbit,
  waveUnit: "px",
  waveCaption:
    "How far the first orbit moves each vertex outward: the wave (broad), and at the vertices with its noise, as drawn (fine).",
  words: visualAtomWords,
};
