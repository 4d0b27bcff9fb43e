/** What the studio shows of an `rcdb` class: its first polyline taken apart, and its parameters swept. */
import type { FirstOrbit, StudioView } from "../formulation.ts";
import { firstNoise } from "../script/noise.ts";
import type { RcdbClass, RcdbConfig, RcdbPlacement } from "./parameters.ts";
import { highestGrey } from "./sampling.ts";

/** The released script moves each vertex outward by κ − 2κ·noise + w, px. */
function firstOrbit(config: RcdbConfig, parameters: RcdbClass, placement: RcdbPlacement): FirstOrbit {
  const { noiseCoefficient: kappa, radialStep: w } = parameters;
  const { radius: r, ovalX, ovalY } = placement;
  const wave = (_theta: number, noise: number): number => kappa - 2 * kappa * noise + w;
  return {
    wave,
    point(theta, waved) {
      const outward = waved ? wave(theta, 0) : 0;
      return {
        x: (r * ovalX + outward) * Math.cos(theta),
        y: (r * ovalY + outward) * Math.sin(theta),
      };
    },
    noise: (random) => firstNoise(random, parameters.vertices, highestGrey(config)),
  };
}

export const rcdbStudio: StudioView<RcdbConfig, RcdbClass, RcdbPlacement> = {
  // Not what each image draws anew: r, o_x, o_y and the centre.
  sweeps: {
    vertices: { field: "vertices", range: true, span: [3, 200], geometric: true },
    orbits: { field: "orbits", range: true, span: [1, 200] },
    noiseCoefficient: { field: "perlinMin", range: false, span: [0, 8], integerField: true },
    radialStep: { field: "lineWidth", range: false, span: [0, 2] },
  },
  firstOrbit,
  waveUnit: "px",
  waveCaption:
    "How far the first polygon moves each vertex outward: without noise (broad), and at the vertices with it, as drawn (fine).",
  words: {
    part: "polygon",
    parts: "polygons",
    whole: "Radial contours",
    first: "The ellipse it starts from (dashed), moved outward once",
    vertices: "vertices of the first polygon, noise included; each later one grows from the one before",
  },
};
