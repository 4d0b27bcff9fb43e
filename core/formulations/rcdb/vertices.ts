/** Vertices of formulation `rcdb`, where each polyline grows from the one before; the kernel equals it to the last bit. */
import { quantizedCircle } from "../circle.ts";
import type { OrbitRandom, ReferenceOrbit } from "../formulation.ts";
import { drawOrbit } from "../script/noise.ts";
import type { RcdbClass, RcdbConfig, RcdbPlacement } from "./parameters.ts";
import { highestGrey } from "./sampling.ts";

/** The centre is added to what has grown, and only there: another order would round otherwise. */
export function* rcdbOrbits(
  config: RcdbConfig,
  parameters: RcdbClass,
  placement: RcdbPlacement,
  random: OrbitRandom,
): Generator<ReferenceOrbit> {
  const { vertices: q, noiseCoefficient: kappa, radialStep: w } = parameters;
  const { radius: r, ovalX, ovalY } = placement;
  const { cosine, sine } = quantizedCircle(q);
  const displacement = (noise: number) => noise * kappa * 2 - kappa;
  let grownX = cosine.map((value) => value * r * ovalX);
  let grownY = sine.map((value) => value * r * ovalY);
  for (let k = 0; k < parameters.orbits; k++) {
    const { grey, noiseX, noiseY } = drawOrbit(random, k, q, highestGrey(config));
    grownX = grownX.map((value, i) => value - cosine[i] * (displacement(noiseX[i]) - w));
    grownY = grownY.map((value, i) => value - sine[i] * (displacement(noiseY[i]) - w));
    const x = grownX.map((value) => value + placement.x);
    const y = grownY.map((value) => value + placement.y);
    yield { grey: Math.min(grey, 255), x, y };
  }
}
