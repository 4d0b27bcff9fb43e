/** Vertices of the `release` formulation, where each orbit grows from the one before; the kernel equals it to the last bit. */
import { pnoise1 } from "../../mathematics/gradientNoise.ts";
import { sinAccurate } from "../../mathematics/sincos.ts";
import { quantizedCircle } from "../circle.ts";
import type { Centre, OrbitRandom, ReferenceOrbit } from "../formulation.ts";
import type { ReleaseClass } from "./parameters.ts";

/** Noise arguments are uniform in [0, 10000]. */
const NOISE_RANGE = 10000;

/** Noise of the first orbit's horizontal displacements, at each of its q vertices. */
export function firstNoise(random: OrbitRandom, q: number): Float64Array {
  return drawOrbit(random, 0, q).noiseX;
}

interface OrbitDraws {
  grey: number;
  /** Noise of the q horizontal, then of the q vertical displacements. */
  noiseX: Float64Array;
  noiseY: Float64Array;
}

function drawOrbit(random: OrbitRandom, k: number, q: number): OrbitDraws {
  if (random.kind === "stream") {
    const grey = random.randint(0, 255);
    const draw = () => pnoise1(random.uniform(0, NOISE_RANGE));
    return {
      grey,
      noiseX: Float64Array.from({ length: q }, draw),
      noiseY: Float64Array.from({ length: q }, draw),
    };
  }
  const second = 16 * Math.ceil(q / 16);
  const words = random.draws.noiseWords(k, second + q);
  const draw = (word: number) => pnoise1(word * (NOISE_RANGE / 2 ** 32));
  return {
    grey: random.draws.greyWord(k) >>> 24,
    noiseX: Float64Array.from(words.subarray(0, q), draw),
    noiseY: Float64Array.from(words.subarray(second), draw),
  };
}

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
    const { grey, noiseX, noiseY } = drawOrbit(random, k, q);
    const displacement = (noise: number, i: number) => noise * kappa - kappa - wave1[i] - wave2[i];
    x = x.map((value, i) => value - cosine[i] * (displacement(noiseX[i], i) - w));
    y = y.map((value, i) => value - sine[i] * (displacement(noiseY[i], i) - w));
    yield { grey, x, y };
  }
}
