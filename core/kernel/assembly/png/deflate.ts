/** A zlib stream (RFC 1950, 1951) whose bytes depend on the data alone, never on the platform. */
import { buffer, continueBits, count, finishBits, putBits, startBits, target } from "../bits";
import { adler32 } from "./checksums";
import { buildCodes, buildLengths } from "./huffman";
import { BLOCK_BYTES, scanLines, tokens } from "../layout";
import {
  countSymbols,
  distanceCounts,
  distanceExtraBits,
  distanceSymbol,
  KINDS,
  lengthExtraBits,
  lengthOf,
  lengthSymbols,
  literalCounts,
  placeOf,
  tokenize,
  tokenized,
  usedCount,
  usedKinds,
} from "./matches";
import { distances, inkBegin, inkEnd, PLACES } from "./repeats";

const LITERALS: i32 = 286;
const DISTANCES: i32 = 30;
const END_OF_BLOCK: i32 = 256;
const LENGTH_LIMIT: i32 = 15;

const literalLengths: usize = memory.data(320, 16);
const distanceLengths: usize = memory.data(32, 16);
const literalCodes: usize = memory.data(288 * 4, 16);
const distanceCodes: usize = memory.data(32 * 4, 16);
/** For each kind of token that came all its bits, those of a match's distance too, above how many they are: 6 bits. */
const kindBits: usize = memory.data(KINDS * 8, 16);
/** The same of each place's distance alone. */
const placeBits: usize = memory.data(PLACES * 8, 16);
/** The two tables of code lengths as run-length symbols (RFC 1951, 3.2.7): symbol | extra << 8. */
const headerSymbols: usize = memory.data(320 * 2, 16);
const headerCounts: usize = memory.data(19 * 4, 16);
const headerLengths: usize = memory.data(32, 16);
const headerCodes: usize = memory.data(19 * 4, 16);
const HEADER_ORDER: StaticArray<u8> = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

let headerSymbolCount: i32 = 0;

/** Writes the zlib stream of the `length` bytes of `scanLines`, of which `repeats` has been told, to `to`; returns the address behind it. */
export function deflate(length: usize, to: usize): usize {
  store<u16>(to, 0x0178);
  startBits(to + 2);
  let block: usize = 0;
  do {
    const lastToken = tokenize(block, min(length, block + BLOCK_BYTES), length);
    countSymbols(lastToken);
    increment(literalCounts + (END_OF_BLOCK << 2));
    writeBlock(scanLines + block, scanLines + tokenized, lastToken, tokenized == length);
    block = tokenized;
  } while (block < length);
  to = finishBits();
  const begin = min(inkBegin, length);
  const end = min(inkEnd, length);
  store<u32>(to, bswap(adler32(scanLines + begin, end - begin, begin, length - end)));
  return to + 4;
}

@inline
function increment(at: usize): void {
  store<u32>(at, load<u32>(at) + 1);
}

function writeBlock(from: usize, end: usize, lastToken: usize, last: bool): void {
  buildLengths(literalCounts, LITERALS, LENGTH_LIMIT, literalLengths);
  buildLengths(distanceCounts, DISTANCES, LENGTH_LIMIT, distanceLengths);
  const literals = usedSymbols(literalLengths, LITERALS, 257);
  const distances = usedSymbols(distanceLengths, DISTANCES, 1);
  const bits = headerBits(literals, distances) + bodyBits();
  if (bits > (<u64>(end - from) << 3)) {
    writeStored(from, end, last);
    return;
  }
  putBits(last ? 5 : 4, 3);
  writeHeader(literals, distances);
  writeTokens(lastToken);
}

function usedSymbols(lengths: usize, symbols: i32, least: i32): i32 {
  while (symbols > least && load<u8>(lengths + symbols - 1) == 0) symbols--;
  return symbols;
}

function bodyBits(): u64 {
  let bits: u64 = 0;
  for (let symbol = 0; symbol < LITERALS; symbol++) {
    const each = <i32>load<u8>(literalLengths + symbol) + (symbol > 256 ? lengthExtraBits(symbol) : 0);
    bits += <u64>load<u32>(literalCounts + (symbol << 2)) * each;
  }
  for (let symbol = 0; symbol < DISTANCES; symbol++) {
    const each = <i32>load<u8>(distanceLengths + symbol) + distanceExtraBits(symbol);
    bits += <u64>load<u32>(distanceCounts + (symbol << 2)) * each;
  }
  return bits;
}

@inline
function putHeaderSymbol(symbol: i32, extra: i32): void {
  store<u16>(headerSymbols + (headerSymbolCount++ << 1), <u16>(symbol | (extra << 8)));
  increment(headerCounts + (symbol << 2));
}

/** Run-length codes both tables of lengths, builds their code, and returns the bits the header takes. */
function headerBits(literals: i32, distances: i32): u64 {
  headerSymbolCount = 0;
  memory.fill(headerCounts, 0, 19 * 4);
  // One sequence: runs may go on from the literals into the distances.
  const all = literalLengths;
  memory.copy(all + literals, distanceLengths, distances);
  const total = literals + distances;
  let i = 0;
  while (i < total) {
    const length = <i32>load<u8>(all + i);
    let run = 1;
    while (i + run < total && <i32>load<u8>(all + i + run) == length) run++;
    i += run;
    if (length != 0) {
      putHeaderSymbol(length, 0);
      run--;
      while (run >= 3) {
        const part = min(run, 6);
        putHeaderSymbol(16, part - 3);
        run -= part;
      }
    } else {
      while (run >= 3) {
        const part = min(run, 138);
        putHeaderSymbol(part > 10 ? 18 : 17, part - (part > 10 ? 11 : 3));
        run -= part;
      }
    }
    for (; run > 0; run--) putHeaderSymbol(length, 0);
  }
  memory.fill(all + literals, 0, 320 - literals);
  buildLengths(headerCounts, 19, 7, headerLengths);
  let bits: u64 = 3 + 14 + 19 * 3;
  for (let symbol = 0; symbol < 19; symbol++) {
    const extra = symbol == 16 ? 2 : symbol == 17 ? 3 : symbol == 18 ? 7 : 0;
    bits += <u64>load<u32>(headerCounts + (symbol << 2)) * (<i32>load<u8>(headerLengths + symbol) + extra);
  }
  return bits;
}

function writeHeader(literals: i32, distances: i32): void {
  let used = 19;
  while (used > 4 && load<u8>(headerLengths + unchecked(HEADER_ORDER[used - 1])) == 0) used--;
  putBits(<u64>((literals - 257) | ((distances - 1) << 5) | ((used - 4) << 10)), 14);
  for (let i = 0; i < used; i++) putBits(load<u8>(headerLengths + unchecked(HEADER_ORDER[i])), 3);
  buildCodes(headerLengths, 19, headerCodes);
  for (let i = 0; i < headerSymbolCount; i++) {
    const entry = <u32>load<u16>(headerSymbols + (i << 1));
    const symbol = entry & 255;
    const code = load<u32>(headerCodes + (symbol << 2));
    putBits(code & 0xffff, code >> 16);
    if (symbol >= 16) putBits(entry >> 8, symbol == 16 ? 2 : symbol == 17 ? 3 : 7);
  }
}

function prepareKindBits(): void {
  buildCodes(literalLengths, LITERALS, literalCodes);
  buildCodes(distanceLengths, DISTANCES, distanceCodes);
  for (let byte = 0; byte < 256; byte++) {
    store<u64>(kindBits + (byte << 3), bitsOf(load<u32>(literalCodes + (byte << 2)), 0, 0));
  }
  for (let place = 0; place < PLACES; place++) preparePlace(place);
  for (let n = 0; n < usedCount; n++) prepareMatch(load<u16>(usedKinds + (n << 1)));
}

/** The symbol of a place's distance and its extra bits. */
function preparePlace(place: i32): void {
  const symbol = distanceSymbol(place);
  const code = load<u32>(distanceCodes + (symbol << 2));
  const extra = distanceExtraBits(symbol);
  const value = (load<i32>(distances + (place << 2)) - 1) & ((1 << extra) - 1);
  store<u64>(placeBits + (place << 3), bitsOf(code, value, extra));
}

/** A length with its extra bits, then the place's. */
function prepareMatch(kind: i32): void {
  const length = lengthOf(kind);
  const symbol = <i32>load<u16>(lengthSymbols + (length << 1));
  const extra = lengthExtraBits(symbol);
  // Length symbols of one group start at multiples of their size, counted from 3.
  const value = symbol == 285 ? 0 : (length - 3) & ((1 << extra) - 1);
  const bits = bitsOf(load<u32>(literalCodes + (symbol << 2)), value, extra);
  const rest = load<u64>(placeBits + (placeOf(kind) << 3));
  const all = (bits >> 6) | ((rest >> 6) << (bits & 63));
  store<u64>(kindBits + (kind << 3), (all << 6) | ((bits & 63) + (rest & 63)));
}

/** A code and what comes behind it, as `kindBits` has them. */
@inline
function bitsOf(code: u32, value: i32, extra: i32): u64 {
  const length = <u64>(code >> 16);
  return ((<u64>(code & 0xffff) | (<u64>value << length)) << 6) | (length + <u64>extra);
}

function writeTokens(lastToken: usize): void {
  prepareKindBits();
  let bits = buffer;
  let length = count;
  let to = target;
  for (let at = tokens; at < lastToken; at += 2) {
    const kind = load<u64>(kindBits + (<usize>load<u16>(at) << 3));
    // As `putBits`, but in registers: at most 48 bits come to at most seven.
    bits |= (kind >> 6) << length;
    length += kind & 63;
    store<u64>(to, bits);
    to += <usize>(length >> 3);
    bits >>= length & ~7;
    length &= 7;
  }
  continueBits(to, bits, length);
  const code = load<u32>(literalCodes + (END_OF_BLOCK << 2));
  putBits(code & 0xffff, code >> 16);
}

/** Bytes that do not shrink are stored as they are, in pieces of at most 65,535. */
function writeStored(from: usize, end: usize, last: bool): void {
  while (from < end) {
    const part = min<usize>(end - from, 65535);
    putBits(last && from + part == end ? 1 : 0, 3);
    const to = finishBits();
    store<u16>(to, <u16>part);
    store<u16>(to, <u16>~part, 2);
    memory.copy(to + 4, from, part);
    startBits(to + 4 + part);
    from += part;
  }
}
