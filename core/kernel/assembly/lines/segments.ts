/** Long segments, and those that leave the picture: Bresenham's steps in fixed point. */
import { pixels, size } from "../layout";

/** ⌈2⁴⁴/n⌉: the minor extent after i of n steps is ⌊i·d/n + 1/2⌋, exact in these units for n < 20,000. */
const RECIPROCALS: i32 = 2048;
const FRACTION: u64 = 44;
const HALF: u64 = 1 << (FRACTION - 1);
const reciprocals: usize = memory.data(RECIPROCALS * 8, 16);

@inline
function reciprocal(n: i32): u64 {
  return ((<u64>1 << FRACTION) + <u64>n - 1) / <u64>n;
}

export function prepare(): void {
  for (let n = 1; n < RECIPROCALS; n++) store<u64>(reciprocals + (n << 3), reciprocal(n));
}

@inline
function unit(length: i32): u64 {
  return length < RECIPROCALS ? load<u64>(reciprocals + (<usize>length << 3)) : reciprocal(length);
}

/** The pixels after the first, at `start`, of a segment of four steps or more that lies in the picture. */
export function drawInside(start: usize, dx: i32, dy: i32, grey: u8): void {
  const width = abs(dx);
  const height = abs(dy);
  const alongX = dx < 0 ? -1 : 1;
  const alongY = dy < 0 ? -size : size;
  const steep = width <= height;
  const length = steep ? height : width;
  const extent = steep ? width : height;
  const along = steep ? alongY : alongX;
  const across = steep ? alongX : alongY;
  const slope = <u64>extent * unit(length);
  let minor = HALF + slope;
  let major = <i32>start + along;
  for (let left = length; left >= 4; left -= 4) {
    put(major, minor, across, grey);
    put(major + along, minor + slope, across, grey);
    put(major + 2 * along, minor + 2 * slope, across, grey);
    put(major + 3 * along, minor + 3 * slope, across, grey);
    major += 4 * along;
    minor += 4 * slope;
  }
  // The last three once more, or for the first time: how many are left cannot be foretold.
  const last = length - 3;
  major = <i32>start + along * last;
  minor = HALF + slope * <u64>last;
  put(major, minor, across, grey);
  put(major + along, minor + slope, across, grey);
  put(major + 2 * along, minor + 2 * slope, across, grey);
  put(major + 3 * along, minor + 3 * slope, across, grey);
}

@inline
function put(major: i32, minor: u64, across: i32, grey: u8): void {
  store<u8>(<usize>(major + <i32>(minor >> FRACTION) * across), grey);
}

/** Below so many steps the fixed-point slope is exact. */
const EXACT: i64 = 20_000;

/** A segment that leaves the picture: only its pixels inside are drawn. */
export function drawClipped(x0: i32, y0: i32, x1: i32, y1: i32, grey: u8): void {
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
  const slope = <u64>extent * unit(<i32>length);
  let minor = HALF + slope * <u64>first;
  for (let i = first; i <= last; i++, at += step) {
    const place = across + <i32>(minor >> FRACTION) * sideways;
    if (<u32>place < <u32>size) store<u8>(<usize>(at + place * minorStride), grey);
    minor += slope;
  }
}
