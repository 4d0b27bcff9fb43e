/** NumPy's legacy generator, `numpy.random`: CPython's twister with another way of seeding and of drawing integers. */
import { MersenneTwister, STATE_LENGTH, STATE_WORDS } from "./mersenneTwister.ts";

export class NumpyRandom {
  private readonly twister = new MersenneTwister();

  /** Like `numpy.random.seed(n)`: MT19937 `init_genrand`. @param n an integer in [0, 2³²) */
  constructor(n: number) {
    this.twister.restore(numpyState(n));
  }

  /** In [0, 1), 53 bits. */
  random(): number {
    return this.twister.random();
  }

  uniform(low: number, high: number): number {
    return this.twister.uniform(low, high);
  }

  /** Integer in {low … high − 1}, by masking and drawing again; high − low at most 2³². */
  randint(low: number, high: number): number {
    const most = high - low - 1;
    const mask = most === 0 ? 0 : 2 ** (32 - Math.clz32(most)) - 1;
    if (mask === 0) return low;
    let r = (this.twister.nextWord() & mask) >>> 0;
    while (r > most) r = (this.twister.nextWord() & mask) >>> 0;
    return low + r;
  }

  /** As of `MersenneTwister`. */
  state(): Uint32Array {
    return this.twister.state();
  }

  restore(state: Uint32Array): void {
    this.twister.restore(state);
  }
}

/** The state right after seeding: 624 words, all of them read. */
export function numpyState(n: number): Uint32Array {
  const state = new Uint32Array(STATE_LENGTH);
  state[0] = n;
  for (let i = 1; i < STATE_WORDS; i++)
    state[i] = Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1812433253) + i;
  state[STATE_WORDS] = STATE_WORDS;
  return state;
}
