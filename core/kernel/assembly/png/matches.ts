/**
 * Splits scan lines into deflate's literals and matches: a match where `repeats` has found that one begins, with the
 * place where most bytes are the same; else literals. Nothing here compares bytes any more.
 */
import { scanLines, tokens } from "../layout";
import { distances, PLACES, placeBytes, sames, starts } from "./repeats";

/** Token, u16: a literal byte, or FIRST_MATCH + 256 · place + length − LEAST. All of it is an index, so that the writer needs no branch. */
const FIRST_MATCH: i32 = 256;
export const KINDS: i32 = FIRST_MATCH + PLACES * 256;
/** Fewest and most bytes of a match in deflate. */
const LEAST: i32 = 3;
const MOST: i32 = 258;

/** Literals up to the next match that one word shows; where there is none, so many are put. */
const MOST_LITERALS: u32 = 56;
const FAR: u64 = 1 << MOST_LITERALS;
/** Literals that are put at once. */
const PUT: u32 = 16;
/** For each bit of a byte those below it, twice, u64. */
const bitsBelow: usize = memory.data(8 * 16, 16);

/** How often each kind of token came, u32; those of odd number are counted apart at first, since a count waits for the one before. */
const kindCounts: usize = memory.data(KINDS * 4, 16);
const oddCounts: usize = memory.data(KINDS * 4, 16);
/** Kinds of matches that came, u16, and their number. */
export const usedKinds: usize = memory.data(PLACES * 256 * 2, 16);
export let usedCount: i32 = 0;
/** Counts of literals and length symbols (0 … 285) and of distance symbols (0 … 29). */
export const literalCounts: usize = memory.data(288 * 4, 16);
export const distanceCounts: usize = memory.data(32 * 4, 16);
/** Length 3 … 258 → symbol. */
export const lengthSymbols: usize = memory.data(260 * 2, 16);

export function prepare(): void {
  let length = LEAST;
  for (let symbol = 257; symbol < 285; symbol++) {
    const extra = lengthExtraBits(symbol);
    for (let i = 0; i < 1 << extra; i++) store<u16>(lengthSymbols + (length++ << 1), <u16>symbol);
  }
  store<u16>(lengthSymbols + (MOST << 1), 285);
  for (let bit = 0; bit < 8; bit++) v128.store(bitsBelow + (<usize>bit << 4), i64x2.splat((<i64>1 << bit) - 1));
}

@inline
export function lengthExtraBits(symbol: i32): i32 {
  return symbol < 265 || symbol == 285 ? 0 : (symbol - 261) >> 2;
}

@inline
export function distanceExtraBits(symbol: i32): i32 {
  return symbol < 4 ? 0 : (symbol - 2) >> 1;
}

/** The symbol of a place's distance. */
export function distanceSymbol(place: i32): i32 {
  const lessOne = load<i32>(distances + (<usize>place << 2)) - 1;
  if (lessOne < 4) return lessOne;
  const bits = 31 - clz(lessOne);
  return 2 * bits + ((lessOne >> (bits - 1)) & 1);
}

/** Byte behind those of the tokens that were made last. */
export let tokenized: usize = 0;

/**
 * Tokenizes scan lines from byte `from` on, up to byte `stop` or a little further, but never beyond `end`, the end of all.
 * Returns the address behind the last token.
 */
export function tokenize(from: usize, stop: usize, end: usize): usize {
  const stride = placeBytes;
  let to = tokens;
  let p = from;
  while (p < stop) {
    // Words of bits from the byte on in which p's bit lies; bits below it do not begin a match, and count as the same.
    const begun = load<u64>(starts + (p >> 3)) & (<u64>-1 << <u64>(p & 7));
    const ahead = <u32>ctz(begun | FAR);
    const start = (p & ~7) + ahead;
    to = putLiterals(to, scanLines + p, <u32>(start - p));
    p = start;
    if (i32(ahead == MOST_LITERALS) | i32(p >= end)) continue;
    const at = sames + (p >> 3);
    const below = v128.load(bitsBelow + ((p & 7) << 4));
    const ends0 = ends(pair(at, stride, below));
    const ends1 = ends(pair(at + 2 * stride, stride, below));
    const ends2 = ends(pair(at + 4 * stride, stride, below));
    const ends3 = ends(pair(at + 6 * stride, stride, below));
    const union = unionOf(ends0, ends1, ends2, ends3);
    let behind = 63 - <i32>clz(union);
    let places = placesOf(ends0, ends1, ends2, ends3, union);
    if (behind == 63) {
      if (isBackground(at, below)) {
        do {
          store<u16>(to, FIRST_MATCH + MOST - LEAST);
          to += 2;
          p += MOST;
        } while (i32(p < stop) & i32(isBackground(sames + (p >> 3), v128.load(bitsBelow + ((p & 7) << 4)))));
        continue;
      }
      places = longest(at, below, places);
      behind = places >> 16;
      places &= 0xffff;
    }
    const next = (p & ~7) + <usize>behind;
    store<u16>(to, FIRST_MATCH - LEAST + ((ctz(places) >> 1) << 8) + <i32>(next - p));
    to += 2;
    p = next;
  }
  tokenized = p;
  return to;
}

/** As long as sixteen are enough, there is nothing to be foretold. */
@inline
function putLiterals(to: usize, from: usize, count: u32): usize {
  let left = count;
  let at = to;
  while (true) {
    const bytes = v128.load(from);
    v128.store(at, i16x8.extend_low_i8x16_u(bytes));
    v128.store(at, i16x8.extend_high_i8x16_u(bytes), 16);
    if (left <= PUT) break;
    left -= PUT;
    from += PUT;
    at += 2 * PUT;
  }
  return to + (<usize>count << 1);
}

/** A word of bits of two places. */
@inline
function pair(at: usize, stride: usize, below: v128): v128 {
  return v128.or(v128.load64_lane(at + stride, v128.load64_zero(at), 1), below);
}

/** For bits that are the same up to some end those and the one at the end: numbers of ones alone, the largest of which is the union of all. */
@inline
function ends(same: v128): v128 {
  return v128.xor(same, i64x2.sub(same, i64x2.splat(-1)));
}

@inline
function unionOf(a: v128, b: v128, c: v128, d: v128): u64 {
  const both = v128.or(v128.or(a, b), v128.or(c, d));
  return i64x2.extract_lane(v128.or(both, v128.shuffle<u64>(both, both, 1, 0)), 0);
}

/** Two bits for each of eight places whose ends are the union: the lowest is the place to take. */
@inline
function placesOf(a: v128, b: v128, c: v128, d: v128, union: u64): i32 {
  const all = i64x2.splat(union);
  const low = i16x8.narrow_i32x4_s(i64x2.eq(a, all), i64x2.eq(b, all));
  const high = i16x8.narrow_i32x4_s(i64x2.eq(c, all), i64x2.eq(d, all));
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
}

@inline
function isFull(same: v128): v128 {
  return i64x2.eq(same, i64x2.splat(-1));
}

/** Whether one grey goes on for the longest match there may be, than which nothing is longer; most long matches are such. */
@inline
function isBackground(at: usize, below: v128): bool {
  const first = load<u64>(at) | i64x2.extract_lane(below, 0);
  const others = load<u64>(at, 8) & load<u64>(at, 16) & load<u64>(at, 24) & load<u64>(at, 32);
  return (first & others) == <u64>-1;
}

/**
 * The longest match where a word of bits does not show its end. Returns the bit behind it, counted from the first at `at`,
 * above the two bits of each place.
 * @param places those that the first word left
 */
function longest(at: usize, below: v128, places: i32): i32 {
  const stride = placeBytes;
  const most = MOST + <i32>popcnt(i64x2.extract_lane(below, 0));
  // All ones of the places that are still the same.
  let full0 = isFull(pair(at, stride, below));
  let full1 = isFull(pair(at + 2 * stride, stride, below));
  let full2 = isFull(pair(at + 4 * stride, stride, below));
  let full3 = isFull(pair(at + 6 * stride, stride, below));
  const none = i64x2.splat(0);
  let behind = 63;
  for (let word = 64; word < most; word += 64) {
    at += 8;
    const same0 = v128.and(pair(at, stride, none), full0);
    const same1 = v128.and(pair(at + 2 * stride, stride, none), full1);
    const same2 = v128.and(pair(at + 4 * stride, stride, none), full2);
    const same3 = v128.and(pair(at + 6 * stride, stride, none), full3);
    const ends0 = v128.and(ends(same0), full0);
    const ends1 = v128.and(ends(same1), full1);
    const ends2 = v128.and(ends(same2), full2);
    const ends3 = v128.and(ends(same3), full3);
    const union = unionOf(ends0, ends1, ends2, ends3);
    // None went on: what is the longest ended with its word.
    if (union == 0) break;
    behind = word + 63 - <i32>clz(union);
    places = placesOf(ends0, ends1, ends2, ends3, union);
    if (union != <u64>-1) break;
    full0 = isFull(same0);
    full1 = isFull(same1);
    full2 = isFull(same2);
    full3 = isFull(same3);
  }
  return (min(behind, most) << 16) | places;
}

/** The place of a kind of match. */
@inline
export function placeOf(kind: i32): i32 {
  return (kind - FIRST_MATCH) >> 8;
}

@inline
export function lengthOf(kind: i32): i32 {
  return ((kind - FIRST_MATCH) & 255) + LEAST;
}

/** Counts deflate's symbols of the tokens up to `end`, and lists the kinds of matches. */
export function countSymbols(end: usize): void {
  memory.fill(kindCounts, 0, KINDS * 4);
  memory.fill(oddCounts, 0, KINDS * 4);
  const whole = tokens + ((end - tokens) & ~3);
  for (let at = tokens; at < whole; at += 4) {
    add(kindCounts, load<u16>(at), 1);
    add(oddCounts, load<u16>(at, 2), 1);
  }
  if (whole < end) add(kindCounts, load<u16>(whole), 1);
  for (let byte: usize = 0; byte < 256 * 4; byte += 16) v128.store(literalCounts + byte, bothCounts(byte));
  memory.fill(literalCounts + 256 * 4, 0, 32 * 4);
  memory.fill(distanceCounts, 0, 32 * 4);
  usedCount = 0;
  for (let place = 0; place < PLACES; place++) countPlace(place);
}

/** Of its 256 kinds. */
function countPlace(place: i32): void {
  let all = i32x4.splat(0);
  const first = FIRST_MATCH + (place << 8);
  // Most kinds never come: four are passed over at once.
  for (let kind = first; kind < first + 256; kind += 4) {
    const counts = bothCounts(<usize>kind << 2);
    if (!v128.any_true(counts)) continue;
    all = i32x4.add(all, counts);
    countKind(kind, i32x4.extract_lane(counts, 0));
    countKind(kind + 1, i32x4.extract_lane(counts, 1));
    countKind(kind + 2, i32x4.extract_lane(counts, 2));
    countKind(kind + 3, i32x4.extract_lane(counts, 3));
  }
  add(distanceCounts, distanceSymbol(place), sumOf(all));
}

@inline
function bothCounts(at: usize): v128 {
  return i32x4.add(v128.load(kindCounts + at), v128.load(oddCounts + at));
}

@inline
function sumOf(four: v128): u32 {
  return (
    i32x4.extract_lane(four, 0) +
    i32x4.extract_lane(four, 1) +
    i32x4.extract_lane(four, 2) +
    i32x4.extract_lane(four, 3)
  );
}

@inline
function countKind(kind: i32, count: u32): void {
  if (count == 0) return;
  store<u16>(usedKinds + (usedCount++ << 1), <u16>kind);
  add(literalCounts, load<u16>(lengthSymbols + (<usize>lengthOf(kind) << 1)), count);
}

@inline
function add(counts: usize, number: i32, count: u32): void {
  const at = counts + (<usize>number << 2);
  store<u32>(at, load<u32>(at) + count);
}
