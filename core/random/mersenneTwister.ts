/** MT19937 with the interface and the exact numbers of CPython's `random` module. */

/** Words of a state. */
export const STATE_WORDS = 624;
/** Numbers that tell where a generator stands: the state's words, then how many of them are read. */
export const STATE_LENGTH = STATE_WORDS + 1;

const N = STATE_WORDS;
const M = 397;

/** What the sampling of a stream needs of a generator. */
export interface SequentialRandom {
  random(): number;
  uniform(low: number, high: number): number;
  randint(low: number, high: number): number;
}

export class MersenneTwister implements SequentialRandom {
  private readonly words = new Uint32Array(N);
  private index = N;

  /** Like `random.seed(n)` for a non-negative integer n: `init_by_array` with n's 32-bit words, least significant first. */
  seed(n: number | bigint): void {
    const key: number[] = [];
    for (let rest = BigInt(n); rest > 0n || key.length === 0; rest >>= 32n)
      key.push(Number(rest & 0xffffffffn));
    const { words } = this;
    words[0] = 19650218;
    for (let i = 1; i < N; i++) words[i] = Math.imul(words[i - 1] ^ (words[i - 1] >>> 30), 1812433253) + i;
    let i = 1;
    const step = () => {
      i += 1;
      if (i === N) {
        words[0] = words[N - 1];
        i = 1;
      }
    };
    for (let k = 0; k < Math.max(N, key.length); k++) {
      const j = k % key.length;
      words[i] = (words[i] ^ Math.imul(words[i - 1] ^ (words[i - 1] >>> 30), 1664525)) + key[j] + j;
      step();
    }
    for (let k = 0; k < N - 1; k++) {
      words[i] = (words[i] ^ Math.imul(words[i - 1] ^ (words[i - 1] >>> 30), 1566083941)) - i;
      step();
    }
    words[0] = 0x80000000;
    this.index = N;
  }

  /** `STATE_LENGTH` numbers. */
  state(): Uint32Array {
    const state = new Uint32Array(STATE_LENGTH);
    state.set(this.words);
    state[N] = this.index;
    return state;
  }

  restore(state: Uint32Array): void {
    this.words.set(state.subarray(0, N));
    this.index = state[N];
  }

  nextWord(): number {
    if (this.index === N) this.twist();
    let word = this.words[this.index++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  random(): number {
    const high = this.nextWord() >>> 5;
    const low = this.nextWord() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  uniform(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  /** Rejection keeps it unbiased: n = 256 takes nine bits and rejects half of them. */
  randint(low: number, high: number): number {
    const n = high - low + 1;
    const shift = Math.clz32(n);
    let r = this.nextWord() >>> shift;
    while (r >= n) r = this.nextWord() >>> shift;
    return low + r;
  }

  private twist(): void {
    const { words } = this;
    for (let i = 0; i < N; i++) {
      const mixed = (words[i] & 0x80000000) | (words[(i + 1) % N] & 0x7fffffff);
      words[i] = words[(i + M) % N] ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
    }
    this.index = 0;
  }
}
