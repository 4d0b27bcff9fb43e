/**
 * Where bytes are the same as bytes before them, at eight distances: the byte before, the pixel above, and three to either
 * side of it. A line that goes on in the next row has moved by a pixel or two, so that this is where most of a picture comes
 * back. All bytes are compared at once, sixteen at a time, which no search can be that waits for the match before.
 */
import { repeats, scanLines } from "../layout";

/** Places that are looked at for each byte. */
export const PLACES: i32 = 8;
/** Largest distance of deflate. */
const WINDOW: i32 = 32768;

/** Distance of each place, i32. */
export const distances: usize = memory.data(PLACES * 4, 16);
/** Bytes of one place's bits. */
export let placeBytes: usize = 0;
/** One bit a byte of the scan lines, place after place: whether it is the same as the byte at that distance. */
export let sames: usize = 0;
/**
 * One bit a byte: whether a match begins here; set behind the last byte. It has four bytes, or three that are the byte before
 * once more: far ones cost as literals hardly more bits, and less time.
 */
export let starts: usize = 0;

/** Before the one and behind the other, whole words of 64 bytes of the scan lines, lie only zeros; half of a picture of points does. */
export let inkBegin: usize = 0;
export let inkEnd: usize = 0;

/** Looks at `length` bytes of `scanLines`, in rows of `rowBytes` with their filter's, of pixels of `pixelBytes`. */
export function find(length: usize, rowBytes: i32, pixelBytes: i32): void {
  placeBytes = (((length + 63) >> 6) << 3) + 16;
  sames = repeats;
  starts = sames + <usize>PLACES * placeBytes;
  const widest = (PLACES >> 1) * pixelBytes;
  // In so small or so large a picture all places are the first.
  const isAbove = rowBytes > widest && rowBytes + widest <= WINDOW;
  for (let place = 0; place < PLACES; place++) {
    const shift = (place >> 1) * pixelBytes;
    const distance = rowBytes + (place & 1 ? shift : -shift);
    store<i32>(distances + (<usize>place << 2), isAbove && place > 0 ? distance : 1);
  }
  findInk(length);
  compare(length, isAbove ? <usize>rowBytes + <usize>widest : 1);
  for (let place = 0; place < PLACES; place++) cut(place, length);
  mark(length);
}

@inline
function distanceOf(place: i32): usize {
  return <usize>load<i32>(distances + (<usize>place << 2));
}

function findInk(length: usize): void {
  // The last word has bytes that are nobody's.
  memory.fill(scanLines + length, 0, 64);
  inkBegin = 0;
  inkEnd = (length + 63) & ~63;
  while (inkBegin < inkEnd && isZero(scanLines + inkBegin)) inkBegin += 64;
  while (inkBegin < inkEnd && isZero(scanLines + inkEnd - 64)) inkEnd -= 64;
}

@inline
function isZero(at: usize): bool {
  const low = v128.or(v128.load(at), v128.load(at, 16));
  return !v128.any_true(v128.or(low, v128.or(v128.load(at, 32), v128.load(at, 48))));
}

/** @param farthest distance */
function compare(length: usize, farthest: usize): void {
  const d1 = distanceOf(1);
  const d2 = distanceOf(2);
  const d3 = distanceOf(3);
  const d4 = distanceOf(4);
  const d5 = distanceOf(5);
  const d6 = distanceOf(6);
  const d7 = distanceOf(7);
  const stride = placeBytes;
  const all = (length + 63) & ~63;
  // Zeros are the same as zeros.
  const alike = min(all, (inkEnd + farthest + 63) & ~63);
  for (let n = 0; n < PLACES; n++) {
    const bits = sames + <usize>n * stride;
    memory.fill(bits, 0xff, inkBegin >> 3);
    memory.fill(bits + (alike >> 3), 0xff, (all - alike) >> 3);
  }
  const end = scanLines + alike;
  let to = sames + (inkBegin >> 3);
  for (let at = scanLines + inkBegin; at < end; at += 64, to += 8) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    const before = same64(a, b, c, d, at - 1);
    const left = same64(a, b, c, d, at - d6);
    const right = same64(a, b, c, d, at - d7);
    let place = to;
    store<u64>(place, before);
    if ((before & left & right) == 0xffffffffffffffff) {
      // All of one grey, and what is above from end to end: the other places lie between.
      for (let n = 1; n < PLACES; n++) store<u64>((place += stride), before);
      continue;
    }
    store<u64>((place += stride), same64(a, b, c, d, at - d1));
    store<u64>((place += stride), same64(a, b, c, d, at - d2));
    store<u64>((place += stride), same64(a, b, c, d, at - d3));
    store<u64>((place += stride), same64(a, b, c, d, at - d4));
    store<u64>((place += stride), same64(a, b, c, d, at - d5));
    store<u64>((place += stride), left);
    store<u64>(place + stride, right);
  }
}

/** A bit for each of 64 bytes: whether it is the same as the one in its place from `from` on. */
@inline
function same64(a: v128, b: v128, c: v128, d: v128, from: usize): u64 {
  const low = same16(a, from) | (same16(b, from + 16) << 16);
  const high = same16(c, from + 32) | (same16(d, from + 48) << 16);
  return <u64>low | (<u64>high << 32);
}

@inline
function same16(bytes: v128, from: usize): u32 {
  return <u32>i8x16.bitmask(i8x16.eq(bytes, v128.load(from)));
}

/** Before the first byte there is nothing, and behind the last one neither. */
function cut(place: i32, length: usize): void {
  const bits = sames + <usize>place * placeBytes;
  const distance = min(distanceOf(place), length);
  memory.fill(bits, 0, (distance >> 6) << 3);
  const first = bits + ((distance >> 6) << 3);
  store<u64>(first, load<u64>(first) & (<u64>-1 << <u64>(distance & 63)));
  const last = bits + ((length >> 6) << 3);
  store<u64>(last, load<u64>(last) & ~(<u64>-1 << <u64>(length & 63)));
  store<u64>(last, 0, 8);
}

function mark(length: usize): void {
  const stride = placeBytes;
  const end = starts;
  const bytes = ((length >> 6) + 1) << 3;
  const all = i64x2.splat(-1);
  for (let at: usize = 0; at < bytes; at += 16) {
    const same = v128.load(sames + at);
    const next = v128.load(sames + at, 8);
    // On a background every byte begins a match.
    if (i64x2.all_true(i64x2.eq(v128.and(same, next), all))) {
      v128.store(starts + at, all);
      continue;
    }
    let start = v128.and(twos(same, next), ahead(same, next, 2));
    for (let place = sames + stride + at; place < end; place += stride) {
      start = v128.or(start, fours(v128.load(place), v128.load(place, 8)));
    }
    v128.store(starts + at, start);
  }
  const last = starts + ((length >> 6) << 3);
  store<u64>(last, load<u64>(last) | (<u64>1 << <u64>(length & 63)));
}

/** Of two words of bits those that are followed by another. @param next the words behind */
@inline
function twos(bits: v128, next: v128): v128 {
  return v128.and(bits, ahead(bits, next, 1));
}

/** Those that are followed by three. */
@inline
function fours(bits: v128, next: v128): v128 {
  const two = twos(bits, next);
  return v128.and(two, ahead(two, v128.and(next, i64x2.shr_u(next, 1)), 2));
}

/** The bits that come so many further on. */
@inline
function ahead(bits: v128, next: v128, by: i32): v128 {
  return v128.or(i64x2.shr_u(bits, by), i64x2.shl(next, 64 - by));
}
