/** The search for classes: random systems are candidates, and one whose points spread along every axis becomes the next class. */
import type { NumpyRandom } from "../../../random/numpyRandom.ts";
import * as candidates from "../../systems/random.ts";
import { chaosGame } from "./chaosGame.ts";
import { type Model, normalize } from "./normalize.ts";
import { COEFFICIENTS, drawSystem } from "./system.ts";

/** A candidate, and the model of its walk; null where the walk diverges. */
export interface Candidate {
  /** N rows of a … l, p */
  system: Float64Array;
  model: Model | null;
}

/** Whether a candidate becomes a class. @param least variance that its points must exceed along each axis */
export function isAccepted({ model }: Candidate, least: number): boolean {
  return model?.variance.every((variance) => variance > least) ?? false;
}

/** The next candidate of the script's one generator. @param count random numbers of its walk */
export function nextCandidate(random: NumpyRandom, count: number): Candidate {
  return played(candidates.nextCandidate(random, drawSystem, count));
}

/** A class's candidate of this number, from 0, by random access. */
export function drawCandidate(seed: number, classIndex: number, candidate: number, count: number): Candidate {
  return played(candidates.drawCandidate({ seed, classIndex, candidate }, COEFFICIENTS, drawSystem, count));
}

function played({ system, numbers }: candidates.DrawnCandidate): Candidate {
  return { system, model: normalize(chaosGame(system, numbers)) };
}
