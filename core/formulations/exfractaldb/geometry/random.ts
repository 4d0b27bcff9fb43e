/** Where the random numbers of searches and clouds lie among Philox's, for random access. */
import { CLASS_INSTANCE, philox, unitFromWords } from "../../../random/philox.ts";

/** Upper two bits of the orbit words of candidates; the rest is the candidate's number. */
export const SYSTEM_ORBIT = 0x40000000;
export const WALK_ORBIT = 0x80000000;
/** Words of a walk that share one counter of their own. */
export const STRETCH = 1024;
/** Orbit words between one attempt at an image and the next: stretches that a cloud may have. */
export const ATTEMPT_STRETCHES = 0x10000;

/** Words 0 … count−1 of one orbit, in the order of the kernel's lanes: word n is word (n>>2)&3 of block 4(n>>4) + (n&3). */
function laneWords(
  seed: number,
  orbit: number,
  instance: number,
  classIndex: number,
  count: number,
): Uint32Array {
  const words = new Uint32Array(count);
  const low = seed % 2 ** 32;
  const high = Math.floor(seed / 2 ** 32);
  for (let n = 0; n < count; n++) {
    if ((n & 12) !== 0) continue;
    const block = philox([4 * (n >>> 4) + (n & 3), orbit, instance, classIndex], low, high);
    for (let word = 0; word < 4 && n + 4 * word < count; word++) words[n + 4 * word] = block[word];
  }
  return words;
}

/** Draws a candidate's number of maps, then its coefficients, one after the other. */
export class CandidateDraws {
  private readonly words: Uint32Array;
  private next = 2;

  /** @param most numbers that `unit` may be asked for */
  constructor(seed: number, classIndex: number, candidate: number, most: number) {
    this.words = laneWords(seed, (SYSTEM_ORBIT + candidate) >>> 0, CLASS_INSTANCE, classIndex, 2 + 2 * most);
  }

  /** In {0 … count − 1}. */
  choice(count: number): number {
    return Math.floor((this.words[0] * count) / 2 ** 32);
  }

  /** In [0, 1), 53 bits. */
  unit(): number {
    this.next += 2;
    return unitFromWords(this.words[this.next - 2], this.words[this.next - 1]);
  }
}

/** Numbers of a candidate's walk in [0, 1), of one word each. */
export function candidateNumbers(
  seed: number,
  classIndex: number,
  candidate: number,
  count: number,
): Float64Array {
  return stretches(count, (stretch, length) =>
    laneWords(seed, (WALK_ORBIT + candidate) >>> 0, stretch, classIndex, length),
  );
}

/**
 * Numbers of a cloud's walk in [0, 1), of one word each.
 * @param cloud number of the cloud in its class
 */
export function cloudNumbers(
  seed: number,
  classIndex: number,
  cloud: number,
  attempt: number,
  count: number,
): Float64Array {
  return stretches(count, (stretch, length) =>
    laneWords(seed, attempt * ATTEMPT_STRETCHES + stretch, cloud, classIndex, length),
  );
}

function stretches(count: number, words: (stretch: number, length: number) => Uint32Array): Float64Array {
  const numbers = new Float64Array(count);
  for (let begin = 0; begin < count; begin += STRETCH) {
    const some = words(begin / STRETCH, Math.min(STRETCH, count - begin));
    some.forEach((word, i) => {
      numbers[begin + i] = word / 2 ** 32;
    });
  }
  return numbers;
}
