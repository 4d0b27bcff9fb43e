/** Where the random numbers of candidates and walks lie: in the script's one generator, or among Philox's. */
import type { NumpyRandom } from "../../random/numpyRandom.ts";
import { Draws, unitFromWords } from "../../random/philox.ts";
import { FEWEST_MAPS, MOST_MAPS } from "./maps.ts";

/** Upper two bits of the orbit words of candidates; the rest is the candidate's number. */
const SYSTEM_ORBIT = 0x40000000;
const WALK_ORBIT = 0x80000000;
/** Words of a walk that share one counter of their own. */
export const STRETCH = 1024;

/** A candidate as it is drawn. */
export interface DrawnCandidate {
  /** N rows of a map's coefficients and its p. */
  system: Float64Array;
  /** Random numbers of its walk, in [0, 1). */
  numbers: Float64Array;
}

/** Makes a system of so many maps. @param draw uniform in [−1, 1) */
type DrawSystem = (maps: number, draw: () => number) => Float64Array;

/** The next candidate of the script's one generator. @param count random numbers of its walk */
export function nextCandidate(random: NumpyRandom, drawSystem: DrawSystem, count: number): DrawnCandidate {
  const maps = random.randint(FEWEST_MAPS, MOST_MAPS + 1);
  const system = drawSystem(maps, () => random.uniform(-1, 1));
  return { system, numbers: Float64Array.from({ length: count }, () => random.random()) };
}

/**
 * A class's candidate of this number, from 0, by random access: from the words of one orbit its number of maps, then its
 * coefficients with two words each; its walk from one word a step.
 * @param coefficients of a map
 */
export function drawCandidate(
  { seed, classIndex, candidate }: { seed: number; classIndex: number; candidate: number },
  coefficients: number,
  drawSystem: DrawSystem,
  count: number,
): DrawnCandidate {
  const words = new Draws(seed, classIndex).noiseWords(
    SYSTEM_ORBIT + candidate,
    2 + 2 * coefficients * MOST_MAPS,
  );
  let next = 2;
  const draw = (): number => -1 + 2 * unitFromWords(words[next++], words[next++]);
  const maps = FEWEST_MAPS + Math.floor((words[0] * (MOST_MAPS - FEWEST_MAPS + 1)) / 2 ** 32);
  const numbers = walkNumbers(count, (stretch, length) =>
    new Draws(seed, classIndex, stretch).noiseWords(WALK_ORBIT + candidate, length),
  );
  return { system: drawSystem(maps, draw), numbers };
}

/** Numbers of a walk in [0, 1), of one word each. @param words of a stretch, at most `STRETCH` */
export function walkNumbers(
  count: number,
  words: (stretch: number, length: number) => Uint32Array,
): Float64Array {
  const numbers = new Float64Array(count);
  for (let begin = 0; begin < count; begin += STRETCH) {
    const some = words(begin / STRETCH, Math.min(STRETCH, count - begin));
    some.forEach((word, i) => {
      numbers[begin + i] = word / 2 ** 32;
    });
  }
  return numbers;
}
