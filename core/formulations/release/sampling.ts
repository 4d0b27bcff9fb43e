/** Draws of the `release` formulation: the released script's own order from a stream, numbered slots under random access. */
import type { ReleaseClass, ReleaseConfig, ReleaseParameters } from "../../config/parameters.ts";
import type { SequentialRandom } from "../../random/mersenneTwister.ts";
import { Draws } from "../../random/philox.ts";
import type { Centre } from "../formulation.ts";

/** κ lies in [perlinMin, perlinMin + 4]. */
export const NOISE_COEFFICIENT_SPAN = 4;
/** r lies in {radiusMin … radiusMin + 50}. */
const RADIUS_SPAN = 50;
/** First of the slots for the tries of n₂. */
const FREQUENCY_2_SLOT = 8;

export function drawReleaseClassFromStream(
  random: SequentialRandom,
  parameters: ReleaseParameters,
): ReleaseClass {
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
export function drawReleaseCentreFromStream(random: SequentialRandom, config: ReleaseConfig): Centre {
  const { imageSize, parameters } = config;
  const y = (imageSize + random.randint(-parameters.startPos, parameters.startPos)) / 2;
  const x = (imageSize + random.randint(-parameters.startPos, parameters.startPos)) / 2;
  return { x, y };
}

export function drawReleaseClass(config: ReleaseConfig, classIndex: number): ReleaseClass {
  const { parameters } = config;
  const draws = new Draws(config.seed, classIndex);
  const frequency1 = draws.integer(5, parameters.frequency1);
  let slot = FREQUENCY_2_SLOT;
  return {
    formulation: "release",
    vertices: draws.integer(0, parameters.vertices),
    orbits: draws.integer(1, parameters.orbits),
    noiseCoefficient: draws.uniform(2, [parameters.perlinMin, parameters.perlinMin + NOISE_COEFFICIENT_SPAN]),
    radialStep: draws.uniform(3, [0, parameters.lineWidth]),
    radius: draws.integer(4, [parameters.radiusMin, parameters.radiusMin + RADIUS_SPAN]),
    frequency1,
    frequency2: redraw(frequency1, () => draws.integer(slot++, parameters.frequency2)),
    ovalX: draws.uniform(6, [1, parameters.ovalRate]),
    ovalY: draws.uniform(7, [1, parameters.ovalRate]),
  };
}

/** Attempt n of an image draws from slots 2n and 2n + 1. */
export function drawReleaseCentre(
  config: ReleaseConfig,
  classIndex: number,
  instance: number,
  attempt: number,
): Centre {
  const draws = new Draws(config.seed, classIndex, instance);
  const { startPos } = config.parameters;
  return {
    x: (config.imageSize + draws.integer(2 * attempt, [-startPos, startPos])) / 2,
    y: (config.imageSize + draws.integer(2 * attempt + 1, [-startPos, startPos])) / 2,
  };
}

/** n₂ is drawn until it differs from n₁, unless n₁ is 0. */
function redraw(frequency1: number, draw: () => number): number {
  let frequency2 = draw();
  while (frequency2 === frequency1 && frequency1 !== 0) frequency2 = draw();
  return frequency2;
}
