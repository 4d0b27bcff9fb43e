/** The search for classes: random systems are candidates, and one whose picture is full enough becomes the next class. */
import type { NumpyRandom } from "../../../random/numpyRandom.ts";
import * as candidates from "../../systems/random.ts";
import { chaosGame } from "./chaosGame.ts";
import { pixelPlaces } from "./pixels.ts";
import { COEFFICIENTS, drawSystem } from "./system.ts";

/** Picture on which a candidate's points are counted, px. */
export const SEARCH_SIZE = 512;
const SEARCH_PADDING = 6;

/** A candidate, and the part of the picture that it fills, 0 … 1. */
export interface Candidate {
  /** N rows of a … f, p */
  system: Float64Array;
  rate: number;
}

/** The next candidate of the script's one generator. @param points of its walk */
export function nextCandidate(random: NumpyRandom, points: number): Candidate {
  return tried(candidates.nextCandidate(random, drawSystem, points));
}

/** A class's candidate of this number, from 0, by random access. */
export function drawCandidate(
  seed: number,
  classIndex: number,
  candidate: number,
  points: number,
): Candidate {
  return tried(candidates.drawCandidate({ seed, classIndex, candidate }, COEFFICIENTS, drawSystem, points));
}

function tried({ system, numbers }: candidates.DrawnCandidate): Candidate {
  const { x, y } = pixelPlaces(chaosGame(system, numbers), SEARCH_SIZE, SEARCH_PADDING);
  const filled = new Set<number>();
  x.forEach((column, i) => {
    if (column < SEARCH_SIZE && y[i] < SEARCH_SIZE) filled.add(y[i] * SEARCH_SIZE + column);
  });
  return { system, rate: filled.size / SEARCH_SIZE ** 2 };
}
