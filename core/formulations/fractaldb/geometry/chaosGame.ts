/** The chaos game: the walk that draws an iterated function system of affine maps of the plane. */
import { chosenMaps } from "../../systems/maps.ts";
import { MAP_NUMBERS } from "./system.ts";

/** Seed of NumPy's generator that chooses the maps of every picture. */
export const PICTURE_SEED = 100;

/** Points of a walk, as two coordinates each in double precision. */
export interface Points {
  x: Float64Array;
  y: Float64Array;
}

/**
 * The points of the walk that begins at the origin: one for each random number, of which the last is not used.
 * @param system N rows of a … f, p
 * @param random numbers in [0, 1)
 */
export function chaosGame(system: ArrayLike<number>, random: ArrayLike<number>): Points {
  const maps = system.length / MAP_NUMBERS;
  const chosen = chosenMaps(system, MAP_NUMBERS, random);
  const points = { x: new Float64Array(chosen.length), y: new Float64Array(chosen.length) };
  let x = 0;
  let y = 0;
  for (let i = 1; i < chosen.length; i++) {
    const at = chosen[i - 1] * MAP_NUMBERS;
    if (chosen[i - 1] < maps) {
      const next = x * system[at] + y * system[at + 1] + system[at + 4];
      y = x * system[at + 2] + y * system[at + 3] + system[at + 5];
      x = next;
    }
    points.x[i] = x;
    points.y[i] = y;
  }
  return points;
}
