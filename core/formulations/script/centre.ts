/** The centre of an image as the authors' scripts draw it: (S + an integer in [−P, P]) / 2 in either direction. */
import type { PolylineConfigBase } from "../../config/dataset.ts";
import type { SequentialRandom } from "../../random/mersenneTwister.ts";
import type { Draws } from "../../random/philox.ts";
import type { Centre } from "../formulation.ts";

interface Centred extends PolylineConfigBase {
  parameters: PolylineConfigBase["parameters"] & { startPos: number };
}

/** By random access, from two slots: c_x, then c_y. */
export function centreFrom(draws: Draws, slot: number, { imageSize, parameters }: Centred): Centre {
  const { startPos } = parameters;
  return {
    x: (imageSize + draws.integer(slot, [-startPos, startPos])) / 2,
    y: (imageSize + draws.integer(slot + 1, [-startPos, startPos])) / 2,
  };
}

/** From a stream, where c_y comes before c_x. */
export function drawStreamCentre(random: SequentialRandom, { imageSize, parameters }: Centred): Centre {
  const { startPos } = parameters;
  const y = (imageSize + random.randint(-startPos, startPos)) / 2;
  const x = (imageSize + random.randint(-startPos, startPos)) / 2;
  return { x, y };
}
