/** Vertices of the `release` formulation, where each orbit grows from the one before; the kernel equals it to the last bit. */
import { sinAccurate } from "../../mathematics/sincos.ts";
import { quantizedCircle } from "../circle.ts";
import type { Centre, OrbitRandom, ReferenceOrbit } from "../formulation.ts";
import { drawOrbit } from "../script/noise.ts";
import type { ReleaseClass } from "./parameters.ts";

export function* releaseOrbits(
  parameters: ReleaseClass,
  centre: Centre,
  random: OrbitRandom,
): Generator<ReferenceOrbit> {
  const { vertices: q, noiseCoefficient: kappa, radialStep: w, radius: r } = parameters;
  const { theta, cosine, sine } = quantizedCircle(q);
  const wave1 = theta.map((angle) => 0.5 * sinAccurate(angle * parameters.frequency1));
  const wave2 = theta.map((angle) => 0.5 * sinAccurate(angle * parameters.frequency2));
  let x = cosine.map((value) => value * r * parameters.ovalX + centre.x);
  let y = sine.map((value) => value * r * parameters.ovalY + centre.y);
  for (let k = 0; k < parameters.orbits; k++) {
    const { grey, noiseX, noiseY } = drawOrbit(random, k, q, 255);
    const displacement = (noise: number, i: number) => noise * kappa - kappa - wave1[i] - wave2[i];
    x = x.map((value, i) => value - cosine[i] * (displacement(noiseX[i], i) - w));
    y = y.map((value, i) => value - sine[i] * (displacement(noiseY[i], i) - w));
    yield { grey, x, y };
  }
}
