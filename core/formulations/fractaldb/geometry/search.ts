/** The search for classes: random systems are candidates, and one whose picture is full enough becomes the next class. */
import type { NumpyRandom } from "../../../random/numpyRandom.ts";
import { chaosGame, chosenMaps, MAP_NUMBERS } from "./chaosGame.ts";
import { pixelPlaces } from "./pixels.ts";

/** A candidate has 2 … 7 maps. */
export const FEWEST_MAPS = 2;
export const MOST_MAPS = 7;

/** Picture on which a candidate's points are counted, px. */
export const SEARCH_SIZE = 512;
export const SEARCH_PADDING = 6;

/** Coefficients a … f of N maps, each with p = |ad − bc| divided by the sum of all. @param draw uniform in [−1, 1) */
export function drawSystem(maps: number, draw: () => number): number[] {
  const system: number[] = [];
  let sum = 0;
  for (let map = 0; map < maps; map++) {
    const [a, b, c, d, e, f] = Array.from({ length: MAP_NUMBERS - 1 }, draw);
    const p = Math.abs(a * d - b * c);
    sum += p;
    system.push(a, b, c, d, e, f, p);
  }
  for (let at = MAP_NUMBERS - 1; at < system.length; at += MAP_NUMBERS) system[at] /= sum;
  return system;
}

/** Part of the search's picture that the walk fills, 0 … 1. @param random numbers in [0, 1) that choose the maps */
export function fillRate(system: ArrayLike<number>, random: ArrayLike<number>): number {
  const { x, y } = pixelPlaces(chaosGame(system, chosenMaps(system, random)), SEARCH_SIZE, SEARCH_PADDING);
  const filled = new Set<number>();
  x.forEach((column, i) => {
    if (column < SEARCH_SIZE && y[i] < SEARCH_SIZE) filled.add(y[i] * SEARCH_SIZE + column);
  });
  return filled.size / SEARCH_SIZE ** 2;
}

/** The next candidate of the script's one generator, and the part of the picture that it fills. */
export function nextCandidate(random: NumpyRandom, points: number): { system: number[]; rate: number } {
  const maps = random.randint(FEWEST_MAPS, MOST_MAPS + 1);
  const system = drawSystem(maps, () => random.uniform(-1, 1));
  const choices = Float64Array.from({ length: points }, () => random.random());
  return { system, rate: fillRate(system, choices) };
}
