/** The search for classes: random systems are candidates, and one whose points spread along every axis becomes the next class. */
import type { NumpyRandom } from "../../../random/numpyRandom.ts";
import { chaosGame } from "./chaosGame.ts";
import { type Model, normalize } from "./normalize.ts";
import { CandidateDraws, candidateNumbers } from "./random.ts";
import { COEFFICIENTS, drawSystem, FEWEST_MAPS, MOST_MAPS } from "./system.ts";

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
  const maps = random.randint(FEWEST_MAPS, MOST_MAPS + 1);
  const system = drawSystem(maps, () => random.uniform(-1, 1));
  const numbers = Float64Array.from({ length: count }, () => random.random());
  return { system, model: normalize(chaosGame(system, numbers)) };
}

/** A class's candidate of this number, from 0, by random access. */
export function drawCandidate(seed: number, classIndex: number, candidate: number, count: number): Candidate {
  const draws = new CandidateDraws(seed, classIndex, candidate, MOST_MAPS * COEFFICIENTS);
  const maps = FEWEST_MAPS + draws.choice(MOST_MAPS - FEWEST_MAPS + 1);
  const system = drawSystem(maps, () => -1 + 2 * draws.unit());
  const numbers = candidateNumbers(seed, classIndex, candidate, count);
  return { system, model: normalize(chaosGame(system, numbers)) };
}
