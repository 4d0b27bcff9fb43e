/**
 * Splits scan lines into deflate's literals and matches, tuned for thin grey lines on a background.
 *
 * Runs of the background are found 16 bytes at a time and become matches at distance 1. Elsewhere one earlier place with
 * the same four bytes is looked at: the greys of one orbit keep coming back near each other, so that
 * one look finds most of what a longer search would.
 */
import { background, tokens } from "../layout";

/**
 * Token: kind << 16 | distance − 1. Kinds below 256 are literal bytes, which take NO_DISTANCE; kind 253 + length is a
 * match. Both halves are indices, so that the writer needs no branch.
 */
export const NO_DISTANCE: u32 = 0xffff;
export const FIRST_LENGTH_KIND: u32 = 256;
export const KINDS: i32 = 512;

const HASH_BITS: u32 = 13;
const WINDOW: u32 = 32768;
/** Low 16 bits of the last position of each hash. */
const heads: usize = memory.data(8192 * 2, 16);
/** How often each kind of token came, u32 each. */
const kindCounts: usize = memory.data(KINDS * 4, 16);
/** Counts of literals and length symbols (0 … 285) and of distance symbols (0 … 29). */
export const literalCounts: usize = memory.data(288 * 4, 16);
export const distanceCounts: usize = memory.data(32 * 4, 16);
/** Length 3 … 258 → symbol. */
export const lengthSymbols: usize = memory.data(260 * 2, 16);
/** Symbol that stands for no distance: its code and its extra bits are empty. */
const NO_DISTANCE_SYMBOL: u8 = 30;
/** Where distances − 1 below and from 256 begin in `distanceSymbols`. */
const FAR: u32 = 256;
const distanceSymbols: usize = memory.data(256 + 512, 16);

export function prepare(): void {
  let length = 3;
  for (let symbol = 257; symbol < 285; symbol++) {
    const extra = lengthExtraBits(symbol);
    for (let i = 0; i < 1 << extra; i++) store<u16>(lengthSymbols + (length++ << 1), <u16>symbol);
  }
  store<u16>(lengthSymbols + (258 << 1), 285);
  let distance = 0;
  for (let symbol = 0; symbol < 30; symbol++) {
    const extra = distanceExtraBits(symbol);
    if (distance < 256) {
      for (let i = 0; i < 1 << extra; i++) store<u8>(distanceSymbols + distance++, <u8>symbol);
    } else {
      for (let i = 0; i < 1 << (extra - 7); i++) store<u8>(distanceSymbols + FAR + (distance >> 7) + i, <u8>symbol);
      distance += 1 << extra;
    }
  }
  store<u8>(distanceSymbols + FAR + (NO_DISTANCE >> 7), NO_DISTANCE_SYMBOL);
}

@inline
export function lengthExtraBits(symbol: i32): i32 {
  return symbol < 265 || symbol == 285 ? 0 : (symbol - 261) >> 2;
}

@inline
export function distanceExtraBits(symbol: i32): i32 {
  return symbol < 4 || symbol == NO_DISTANCE_SYMBOL ? 0 : (symbol - 2) >> 1;
}

@inline
export function distanceSymbol(distanceLessOne: u32): u32 {
  return load<u8>(distanceSymbols + select(distanceLessOne, FAR + (distanceLessOne >> 7), distanceLessOne < 256));
}

@inline
function increment(at: usize): void {
  store<u32>(at, load<u32>(at) + 1);
}

@inline
function hash(word: u32): usize {
  return <usize>((word * 2654435761) >> (32 - HASH_BITS)) << 1;
}

export function forget(): void {
  memory.fill(heads, 0, 8192 * 2);
}

@inline
function putLiteral(to: usize, byte: u32): usize {
  store<u32>(to, (byte << 16) | NO_DISTANCE);
  increment(kindCounts + (byte << 2));
  return to + 4;
}

@inline
function putMatch(to: usize, length: u32, distanceLessOne: u32): usize {
  const kind = length + (FIRST_LENGTH_KIND - 3);
  store<u32>(to, (kind << 16) | distanceLessOne);
  increment(kindCounts + (kind << 2));
  increment(distanceCounts + (distanceSymbol(distanceLessOne) << 2));
  return to + 4;
}

/** Bytes from `at` up to `end` that are the background. */
@inline
function backgroundRun(at: usize, end: usize): u32 {
  const empty = i8x16.splat(background);
  let p = at;
  while (p < end) {
    const v = v128.xor(v128.load(p), empty);
    if (v128.any_true(v)) {
      p += ctz(~i8x16.bitmask(i8x16.eq(v, i8x16.splat(0))));
      break;
    }
    p += 16;
  }
  return <u32>(min(p, end) - at);
}

/** Bytes that agree from the fifth on, up to `limit` in all. */
@inline
function matchLength(p: usize, q: usize, limit: u32): u32 {
  let length: u32 = 4;
  while (length < limit) {
    const difference = load<u64>(p + length) ^ load<u64>(q + length);
    if (difference) {
      length += <u32>(ctz(difference) >> 3);
      break;
    }
    length += 8;
  }
  return min(length, limit);
}

/** Tokenizes [from, end) of the data that begins at `start`; returns the address behind the last token. */
export function tokenize(start: usize, from: usize, end: usize): usize {
  memory.fill(kindCounts, 0, KINDS * 4);
  memory.fill(distanceCounts, 0, 32 * 4);
  const empty = <u32>background * 0x01010101;
  let to = tokens;
  let p = from;
  while (p + 4 <= end) {
    const word = load<u32>(p);
    if (word == empty) {
      let run = backgroundRun(p, end);
      p += run;
      if (p - run == start || load<u8>(p - run - 1) != background) {
        to = putLiteral(to, background);
        run--;
      }
      while (run > 258) {
        to = putMatch(to, 258, 0);
        run -= 258;
      }
      if (run >= 3) to = putMatch(to, run, 0);
      else for (; run > 0; run--) to = putLiteral(to, background);
      continue;
    }
    const head = heads + hash(word);
    const position = <u32>(p - start);
    const back = (position - <u32>load<u16>(head)) & 0xffff;
    store<u16>(head, <u16>position);
    const q = p - back;
    if (i32(back - 1 < WINDOW) & i32(back <= position) && load<u32>(q) == word) {
      const length = matchLength(p, q, min<u32>(258, <u32>(end - p)));
      to = putMatch(to, length, back - 1);
      store<u16>(heads + hash(load<u32>(p, 1)), <u16>(position + 1));
      store<u16>(heads + hash(load<u32>(p, 2)), <u16>(position + 2));
      p += length;
    } else {
      to = putLiteral(to, word & 255);
      p++;
    }
  }
  while (p < end) to = putLiteral(to, load<u8>(p++));
  countSymbols();
  return to;
}

/** From kinds of tokens to deflate's symbols. */
function countSymbols(): void {
  memory.copy(literalCounts, kindCounts, 256 * 4);
  memory.fill(literalCounts + 256 * 4, 0, 32 * 4);
  for (let length: u32 = 3; length <= 258; length++) {
    const at = literalCounts + (<usize>load<u16>(lengthSymbols + (length << 1)) << 2);
    store<u32>(at, load<u32>(at) + load<u32>(kindCounts + ((length + (FIRST_LENGTH_KIND - 3)) << 2)));
  }
}
