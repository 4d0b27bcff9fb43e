/** Draws of formulation `rcdb` from a stream, in the released script's own order. */
import type { SequentialRandom } from "../../random/mersenneTwister.ts";
import type { StreamDraws } from "../formulation.ts";
import { drawStreamCentre } from "../script/centre.ts";
import { NOISE_COEFFICIENT_SPAN, skipOrbits } from "../script/noise.ts";
import { setRcdbKernelClass, setRcdbKernelImage } from "./kernel.ts";
import type { RcdbClass, RcdbConfig, RcdbPlacement } from "./parameters.ts";
import { firstPlacement, highestGrey, RADIUS_SPAN } from "./sampling.ts";
import { drawVertexCount } from "./vertexCount.ts";

function drawClass(random: SequentialRandom, config: RcdbConfig): RcdbClass {
  const { parameters } = config;
  const vertices = drawVertexCount(parameters.vertices, () => random.random());
  const orbits = random.randint(...parameters.orbits);
  const noiseCoefficient = random.uniform(
    parameters.perlinMin,
    parameters.perlinMin + NOISE_COEFFICIENT_SPAN,
  );
  const radialStep = random.uniform(0, parameters.lineWidth);
  const radius = drawRadius(random, config);
  const ovals = drawOvals(random, config);
  const { x: centreX, y: centreY } = drawStreamCentre(random, config);
  return {
    formulation: "rcdb",
    vertices,
    orbits,
    noiseCoefficient,
    radialStep,
    radius,
    ...ovals,
    centreY,
    centreX,
  };
}

/** Unlike a class, an image draws o_x and o_y before r. */
function nextPlacement(random: SequentialRandom, config: RcdbConfig): RcdbPlacement {
  const ovals = drawOvals(random, config);
  const radius = drawRadius(random, config);
  return { ...drawStreamCentre(random, config), radius, ...ovals };
}

function drawRadius(random: SequentialRandom, { parameters: { radiusMin } }: RcdbConfig): number {
  return random.randint(radiusMin, radiusMin + RADIUS_SPAN);
}

function drawOvals(
  random: SequentialRandom,
  { parameters: { ovalRate } }: RcdbConfig,
): Pick<RcdbPlacement, "ovalX" | "ovalY"> {
  const ovalX = random.uniform(1, ovalRate);
  const ovalY = random.uniform(1, ovalRate);
  return { ovalX, ovalY };
}

export const rcdbStreams: StreamDraws<RcdbConfig, RcdbClass, RcdbPlacement> = {
  drawClass,
  firstPlacement: (_random, _config, parameters) => firstPlacement(parameters),
  nextPlacement,
  skipImage: (random, config, { orbits, vertices }) =>
    skipOrbits(random, orbits, vertices, highestGrey(config)),
  setKernelClass: setRcdbKernelClass,
  setKernelImage: setRcdbKernelImage,
};
