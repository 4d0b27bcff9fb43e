/** Draws of formulation `rcdb` by random access, from numbered slots. */
import { Draws } from "../../random/philox.ts";
import { centreFrom } from "../script/centre.ts";
import { NOISE_COEFFICIENT_SPAN } from "../script/noise.ts";
import type { RcdbClass, RcdbConfig, RcdbPlacement } from "./parameters.ts";
import { drawVertexCount } from "./vertexCount.ts";

/** r lies in {radiusMin … radiusMin + 100}. */
export const RADIUS_SPAN = 100;
/** First of the slots for the tries of q. */
const VERTICES_SLOT = 8;
/** Slots of one attempt at an image. */
const IMAGE_SLOTS = 5;

export function drawRcdbClass(config: RcdbConfig, classIndex: number): RcdbClass {
  const { parameters } = config;
  const draws = new Draws(config.seed, classIndex);
  const { x: centreX, y: centreY, ...ellipse } = placementFrom(draws, 3, config);
  let slot = VERTICES_SLOT;
  return {
    formulation: "rcdb",
    vertices: drawVertexCount(parameters.vertices, () => draws.unit(slot++)),
    orbits: draws.integer(0, parameters.orbits),
    noiseCoefficient: draws.uniform(1, [parameters.perlinMin, parameters.perlinMin + NOISE_COEFFICIENT_SPAN]),
    radialStep: draws.uniform(2, [0, parameters.lineWidth]),
    ...ellipse,
    centreY,
    centreX,
  };
}

/** A class's first image has the class's own values; attempt n of any other, or again, draws from slots 5n … 5n + 4. */
export function drawRcdbPlacement(
  config: RcdbConfig,
  classIndex: number,
  instance: number,
  attempt: number,
): RcdbPlacement {
  if (instance === 0 && attempt === 0) return firstPlacement(drawRcdbClass(config, classIndex));
  return placementFrom(new Draws(config.seed, classIndex, instance), IMAGE_SLOTS * attempt, config);
}

export function firstPlacement({ centreX, centreY, radius, ovalX, ovalY }: RcdbClass): RcdbPlacement {
  return { x: centreX, y: centreY, radius, ovalX, ovalY };
}

/** c_x, c_y, r, o_x and o_y from five slots. */
function placementFrom(draws: Draws, slot: number, config: RcdbConfig): RcdbPlacement {
  const { radiusMin, ovalRate } = config.parameters;
  return {
    ...centreFrom(draws, slot, config),
    radius: draws.integer(slot + 2, [radiusMin, radiusMin + RADIUS_SPAN]),
    ovalX: draws.uniform(slot + 3, [1, ovalRate]),
    ovalY: draws.uniform(slot + 4, [1, ovalRate]),
  };
}

/** Largest grey that is drawn by lot, S/2 of an even S; greys above 255 are drawn as 255. */
export function highestGrey({ imageSize }: RcdbConfig): number {
  return imageSize / 2;
}
