/**
 * Splits scan lines into deflate's literals and matches, tuned for thin grey lines on a background.
 *
 * Runs of the background are found 16 bytes at a time and become matches at distance 1. Elsewhere one earlier place with
 * the same four bytes is looked at: the greys of one orbit keep coming back near each other, so that
 * one look finds most of what a longer search would.
 */
import { background, tokens } from "../layout";

/**
 * Token: kind << 20 | distance symbol << 15 | distance − 1. Kinds below 256 are literal bytes, which take the symbol
 * for no distance; kind 253 + length is a match. All parts are indices, so that the writer needs no branch.
 */
export const KIND_SHIFT: u32 = 20;
export const SYMBOL_SHIFT: u32 = 15;
export const FIRST_LENGTH_KIND: u32 = 256;
export const KINDS: i32 = 512;

const HASH_BITS: u32 = 13;
const WINDOW: u32 = 32768;
/** The last four bytes of each hash, u32, and where they begin, u32: they need not be looked up there. */
const heads: usize = memory.data(8192 * 8, 16);
/** How often each kind of token came, u32 each. */
const kindCounts: usize = memory.data(KINDS * 4, 16);
/** Counts of literals and length symbols (0 … 285) and of distance symbols (0 … 29). */
export const literalCounts: usize = memory.data(288 * 4, 16);
export const distanceCounts: usize = memory.data(32 * 4, 16);
/** Length 3 … 258 → symbol. */
export const lengthSymbols: usize = memory.data(260 * 2, 16);
/** Symbol that stands for no distance: its code and its extra bits are empty. */
const NO_DISTANCE: u32 = 30;
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
}

@inline
export function lengthExtraBits(symbol: i32): i32 {
  return symbol < 265 || symbol == 285 ? 0 : (symbol - 261) >> 2;
}

@inline
export function distanceExtraBits(symbol: i32): i32 {
  return symbol < 4 || symbol == NO_DISTANCE ? 0 : (symbol - 2) >> 1;
}

@inline
function distanceSymbol(distanceLessOne: u32): u32 {
  return load<u8>(distanceSymbols + select(distanceLessOne, FAR + (distanceLessOne >> 7), distanceLessOne < 256));
}

@inline
function increment(at: usize): void {
  store<u32>(at, load<u32>(at) + 1);
}

@inline
function hash(word: u32): usize {
  return <usize>((word * 2654435761) >> (32 - HASH_BITS)) << 3;
}

/** Before data at `start`: every hash then stands for the first place. */
export function forget(start: usize): void {
  const first = i64x2.splat(load<u32>(start));
  for (let at = heads; at < heads + 8192 * 8; at += 16) v128.store(at, first);
}

@inline
function putLiteral(to: usize, byte: u32): usize {
  store<u32>(to, (byte << KIND_SHIFT) | (NO_DISTANCE << SYMBOL_SHIFT));
  increment(kindCounts + (byte << 2));
  return to + 4;
}

@inline
function putMatch(to: usize, length: u32, distanceLessOne: u32): usize {
  const kind = length + (FIRST_LENGTH_KIND - 3);
  const symbol = distanceSymbol(distanceLessOne);
  store<u32>(to, (kind << KIND_SHIFT) | (symbol << SYMBOL_SHIFT) | distanceLessOne);
  increment(kindCounts + (kind << 2));
  increment(distanceCounts + (symbol << 2));
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
    const distance = position - load<u32>(head, 4);
    let known = load<u32>(head);
    store<u32>(head, word);
    store<u32>(head, position, 4);
    // Only the low 16 bits of a place count: one that is further back stands for the one that they lead to.
    const back = distance & 0xffff;
    if (distance > 0xffff) known = load<u32>(p - back);
    if (i32(back - 1 < WINDOW) & i32(known == word)) {
      const q = p - back;
      const length = matchLength(p, q, min<u32>(258, <u32>(end - p)));
      to = putMatch(to, length, back - 1);
      const word1 = load<u32>(p, 1);
      const head1 = heads + hash(word1);
      store<u32>(head1, word1);
      store<u32>(head1, position + 1, 4);
      const word2 = load<u32>(p, 2);
      const head2 = heads + hash(word2);
      store<u32>(head2, word2);
      store<u32>(head2, position + 2, 4);
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
