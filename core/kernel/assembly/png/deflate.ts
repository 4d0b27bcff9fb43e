/** A zlib stream (RFC 1950, 1951) whose bytes depend on the data alone, never on the platform. */
import { buffer, continueBits, count, finishBits, putBits, startBits, target } from "../bits";
import { adler32 } from "./checksums";
import { buildCodes, buildLengths } from "./huffman";
import { BLOCK_BYTES, tokens } from "../layout";
import {
  distanceCounts,
  distanceExtraBits,
  FIRST_LENGTH_KIND,
  forget,
  KIND_SHIFT,
  KINDS,
  lengthExtraBits,
  lengthSymbols,
  literalCounts,
  SYMBOL_SHIFT,
  tokenize,
} from "./matches";

const LITERALS: i32 = 286;
const DISTANCES: i32 = 30;
const END_OF_BLOCK: i32 = 256;
const LENGTH_LIMIT: i32 = 15;

const literalLengths: usize = memory.data(320, 16);
const distanceLengths: usize = memory.data(32, 16);
const literalCodes: usize = memory.data(288 * 4, 16);
const distanceCodes: usize = memory.data(32 * 4, 16);
/** For each kind of token its code with a length's extra bits, as bits | count << 32. */
const kindBits: usize = memory.data(KINDS * 8, 16);
/** For each distance symbol code | code length << 16 | count with extra bits << 24, then the mask of its extra bits. */
const distanceBits: usize = memory.data(32 * 8, 16);
/** The two tables of code lengths as run-length symbols (RFC 1951, 3.2.7): symbol | extra << 8. */
const headerSymbols: usize = memory.data(320 * 2, 16);
const headerCounts: usize = memory.data(19 * 4, 16);
const headerLengths: usize = memory.data(32, 16);
const headerCodes: usize = memory.data(19 * 4, 16);
const HEADER_ORDER: StaticArray<u8> = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

let headerSymbolCount: i32 = 0;

/** Writes the zlib stream of `length` bytes at `from` to `to`; returns the address behind it. */
export function deflate(from: usize, length: usize, to: usize): usize {
  store<u16>(to, 0x0178);
  startBits(to + 2);
  forget(from);
  const end = from + length;
  let block = from;
  do {
    const stop = min(end, block + BLOCK_BYTES);
    const lastToken = tokenize(from, block, stop);
    increment(literalCounts + (END_OF_BLOCK << 2));
    writeBlock(block, stop, lastToken, stop == end);
    block = stop;
  } while (block < end);
  to = finishBits();
  store<u32>(to, bswap(adler32(from, length)));
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
  for (let byte = 0; byte < 256; byte++) {
    const code = load<u32>(literalCodes + (byte << 2));
    store<u64>(kindBits + (byte << 3), <u64>(code & 0xffff) | (<u64>(code >> 16) << 32));
  }
  for (let length = 3; length <= 258; length++) {
    const symbol = <i32>load<u16>(lengthSymbols + (length << 1));
    const code = load<u32>(literalCodes + (symbol << 2));
    const extra = lengthExtraBits(symbol);
    // Length symbols of one group start at multiples of their size, counted from 3.
    const value = symbol == 285 ? 0 : (length - 3) & ((1 << extra) - 1);
    const bits = <u64>(code & 0xffff) | (<u64>value << (code >> 16));
    store<u64>(kindBits + ((length + FIRST_LENGTH_KIND - 3) << 3), bits | (<u64>((code >> 16) + extra) << 32));
  }
}

function prepareDistanceBits(): void {
  buildCodes(distanceLengths, DISTANCES, distanceCodes);
  for (let symbol = 0; symbol < DISTANCES; symbol++) {
    const code = load<u32>(distanceCodes + (symbol << 2));
    const extra = <u32>distanceExtraBits(symbol);
    store<u32>(distanceBits + (symbol << 3), code | (((code >> 16) + extra) << 24));
    store<u32>(distanceBits + (symbol << 3), (1 << extra) - 1, 4);
  }
}

function writeTokens(lastToken: usize): void {
  prepareKindBits();
  prepareDistanceBits();
  let bits = buffer;
  let length = count;
  let to = target;
  for (let at = tokens; at < lastToken; at += 4) {
    const token = load<u32>(at);
    const kind = load<u64>(kindBits + ((token >> KIND_SHIFT) << 3));
    const symbol = distanceBits + (((token >> SYMBOL_SHIFT) & 31) << 3);
    const code = load<u32>(symbol);
    const extra = token & load<u32>(symbol, 4);
    const rest = <u64>(code & 0xffff) | (<u64>extra << ((code >> 16) & 31));
    // As `putBits`, but in registers: at most 48 bits come to at most seven.
    bits |= ((kind & 0xffffffff) | (rest << (kind >> 32))) << length;
    length += (kind >> 32) + (code >> 24);
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
