/** Keyed permutations of {0 … size − 1} of any size that need no table: position and number are each computed alone. */
import { ORDER_ORBIT, philox } from "./philox.ts";

/** Four of each half: past the number from which a Feistel network cannot be told from a random permutation. */
const ROUNDS = 8;
/** Below this, both halves fit a 32-bit word and all products are exact. */
const LARGEST_SIZE = 2 ** 52;

/**
 * A Feistel network on the smallest rectangle a × b ≥ size: in each round one half is moved by an amount that only
 * the other half decides, so every round, and hence the whole, is a bijection of the rectangle. Numbers that fall
 * outside the size go through again (cycle walking), which keeps it a bijection of {0 … size − 1}.
 */
export class Permutation {
  readonly size: number;
  private readonly a: number;
  private readonly b: number;
  private readonly key0: number;
  private readonly key1: number;
  private readonly variant: number;

  /**
   * @param size an integer in [1, 2⁵²]
   * @param seed key, an integer in [0, 2⁵³)
   * @param variant another permutation of the same key, an integer in [0, 2³²)
   * @throws RangeError for a size out of range
   */
  constructor(size: number, seed: number, variant = 0) {
    if (!Number.isInteger(size) || size < 1 || size > LARGEST_SIZE) {
      throw new RangeError(`a permutation of ${size} numbers is not possible; expected 1 … 2⁵²`);
    }
    this.size = size;
    this.a = Math.ceil(Math.sqrt(size));
    this.b = Math.ceil(size / this.a);
    this.key0 = seed % 2 ** 32;
    this.key1 = Math.floor(seed / 2 ** 32);
    this.variant = variant;
  }

  /** The number at a position 0 … size − 1. */
  at(position: number): number {
    let number = position;
    do number = this.network(number);
    while (number >= this.size);
    return number;
  }

  /** The position of a number 0 … size − 1: the inverse of `at`. */
  positionOf(number: number): number {
    let position = number;
    do position = this.inverseNetwork(position);
    while (position >= this.size);
    return position;
  }

  private network(number: number): number {
    const { a, b } = this;
    let left = Math.floor(number / b);
    let right = number % b;
    for (let round = 0; round < ROUNDS; round++) {
      if (round % 2 === 0) left = (left + this.shift(right, round)) % a;
      else right = (right + this.shift(left, round)) % b;
    }
    return left * b + right;
  }

  private inverseNetwork(number: number): number {
    const { a, b } = this;
    let left = Math.floor(number / b);
    let right = number % b;
    for (let round = ROUNDS - 1; round >= 0; round--) {
      if (round % 2 === 0) left = (left + a - (this.shift(right, round) % a)) % a;
      else right = (right + b - (this.shift(left, round) % b)) % b;
    }
    return left * b + right;
  }

  private shift(half: number, round: number): number {
    return philox([half, ORDER_ORBIT, round, this.variant], this.key0, this.key1)[0];
  }
}
