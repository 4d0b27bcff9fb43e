/**
 * Closed polylines of integer Bresenham lines (no anti-aliasing), clipped to the picture pixel by pixel.
 *
 * A polyline has one grey, so that its segments may be drawn in any order: they are sorted first, four at a time and without
 * a branch, into those of up to eight, sixteen and more steps, and those that leave the picture.
 */
import { lists, listBytes, pixels, pixelsX, pixelsY, size, verticesX, verticesY } from "../layout";
import { drawClipped, drawInside, prepare as prepareSegments } from "./segments";
import { drawEight, drawSixteen, prepare as prepareStrokes, SHORT } from "./strokes";

/** For four lanes, a bit each, of which some are taken: the bytes of those lanes, one after the other. */
const takers: usize = memory.data(16 * 16, 16);

export function prepare(): void {
  prepareSegments();
  prepareStrokes();
  for (let taken = 0; taken < 16; taken++) {
    let to = takers + (<usize>taken << 4);
    for (let lane: u32 = 0; lane < 4; lane++) {
      if (((taken >> lane) & 1) == 0) continue;
      store<u32>(to, 0x03020100 + 0x04040404 * lane);
      to += 4;
    }
  }
}

/** Truncates the q vertices toward zero and draws the closed polyline through them. */
export function polyline(q: i32, grey: u8): void {
  const stride = listBytes;
  // Of each segment its first pixel; then, list after list, numbers of segments, four times as large.
  const starts = lists;
  const eights = starts + stride;
  const sixteens = eights + stride;
  const longs = sixteens + stride;
  const leavings = longs + stride;
  let eightsEnd = eights;
  let sixteensEnd = sixteens;
  let longsEnd = longs;
  let leavingsEnd = leavings;
  const xs = pixelsX;
  const ys = pixelsY;
  const side = i32x4.splat(size);
  const border = i32x4.splat(size - 1);
  const first = i32x4.splat(<i32>pixels);
  const last = <usize>(q - 1) << 3;
  let endX = truncated4(verticesX + last - 24);
  let endY = truncated4(verticesY + last - 24);
  v128.store_lane<u32>(xs, endX, 3);
  v128.store_lane<u32>(ys, endY, 3);
  let numbers = i32x4(0, 4, 8, 12);
  const end = <usize>q << 2;
  for (let at: usize = 0; at < end; at += 16, numbers = i32x4.add(numbers, i32x4.splat(16))) {
    const x1 = truncated4(verticesX + (at << 1));
    const y1 = truncated4(verticesY + (at << 1));
    v128.store(xs + at, x1, 4);
    v128.store(ys + at, y1, 4);
    const x0 = v128.shuffle<u32>(endX, x1, 3, 4, 5, 6);
    const y0 = v128.shuffle<u32>(endY, y1, 3, 4, 5, 6);
    endX = x1;
    endY = y1;
    // Signs tell what lies beyond one of the four borders.
    const right0 = i32x4.sub(border, x0);
    const right1 = i32x4.sub(border, x1);
    const below0 = i32x4.sub(border, y0);
    const below1 = i32x4.sub(border, y1);
    const beyond = v128.or(
      v128.or(v128.and(x0, x1), v128.and(right0, right1)),
      v128.or(v128.and(y0, y1), v128.and(below0, below1)),
    );
    const gone = i32x4.bitmask(beyond);
    if (gone == 15) continue;
    const outside0 = v128.or(v128.or(x0, right0), v128.or(y0, below0));
    const outside1 = v128.or(v128.or(x1, right1), v128.or(y1, below1));
    v128.store(starts + at, i32x4.add(i32x4.add(i32x4.mul(y0, side), x0), first));
    const reach = i32x4.max_s(i32x4.abs(i32x4.sub(x1, x0)), i32x4.abs(i32x4.sub(y1, y0)));
    const all = at + 16 <= end ? 15 : (1 << (q & 3)) - 1;
    const outside = i32x4.bitmask(v128.or(outside0, outside1)) & all;
    const inside = outside ^ all;
    const above8 = i32x4.bitmask(i32x4.gt_s(reach, i32x4.splat(SHORT / 2)));
    const above16 = i32x4.bitmask(i32x4.gt_s(reach, i32x4.splat(SHORT)));
    eightsEnd = append(eightsEnd, numbers, inside & ~above8);
    sixteensEnd = append(sixteensEnd, numbers, inside & above8 & ~above16);
    longsEnd = append(longsEnd, numbers, inside & above16);
    leavingsEnd = append(leavingsEnd, numbers, outside & ~gone);
  }
  for (let at = eights; at < eightsEnd; at += 4) {
    const n = <usize>load<u32>(at);
    drawEight(<usize>load<u32>(starts + n), step(xs + n), step(ys + n), grey);
  }
  for (let at = sixteens; at < sixteensEnd; at += 4) {
    const n = <usize>load<u32>(at);
    drawSixteen(<usize>load<u32>(starts + n), step(xs + n), step(ys + n), grey);
  }
  for (let at = longs; at < longsEnd; at += 4) {
    const n = <usize>load<u32>(at);
    drawInside(<usize>load<u32>(starts + n), step(xs + n), step(ys + n), grey);
  }
  for (let at = leavings; at < leavingsEnd; at += 4) {
    const n = <usize>load<u32>(at);
    drawClipped(load<i32>(xs + n), load<i32>(ys + n), load<i32>(xs + n, 4), load<i32>(ys + n, 4), grey);
  }
}

/** From one pixel to the next, along an axis. */
@inline
function step(at: usize): i32 {
  return load<i32>(at, 4) - load<i32>(at);
}

/** Adds those of four numbers whose bit is set; returns the list's new end. */
@inline
function append(end: usize, numbers: v128, taken: i32): usize {
  v128.store(end, i8x16.swizzle(numbers, v128.load(takers + (<usize>taken << 4))));
  return end + (<usize>popcnt(taken) << 2);
}

/** Whole parts of four coordinates of less than 2³¹: with 1.5 · 2⁵² added, a double ends in them. */
@inline
function truncated4(from: usize): v128 {
  const shift = f64x2.splat(6755399441055744.0);
  const low = f64x2.add(f64x2.trunc(v128.load(from)), shift);
  const high = f64x2.add(f64x2.trunc(v128.load(from, 16)), shift);
  return v128.shuffle<u32>(low, high, 0, 2, 4, 6);
}
