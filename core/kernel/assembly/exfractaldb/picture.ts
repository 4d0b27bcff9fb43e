/**
 * A model's picture: each point its pixel, in the single precision and the order of operations of a software OpenGL.
 * A point is seen by the camera, then projected, then divided by its depth, then moved into the picture with one rounding,
 * then snapped to 1/256 px; its pixel is the one it lies in. Row 0 is the lowest.
 */
import { camera, isRounded, numberLimit, POINT_BYTES, points, setRounded, singles } from "./buffers";
import { background, pixels, size } from "../layout";

/** Draws the first `count` points in this grey; points outside the camera's frustum are not seen. */
export function paint(count: i32, grey: i32): void {
  memory.fill(pixels, background, <usize>size * <usize>size);
  const half: f64 = <f64>size / 2;
  const side = i32x4.splat(size);
  if (!isRounded) round(numberLimit - 1);
  let at = singles;
  for (let i = 0; i < count; i += 4, at += 48) {
    const x = v128.load(at);
    const y = v128.load(at, 16);
    const z = v128.load(at, 32);
    const scale = v128.load32_splat(camera, 64);
    const seenX = f32x4.mul(seen(0, x, y, z), scale);
    const seenY = f32x4.mul(seen(4, x, y, z), scale);
    const depth = seen(8, x, y, z);
    const w = f32x4.neg(depth);
    const projected = f32x4.add(f32x4.mul(depth, v128.load32_splat(camera, 68)), v128.load32_splat(camera, 72));
    let inside = f32x4.le(f32x4.abs(seenX), w);
    inside = v128.and(inside, f32x4.le(f32x4.abs(seenY), w));
    inside = v128.and(inside, f32x4.le(f32x4.abs(projected), w));
    const reciprocal = f32x4.div(f32x4.splat(1), w);
    const column = pixel4(f32x4.mul(seenX, reciprocal), half);
    const row = pixel4(f32x4.mul(seenY, reciprocal), half);
    // A point on the right or upper border snaps to a pixel beyond it.
    inside = v128.and(inside, v128.and(i32x4.lt_u(column, side), i32x4.lt_u(row, side)));
    const place = i32x4.add(i32x4.mul(row, side), column);
    let seenPoints = i32x4.bitmask(inside);
    if (i + 4 > count) seenPoints &= (1 << (count - i)) - 1;
    if (seenPoints & 1) store<u8>(pixels + <usize>i32x4.extract_lane(place, 0), grey);
    if (seenPoints & 2) store<u8>(pixels + <usize>i32x4.extract_lane(place, 1), grey);
    if (seenPoints & 4) store<u8>(pixels + <usize>i32x4.extract_lane(place, 2), grey);
    if (seenPoints & 8) store<u8>(pixels + <usize>i32x4.extract_lane(place, 3), grey);
  }
}

/** Puts the model in single precision at `singles`: once for all its pictures. */
function round(count: i32): void {
  let from = points;
  const end = singles + <usize>(count + 3) / 4 * 48;
  for (let to = singles; to < end; to += 48, from += 4 * POINT_BYTES) {
    const xyzx = single4(from);
    const yzxy = single4(from + 32);
    const zxyz = single4(from + 64);
    v128.store(to, v128.shuffle<u32>(v128.shuffle<u32>(xyzx, yzxy, 0, 3, 6, 6), zxyz, 0, 1, 2, 5));
    v128.store(to, v128.shuffle<u32>(v128.shuffle<u32>(xyzx, yzxy, 1, 4, 7, 7), zxyz, 0, 1, 2, 6), 16);
    v128.store(to, v128.shuffle<u32>(v128.shuffle<u32>(xyzx, yzxy, 2, 5, 5, 5), zxyz, 0, 1, 4, 7), 32);
  }
  setRounded(true);
}

/** Four doubles in single precision. */
@inline
function single4(from: usize): v128 {
  const low = f32x4.demote_f64x2_zero(v128.load(from));
  const high = f32x4.demote_f64x2_zero(v128.load(from, 16));
  return v128.shuffle<u64>(low, high, 0, 2);
}

/** One row of the view matrix times four points; `row` in bytes. */
@inline
function seen(row: usize, x: v128, y: v128, z: v128): v128 {
  const at = camera + row;
  let sum = f32x4.mul(v128.load32_splat(at), x);
  sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(at, 16), y));
  sum = f32x4.add(sum, f32x4.mul(v128.load32_splat(at, 32), z));
  return f32x4.add(sum, v128.load32_splat(at, 48));
}

/** ⌊(d · half + half) px⌋ of four coordinates in [−1, 1]: the sum is rounded once, to single precision, then to 1/256. */
@inline
function pixel4(d: v128, half: f64): v128 {
  const h = f64x2.splat(half);
  const low = f64x2.add(f64x2.mul(f64x2.promote_low_f32x4(d), h), h);
  const upper = v128.shuffle<u64>(d, d, 1, 1);
  const high = f64x2.add(f64x2.mul(f64x2.promote_low_f32x4(upper), h), h);
  const px = v128.shuffle<u64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
  const snapped = f32x4.nearest(f32x4.mul(px, f32x4.splat(256)));
  return i32x4.shr_s(i32x4.trunc_sat_f32x4_s(snapped), 8);
}
