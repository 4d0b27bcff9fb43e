/** What the authors' scripts draw for each orbit: its grey, then gradient noise at arguments uniform in [0, 10000]. */
import { pnoise1 } from "../../mathematics/gradientNoise.ts";
import type { SequentialRandom } from "../../random/mersenneTwister.ts";
import type { OrbitRandom } from "../formulation.ts";

/** κ lies in [perlinMin, perlinMin + 4]. */
export const NOISE_COEFFICIENT_SPAN = 4;

const NOISE_RANGE = 10000;

export interface OrbitDraws {
  /** 0 … highestGrey */
  grey: number;
  /** Noise of the q horizontal, then of the q vertical displacements. */
  noiseX: Float64Array;
  noiseY: Float64Array;
}

/** @param k the orbit's number from 0; a stream stands before its draws */
export function drawOrbit(random: OrbitRandom, k: number, q: number, highestGrey: number): OrbitDraws {
  if (random.kind === "stream") {
    const grey = random.randint(0, highestGrey);
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
    grey: Math.floor(random.draws.greyWord(k) * ((highestGrey + 1) / 2 ** 32)),
    noiseX: Float64Array.from(words.subarray(0, q), draw),
    noiseY: Float64Array.from(words.subarray(second), draw),
  };
}

/** Noise of the first orbit's horizontal displacements, at each of its q vertices. */
export function firstNoise(random: OrbitRandom, q: number, highestGrey: number): Float64Array {
  return drawOrbit(random, 0, q, highestGrey).noiseX;
}

/** Runs a stream past one image: a grey and 2q noise arguments for each orbit. */
export function skipOrbits(
  random: SequentialRandom,
  orbits: number,
  vertices: number,
  highestGrey: number,
): void {
  for (let k = 0; k < orbits; k++) {
    random.randint(0, highestGrey);
    for (let n = 0; n < 2 * vertices; n++) random.random();
  }
}
