/** The chaos game: the walk that draws an iterated function system of affine maps of the plane. */

/** Numbers that describe a map: a, b, c, d, e, f and its probability p. */
export const MAP_NUMBERS = 7;

/** Seed of NumPy's generator that chooses the maps of every picture. */
export const PICTURE_SEED = 100;

/** Points of a walk, as two coordinates each in double precision. */
export interface Points {
  x: Float64Array;
  y: Float64Array;
}

/**
 * The map that each random number chooses: the first with r ≤ p₁ + … + pⱼ; N, where there is none, stands for staying.
 * @param system N rows of a, b, c, d, e, f, p
 */
export function chosenMaps(system: ArrayLike<number>, random: ArrayLike<number>): Uint8Array {
  const maps = system.length / MAP_NUMBERS;
  const bounds = cumulative(system);
  return Uint8Array.from(random, (r) => {
    let map = 0;
    // Nothing is at most a bound that is not a number.
    while (map < maps && !(r <= bounds[map])) map += 1;
    return map;
  });
}

/** p₁ + … + pⱼ for each map j, added in this order. */
export function cumulative(system: ArrayLike<number>): number[] {
  const bounds: number[] = [];
  let sum = 0;
  for (let at = MAP_NUMBERS - 1; at < system.length; at += MAP_NUMBERS) {
    sum += system[at];
    bounds.push(sum);
  }
  return bounds;
}

/**
 * The points of the walk that begins at the origin: one for each chosen map, of which the last is not used.
 * @param weights what a … f of every map are multiplied by
 */
export function chaosGame(
  system: ArrayLike<number>,
  chosen: Uint8Array,
  weights: readonly number[] = [1, 1, 1, 1, 1, 1],
): Points {
  const maps = system.length / MAP_NUMBERS;
  const weighted = Float64Array.from(system, (value, at) => value * (weights[at % MAP_NUMBERS] ?? 1));
  const points = { x: new Float64Array(chosen.length), y: new Float64Array(chosen.length) };
  let x = 0;
  let y = 0;
  for (let i = 1; i < chosen.length; i++) {
    const at = chosen[i - 1] * MAP_NUMBERS;
    if (chosen[i - 1] < maps) {
      const next = x * weighted[at] + y * weighted[at + 1] + weighted[at + 4];
      y = x * weighted[at + 2] + y * weighted[at + 3] + weighted[at + 5];
      x = next;
    }
    points.x[i] = x;
    points.y[i] = y;
  }
  return points;
}
