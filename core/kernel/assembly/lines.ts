/** Closed polylines of integer Bresenham lines (no anti-aliasing), clipped to the picture pixel by pixel. */
import { pixels, pixelsX, pixelsY, size, verticesX, verticesY } from "./layout";

/** Segments of up to this many steps are drawn from a table. */
const SHORT: i32 = 8;
const SIDE: i32 = 2 * SHORT + 1;
/** For each (dx, dy) the offsets of the SHORT pixels after the first; the last one repeats where there are fewer. */
const strokes: usize = memory.data(SIDE * SIDE * SHORT * 4, 16);

/** ⌈2⁴⁴/n⌉: the minor extent after i of n steps is ⌊i·d/n + 1/2⌋, exact in these units for n < 20,000. */
const RECIPROCALS: i32 = 2048;
const FRACTION: u64 = 44;
const reciprocals: usize = memory.data(RECIPROCALS * 8, 16);

@inline
function reciprocal(n: i32): u64 {
  return ((<u64>1 << FRACTION) + <u64>n - 1) / <u64>n;
}

export function prepare(): void {
  for (let n = 1; n < RECIPROCALS; n++) store<u64>(reciprocals + (n << 3), reciprocal(n));
  for (let dy = -SHORT; dy <= SHORT; dy++) {
    for (let dx = -SHORT; dx <= SHORT; dx++) prepareStroke(dx, dy);
  }
}

function prepareStroke(dx: i32, dy: i32): void {
  const entry = strokes + (((dy + SHORT) * SIDE + dx + SHORT) << 5);
  const steep = abs(dx) <= abs(dy);
  const length = steep ? abs(dy) : abs(dx);
  const extent = steep ? abs(dx) : abs(dy);
  const along = steep ? (dy < 0 ? -size : size) : dx < 0 ? -1 : 1;
  const across = steep ? (dx < 0 ? -1 : 1) : dy < 0 ? -size : size;
  for (let step = 0; step < SHORT; step++) {
    const i = min(step + 1, length);
    const across_i = length == 0 ? 0 : (2 * extent * i + length) / (2 * length);
    store<i32>(entry + (step << 2), i * along + across_i * across);
  }
}

/** Truncates the q vertices toward zero and draws the closed polyline through them. */
export function polyline(q: i32, grey: u8): void {
  for (let i = 0; i < q; i += 4) {
    const f = verticesX + (<usize>i << 3);
    const g = verticesY + (<usize>i << 3);
    const to = <usize>i << 2;
    v128.store64_lane(pixelsX + to, i32x4.trunc_sat_f64x2_s_zero(v128.load(f)), 0);
    v128.store64_lane(pixelsX + to, i32x4.trunc_sat_f64x2_s_zero(v128.load(f, 16)), 0, 8);
    v128.store64_lane(pixelsY + to, i32x4.trunc_sat_f64x2_s_zero(v128.load(g)), 0);
    v128.store64_lane(pixelsY + to, i32x4.trunc_sat_f64x2_s_zero(v128.load(g, 16)), 0, 8);
  }
  const s = <u32>size;
  let x0 = load<i32>(pixelsX + (<usize>(q - 1) << 2));
  let y0 = load<i32>(pixelsY + (<usize>(q - 1) << 2));
  let inside0 = i32(<u32>x0 < s) & i32(<u32>y0 < s);
  for (let i = 0; i < q; i++) {
    const x1 = load<i32>(pixelsX + (<usize>i << 2));
    const y1 = load<i32>(pixelsY + (<usize>i << 2));
    const inside1 = i32(<u32>x1 < s) & i32(<u32>y1 < s);
    if (inside0 & inside1) {
      const dx = x1 - x0;
      const dy = y1 - y0;
      const start = pixels + <usize>(y0 * size + x0);
      if (i32(<u32>(dx + SHORT) < <u32>SIDE) & i32(<u32>(dy + SHORT) < <u32>SIDE)) {
        const stroke = strokes + (((dy + SHORT) * SIDE + dx + SHORT) << 5);
        store<u8>(start + load<i32>(stroke), grey);
        store<u8>(start + load<i32>(stroke, 4), grey);
        store<u8>(start + load<i32>(stroke, 8), grey);
        store<u8>(start + load<i32>(stroke, 12), grey);
        store<u8>(start + load<i32>(stroke, 16), grey);
        store<u8>(start + load<i32>(stroke, 20), grey);
        store<u8>(start + load<i32>(stroke, 24), grey);
        store<u8>(start + load<i32>(stroke, 28), grey);
      } else {
        segmentInside(start, dx, dy, grey);
      }
    } else if (
      !(
        i32(max(x0, x1) < 0) |
        i32(max(y0, y1) < 0) |
        i32(min(x0, x1) >= size) |
        i32(min(y0, y1) >= size)
      )
    ) {
      segmentClipped(x0, y0, x1, y1, grey);
    }
    x0 = x1;
    y0 = y1;
    inside0 = inside1;
  }
}

/** The pixels after the first of a segment that lies in the picture. */
@inline
function segmentInside(start: usize, dx: i32, dy: i32, grey: u8): void {
  const width = abs(dx);
  const height = abs(dy);
  const alongX = dx < 0 ? -1 : 1;
  const alongY = dy < 0 ? -size : size;
  const steep = width <= height;
  const length = steep ? height : width;
  const extent = steep ? width : height;
  const along = steep ? alongY : alongX;
  const across = steep ? alongX : alongY;
  const unit = length < RECIPROCALS ? load<u64>(reciprocals + (<usize>length << 3)) : reciprocal(length);
  const slope = <u64>extent * unit;
  let minor: u64 = (<u64>1 << (FRACTION - 1)) + slope;
  let major = <i32>start + along;
  for (let step = 0; step < length; step++) {
    store<u8>(<usize>(major + <i32>(minor >> FRACTION) * across), grey);
    major += along;
    minor += slope;
  }
}

/** Below so many steps the fixed-point slope is exact. */
const EXACT: i64 = 20_000;

/** A segment that leaves the picture: only its pixels inside are drawn. */
function segmentClipped(x0: i32, y0: i32, x1: i32, y1: i32, grey: u8): void {
  const width = <i64>abs(x1 - x0);
  const height = <i64>abs(y1 - y0);
  const alongX = x1 < x0 ? -1 : 1;
  const alongY = y1 < y0 ? -1 : 1;
  const steep = width <= height;
  const length = steep ? height : width;
  const extent = steep ? width : height;
  const from = steep ? y0 : x0;
  const across = steep ? x0 : y0;
  const direction = steep ? alongY : alongX;
  const sideways = steep ? alongX : alongY;
  // Steps before the major axis enters the picture, and the last one inside it.
  const first = max<i64>(0, direction > 0 ? -<i64>from : <i64>from - size + 1);
  const last = min<i64>(length, direction > 0 ? <i64>size - 1 - from : <i64>from);
  if (first > last) return;
  const majorStride = steep ? size : 1;
  const minorStride = steep ? 1 : size;
  let at = <i32>pixels + (from + <i32>first * direction) * majorStride;
  const step = direction * majorStride;
  if (length >= EXACT) {
    for (let i = first; i <= last; i++, at += step) {
      const minor = across + <i32>((2 * extent * i + length) / (2 * length)) * sideways;
      if (<u32>minor < <u32>size) store<u8>(<usize>(at + minor * minorStride), grey);
    }
    return;
  }
  const unit = length < RECIPROCALS ? load<u64>(reciprocals + (<usize>length << 3)) : reciprocal(<i32>length);
  const slope = <u64>extent * unit;
  let minor: u64 = (<u64>1 << (FRACTION - 1)) + slope * <u64>first;
  for (let i = first; i <= last; i++, at += step) {
    const place = across + <i32>(minor >> FRACTION) * sideways;
    if (<u32>place < <u32>size) store<u8>(<usize>(at + place * minorStride), grey);
    minor += slope;
  }
}
