/** Philox4x32-10 (Salmon et al., SC 2011): any word of any image's random numbers, without a state. */

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const WEYL0 = 0x9e3779b9;
const WEYL1 = 0xbb67ae85;

/** Instance word of a class's own draws. */
export const CLASS_INSTANCE = 0xffffffff;
/** Orbit word of draws that belong to a class or an image as a whole. */
export const IMAGE_ORBIT = 0xffffffff;
/** Orbit word of the greys. */
export const GREY_ORBIT = 0xfffffffe;
/** Orbit word of the order of samples; draw, instance and class are then half, round and epoch. */
export const ORDER_ORBIT = 0xfffffffd;

/** Orbit word of the greys of an image that is drawn for the first time (attempt 0) or again. */
export function greyOrbit(attempt: number): number {
  return attempt === 0 ? GREY_ORBIT : ORDER_ORBIT - attempt;
}

export type PhiloxBlock = [number, number, number, number];

/** High 32 bits of the product of two 32-bit numbers. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + Math.floor((aLow * bLow) / 65536);
  const carry = aLow * bHigh + (middle % 65536);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(carry / 65536)) >>> 0;
}

/** The four words of one counter; key = (k0, k1), all numbers unsigned 32-bit. */
export function philox(counter: Readonly<PhiloxBlock>, key0: number, key1: number): PhiloxBlock {
  let [c0, c1, c2, c3] = counter;
  let k0 = key0 >>> 0;
  let k1 = key1 >>> 0;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(M0, c0);
    const low0 = Math.imul(M0, c0) >>> 0;
    const high1 = multiplyHigh(M1, c2);
    const low1 = Math.imul(M1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + WEYL0) >>> 0;
    k1 = (k1 + WEYL1) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/** 53 bits in [0, 1) from two words, as CPython's random() makes them. */
export function unitFromWords(first: number, second: number): number {
  return ((first >>> 5) * 67108864 + (second >>> 6)) / 9007199254740992;
}

/** The numbered draws ("slots") of one class or one image. */
export class Draws {
  private readonly seed: number;
  private readonly instance: number;
  private readonly classIndex: number;
  private readonly attempt: number;

  /**
   * @param seed dataset seed, an integer in [0, 2⁵³)
   * @param attempt how often the image was drawn before; it changes the greys
   */
  constructor(seed: number, classIndex: number, instance: number = CLASS_INSTANCE, attempt = 0) {
    this.seed = seed;
    this.classIndex = classIndex;
    this.instance = instance;
    this.attempt = attempt;
  }

  /** Uniform in [0, 1). */
  unit(slot: number): number {
    const block = this.block(slot >>> 1, IMAGE_ORBIT);
    return slot & 1 ? unitFromWords(block[2], block[3]) : unitFromWords(block[0], block[1]);
  }

  /** Uniform in [low, high]. */
  uniform(slot: number, [low, high]: readonly [number, number]): number {
    return low + (high - low) * this.unit(slot);
  }

  /** Integer in {low … high}. */
  integer(slot: number, [low, high]: readonly [number, number]): number {
    return low + Math.floor(this.unit(slot) * (high - low + 1));
  }

  /** The word that decides the grey of orbit k (0-based). */
  greyWord(k: number): number {
    return this.block(k >>> 2, greyOrbit(this.attempt))[k & 3];
  }

  /** Words 0 … count−1 of the noise of orbit k, in the order of the kernel's SIMD lanes. */
  noiseWords(k: number, count: number): Uint32Array {
    const words = new Uint32Array(count);
    for (let n = 0; n < count; n++) {
      if ((n & 12) === 0) {
        const block = this.block(4 * (n >>> 4) + (n & 3), k);
        for (let word = 0; word < 4 && n + 4 * word < count; word++) words[n + 4 * word] = block[word];
      }
    }
    return words;
  }

  private block(draw: number, orbit: number): PhiloxBlock {
    const low = this.seed % 2 ** 32;
    return philox([draw, orbit, this.instance, this.classIndex], low, Math.floor(this.seed / 2 ** 32));
  }
}
