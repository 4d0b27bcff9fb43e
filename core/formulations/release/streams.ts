/** Draws of the `release` formulation from a stream, in the released script's own order. */
import type { SequentialRandom } from "../../random/mersenneTwister.ts";
import type { Centre, StreamDraws } from "../formulation.ts";
import type { ReleaseClass, ReleaseConfig } from "./parameters.ts";
import { NOISE_COEFFICIENT_SPAN, RADIUS_SPAN, redraw } from "./sampling.ts";

function drawClass(random: SequentialRandom, { parameters }: ReleaseConfig): ReleaseClass {
  const vertices = random.randint(...parameters.vertices);
  const orbits = random.randint(...parameters.orbits);
  const noiseCoefficient = random.uniform(
    parameters.perlinMin,
    parameters.perlinMin + NOISE_COEFFICIENT_SPAN,
  );
  const radialStep = random.uniform(0, parameters.lineWidth);
  const radius = random.randint(parameters.radiusMin, parameters.radiusMin + RADIUS_SPAN);
  const frequency1 = random.randint(...parameters.frequency1);
  const frequency2 = redraw(frequency1, () => random.randint(...parameters.frequency2));
  const ovalX = random.uniform(1, parameters.ovalRate);
  const ovalY = random.uniform(1, parameters.ovalRate);
  return {
    formulation: "release",
    vertices,
    orbits,
    noiseCoefficient,
    radialStep,
    radius,
    frequency1,
    frequency2,
    ovalX,
    ovalY,
  };
}

/** c_y comes before c_x. */
function drawCentre(random: SequentialRandom, config: ReleaseConfig): Centre {
  const { imageSize, parameters } = config;
  const y = (imageSize + random.randint(-parameters.startPos, parameters.startPos)) / 2;
  const x = (imageSize + random.randint(-parameters.startPos, parameters.startPos)) / 2;
  return { x, y };
}

/** K greys and 2q noise arguments each. */
function skipImage(random: SequentialRandom, { orbits, vertices }: ReleaseClass): void {
  for (let k = 0; k < orbits; k++) {
    random.randint(0, 255);
    for (let n = 0; n < 2 * vertices; n++) random.random();
  }
}

export const releaseStreams: StreamDraws<ReleaseConfig, ReleaseClass> = { drawClass, drawCentre, skipImage };
