/** The chaos game in space: the walk that draws an iterated function system; the kernel equals it to the last bit. */
import { chosenMaps } from "../../systems/maps.ts";
import { MAP_NUMBERS } from "./system.ts";

/** Points as three coordinates each, in double precision. */
export interface Cloud {
  x: Float64Array;
  y: Float64Array;
  z: Float64Array;
}

/**
 * The points of the walk from the origin, which is not one of them: one for each random number but the last.
 * Each step takes the first map with r ≤ p₁ + … + pⱼ; where there is none, the point stays.
 * @param system N rows of a … l, p
 * @param random numbers in [0, 1)
 */
export function chaosGame(system: Float64Array, random: ArrayLike<number>): Cloud {
  const maps = Array.from({ length: system.length / MAP_NUMBERS }, (_, map) => [
    ...system.subarray(map * MAP_NUMBERS, (map + 1) * MAP_NUMBERS),
  ]);
  const chosen = chosenMaps(system, MAP_NUMBERS, random);
  const count = random.length - 1;
  const points: Cloud = {
    x: new Float64Array(count),
    y: new Float64Array(count),
    z: new Float64Array(count),
  };
  let [x, y, z] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    if (chosen[i] < maps.length) {
      const [a, b, c, d, e, f, g, h, k, tx, ty, tz] = maps[chosen[i]];
      [x, y, z] = [x * a + y * b + z * c + tx, x * d + y * e + z * f + ty, x * g + y * h + z * k + tz];
    }
    points.x[i] = x;
    points.y[i] = y;
    points.z[i] = z;
  }
  return points;
}
