/** The chaos game in space: at each step the chosen map moves the point. */
import { chosen, COEFFICIENTS, MAP_NUMBERS, POINT_BYTES, points, setRounded, system } from "./buffers";
import { MAP_SHIFT, MOST_MAPS } from "../systems/mapChoice";

/** a … l of each map, f64, with the weights in them: a, d, b, e, c, f, j, k, then g, h, i, l twice each. */
const maps: usize = memory.data(MOST_MAPS << MAP_SHIFT, 16);
/** Where each of a … l lies in a map. */
const PLACES: StaticArray<u8> = [0, 2, 4, 1, 3, 5, 8, 10, 12, 6, 7, 14];
/** Of g, h, i and l each stands twice, so that z is computed in both halves at once and is at hand in both. */
const FIRST_TWICE: i32 = 8;

/** Puts the maps at `system`, multiplied by twelve weights unless they are 0, where the walk reads them. */
export function setMaps(count: i32, weights: usize): void {
  for (let map = 0; map < count; map++) {
    const from = system + ((<usize>(map * MAP_NUMBERS)) << 3);
    const to = maps + ((<usize>map) << MAP_SHIFT);
    for (let k = 0; k < COEFFICIENTS; k++) {
      const at = (<usize>k) << 3;
      const weight = weights == 0 ? 1 : load<f64>(weights + at);
      const value = load<f64>(from + at) * weight;
      const place = <i32>unchecked(PLACES[k]);
      store<f64>(to + ((<usize>place) << 3), value);
      if (place >= FIRST_TWICE) store<f64>(to + ((<usize>place) << 3), value, 8);
    }
  }
}

/** Pieces of a walk that run side by side: each step waits for the one before it. */
const PIECES: i32 = 3;
/** Steps after which two walks with the same maps nearly always stand on the same point. */
const MEETING: i32 = 192;

/**
 * One walk, a point for each chosen map. Returns whether it stays finite: what has overflowed never comes back.
 *
 * Maps that draw together forget where a walk began: two walks with the same maps come to stand on the same point, to the
 * last bit, and stay together from there on. So the walk is cut into pieces that all begin at 0; then each piece is walked
 * from the end of the one before, for as long as that takes, and looked at until the points are those that are there. Where
 * they never are, the walk goes on to its end. The points are the same as those of a walk in one piece.
 * @param count of maps: a chosen map of this number is none
 */
export function walk(count: i32, length: i32): bool {
  setRounded(false);
  const piece = (length + PIECES - 1) / PIECES;
  if (piece < 2 * MEETING) {
    walkOn(count, 0, length, false);
    return isFinite(length - 1);
  }
  // The last piece begins up to two points early, so that all are of one length.
  walkPieces(count, piece, 0, piece, length - piece, false);
  if (!isFinite(piece - 1)) return false;
  walkPieces(count, MEETING, piece, 2 * piece, 2 * piece, true);
  for (let k = 1; k < PIECES; k++) {
    walkOn(count, k * piece, length, true);
    walkOn(count, k * piece + MEETING, length, true);
  }
  return isFinite(length - 1);
}

/** Goes on from the point before `from`, from 0 at the beginning. @param untilMet up to the first point that is there already */
function walkOn(count: i32, from: i32, length: i32, untilMet: bool): void {
  let at = points + <usize>from * POINT_BYTES;
  let xy = f64x2.splat(0);
  let z = xy;
  if (from > 0) {
    xy = xyBefore(at);
    z = zBefore(at);
  }
  const none = (<usize>count) << MAP_SHIFT;
  const end = chosen + ((<usize>length) << 1);
  for (let choice = chosen + ((<usize>from) << 1); choice < end; choice += 2, at += POINT_BYTES) {
    const map = <usize>load<u16>(choice);
    if (map < none) {
      const moved = movedXy(maps + map, xy, z);
      z = movedZ(maps + map, xy, z);
      xy = moved;
    }
    if (untilMet && i64x2.all_true(v128.and(i64x2.eq(xy, v128.load(at)), i64x2.eq(z, v128.load64_splat(at, 16))))) return;
    put(at, xy, z);
  }
}

/** Pieces of `steps` points, from the points of these numbers on: from 0, or from the point before. */
function walkPieces(count: i32, steps: i32, from0: i32, from1: i32, from2: i32, isOn: bool): void {
  let at0 = points + <usize>from0 * POINT_BYTES;
  let at1 = points + <usize>from1 * POINT_BYTES;
  let at2 = points + <usize>from2 * POINT_BYTES;
  let xy0 = f64x2.splat(0);
  let xy1 = xy0;
  let xy2 = xy0;
  let z0 = xy0;
  let z1 = xy0;
  let z2 = xy0;
  if (isOn) {
    xy0 = xyBefore(at0);
    xy1 = xyBefore(at1);
    xy2 = xyBefore(at2);
    z0 = zBefore(at0);
    z1 = zBefore(at1);
    z2 = zBefore(at2);
  }
  const none = (<usize>count) << MAP_SHIFT;
  let choice0 = chosen + ((<usize>from0) << 1);
  let choice1 = chosen + ((<usize>from1) << 1);
  let choice2 = chosen + ((<usize>from2) << 1);
  const end = choice0 + ((<usize>steps) << 1);
  while (choice0 < end) {
    const map0 = <usize>load<u16>(choice0);
    const map1 = <usize>load<u16>(choice1);
    const map2 = <usize>load<u16>(choice2);
    choice0 += 2;
    choice1 += 2;
    choice2 += 2;
    if (map0 < none) {
      const moved = movedXy(maps + map0, xy0, z0);
      z0 = movedZ(maps + map0, xy0, z0);
      xy0 = moved;
    }
    put(at0, xy0, z0);
    at0 += POINT_BYTES;
    if (map1 < none) {
      const moved = movedXy(maps + map1, xy1, z1);
      z1 = movedZ(maps + map1, xy1, z1);
      xy1 = moved;
    }
    put(at1, xy1, z1);
    at1 += POINT_BYTES;
    if (map2 < none) {
      const moved = movedXy(maps + map2, xy2, z2);
      z2 = movedZ(maps + map2, xy2, z2);
      xy2 = moved;
    }
    put(at2, xy2, z2);
    at2 += POINT_BYTES;
  }
}

function isFinite(point: i32): bool {
  const end = points + <usize>(point + 1) * POINT_BYTES;
  // The difference of what is not finite from itself is no number.
  const xy = xyBefore(end);
  const z = zBefore(end);
  return i64x2.all_true(f64x2.eq(f64x2.add(f64x2.sub(xy, xy), f64x2.sub(z, z)), f64x2.splat(0)));
}

/** x and y of the point that ends at `at`. */
@inline
function xyBefore(at: usize): v128 {
  return v128.load(at - POINT_BYTES);
}

/** Its z, in both halves. */
@inline
function zBefore(at: usize): v128 {
  return v128.load64_splat(at - 8);
}

@inline
function movedXy(map: usize, xy: v128, z: v128): v128 {
  const x = v128.shuffle<u64>(xy, xy, 0, 0);
  const y = v128.shuffle<u64>(xy, xy, 1, 1);
  const sum = f64x2.add(f64x2.mul(x, v128.load(map)), f64x2.mul(y, v128.load(map, 16)));
  return f64x2.add(f64x2.add(sum, f64x2.mul(z, v128.load(map, 32))), v128.load(map, 48));
}

@inline
function movedZ(map: usize, xy: v128, z: v128): v128 {
  const x = v128.shuffle<u64>(xy, xy, 0, 0);
  const y = v128.shuffle<u64>(xy, xy, 1, 1);
  const sum = f64x2.add(f64x2.mul(x, v128.load(map, 64)), f64x2.mul(y, v128.load(map, 80)));
  return f64x2.add(f64x2.add(sum, f64x2.mul(z, v128.load(map, 96))), v128.load(map, 112));
}

@inline
function put(at: usize, xy: v128, z: v128): void {
  v128.store(at, xy);
  v128.store64_lane(at, z, 0, 16);
}
