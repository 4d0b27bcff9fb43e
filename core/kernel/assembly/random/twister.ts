/**
 * CPython's Mersenne Twister (MT19937) as one running sequence of untempered words.
 *
 * The recurrence x[n+624] = f(x[n], x[n+1], x[n+397]) is run along a line of memory instead of
 * around a ring: [… 624 words already used …|position … unread … end), so that four words come at once.
 */
import { words, wordCapacity } from "../layout";
import { unitOf } from "./philox";

const N: usize = 624;
const M: usize = 397;
/** Bytes of a state. */
const STATE_BYTES: usize = N << 2;

let position: usize = 0;
let end: usize = 0;

@inline
export function temper(word: u32): u32 {
  word ^= word >> 11;
  word ^= (word << 7) & 0x9d2c5680;
  word ^= (word << 15) & 0xefc60000;
  return word ^ (word >> 18);
}

@inline
export function temper4(word: v128): v128 {
  word = v128.xor(word, i32x4.shr_u(word, 11));
  word = v128.xor(word, v128.and(i32x4.shl(word, 7), i32x4.splat(0x9d2c5680)));
  word = v128.xor(word, v128.and(i32x4.shl(word, 15), i32x4.splat(0xefc60000)));
  return v128.xor(word, i32x4.shr_u(word, 18));
}

/** The same where only the upper 16 bits count, which the last step leaves as they are. */
@inline
export function temperTop4(word: v128): v128 {
  word = v128.xor(word, i32x4.shr_u(word, 11));
  word = v128.xor(word, v128.and(i32x4.shl(word, 7), i32x4.splat(0x9d2c5680)));
  return v128.xor(word, v128.and(i32x4.shl(word, 15), i32x4.splat(0xefc60000)));
}

/** Address of the next unread word. */
@inline
export function next(): usize {
  return position;
}

@inline
export function advance(count: i32): void {
  position += (<usize>count) << 2;
}

/** Takes the state from `words`: 624 words, of which `index` have been read (624: all). */
export function resume(index: i32): void {
  end = words + STATE_BYTES;
  position = words + ((<usize>index) << 2);
}

/** Starts as `numpy.random.seed(n)`: MT19937 `init_genrand`. */
export function seedAsNumpy(n: u32): void {
  let word = n;
  store<u32>(words, word);
  for (let i: u32 = 1; i < <u32>N; i++) {
    word = (word ^ (word >> 30)) * 1812433253 + i;
    store<u32>(words + (<usize>i << 2), word);
  }
  resume(<i32>N);
}

/** Puts a state that CPython would accept at `words`: the next 624 words, none read. */
export function save(): void {
  ensure(<i32>N);
  memory.copy(words, position, STATE_BYTES);
  resume(0);
}

/** Makes at least `count` unread words (at most the capacity less 1,300). */
export function ensure(count: i32): void {
  const bytes = (<usize>count) << 2;
  if (position + bytes <= end) return;
  const limit = words + ((<usize>wordCapacity) << 2) - 64;
  if (position + bytes + 64 > limit) {
    const keep = min(position, end - STATE_BYTES);
    memory.copy(words, keep, end - keep);
    position -= keep - words;
    end -= keep - words;
  }
  const goal = position + bytes;
  let to = end;
  // The goal may be overstepped, by less than the room behind it.
  for (; to < goal; to += 32) {
    v128.store(to, twisted4(to));
    v128.store(to, twisted4(to + 16), 16);
  }
  end = to;
}

/** Four new words for the place `to`. */
@inline
function twisted4(to: usize): v128 {
  const from = to - STATE_BYTES;
  const successor = v128.load(from, 4);
  const mixed = v128.bitselect(v128.load(from), successor, i32x4.splat(0x80000000));
  const twist = v128.and(i32x4.shr_s(i32x4.shl(successor, 31), 31), i32x4.splat(0x9908b0df));
  return v128.xor(v128.xor(v128.load(from, M << 2), i32x4.shr_u(mixed, 1)), twist);
}

export function nextWord(): u32 {
  ensure(1);
  const word = load<u32>(position);
  position += 4;
  return temper(word);
}

/** random() of CPython: 53 bits in [0, 1). */
export function random(): f64 {
  const first = nextWord();
  return unitOf(first, nextWord());
}

/** randint(low, high) of CPython; high − low < 2³¹. */
export function randint(low: i32, high: i32): i32 {
  const n = <u32>(high - low + 1);
  const shift = <u32>clz(n);
  let r = nextWord() >> shift;
  while (r >= n) r = nextWord() >> shift;
  return low + <i32>r;
}
