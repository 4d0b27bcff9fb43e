/** The chaos game: at each step the chosen map moves the point, x' = x·a + y·b + e and y' = x·c + y·d + f. */
import { chosen, LANE_MAPS, MAP_NUMBERS, maps, pointsX, pointsY } from "./buffers";
import { MAP_SHIFT } from "../systems/mapChoice";

/** Puts a system's maps, multiplied by six weights, where a lane's walk reads them. */
export function setMaps(lane: i32, system: usize, count: i32, weights: usize): void {
  for (let map = 0; map < count; map++) {
    const from = system + ((<usize>(map * MAP_NUMBERS)) << 3);
    const to = maps + <usize>lane * LANE_MAPS + ((<usize>map) << MAP_SHIFT);
    for (let k: usize = 0; k < 48; k += 8) {
      store<f64>(to + k, load<f64>(from + k) * (weights == 0 ? 1 : load<f64>(weights + k)));
    }
  }
}

/** One walk of `length` points with the maps of lane 0. @param count of maps: a chosen map of this number is none */
export function walk(length: i32, count: i32): void {
  let x: f64 = 0;
  let y: f64 = 0;
  const none = (<usize>count) << MAP_SHIFT;
  put(0, 0, 0);
  for (let i = 1; i < length; i++) {
    const map = <usize>load<u16>(chosen + ((<usize>i - 1) << 1));
    if (map < none) {
      const at = maps + map;
      const moved = movedX(at, x, y);
      y = movedY(at, x, y);
      x = moved;
    }
    put(<usize>i, x, y);
  }
}

/**
 * Four walks of `length` points side by side, each with its lane's maps and choices: lane l's lie l · length further.
 * @param counts maps of each lane, lane 0 in the lowest byte
 */
export function walk4(length: i32, counts: i32): void {
  let x0: f64 = 0;
  let x1: f64 = 0;
  let x2: f64 = 0;
  let x3: f64 = 0;
  let y0: f64 = 0;
  let y1: f64 = 0;
  let y2: f64 = 0;
  let y3: f64 = 0;
  const step = <usize>length;
  const none0 = (<usize>(counts & 255)) << MAP_SHIFT;
  const none1 = (<usize>((counts >> 8) & 255)) << MAP_SHIFT;
  const none2 = (<usize>((counts >> 16) & 255)) << MAP_SHIFT;
  const none3 = (<usize>((counts >> 24) & 255)) << MAP_SHIFT;
  put(0, 0, 0);
  put(step, 0, 0);
  put(2 * step, 0, 0);
  put(3 * step, 0, 0);
  for (let i: usize = 1; i < step; i++) {
    const at = chosen + ((i - 1) << 1);
    const m0 = <usize>load<u16>(at);
    const m1 = <usize>load<u16>(at + 2 * step);
    const m2 = <usize>load<u16>(at + 4 * step);
    const m3 = <usize>load<u16>(at + 6 * step);
    if (m0 < none0) {
      const map = maps + m0;
      const moved = movedX(map, x0, y0);
      y0 = movedY(map, x0, y0);
      x0 = moved;
    }
    if (m1 < none1) {
      const map = maps + LANE_MAPS + m1;
      const moved = movedX(map, x1, y1);
      y1 = movedY(map, x1, y1);
      x1 = moved;
    }
    if (m2 < none2) {
      const map = maps + 2 * LANE_MAPS + m2;
      const moved = movedX(map, x2, y2);
      y2 = movedY(map, x2, y2);
      x2 = moved;
    }
    if (m3 < none3) {
      const map = maps + 3 * LANE_MAPS + m3;
      const moved = movedX(map, x3, y3);
      y3 = movedY(map, x3, y3);
      x3 = moved;
    }
    put(i, x0, y0);
    put(i + step, x1, y1);
    put(i + 2 * step, x2, y2);
    put(i + 3 * step, x3, y3);
  }
}

@inline
function movedX(map: usize, x: f64, y: f64): f64 {
  return x * load<f64>(map) + y * load<f64>(map, 8) + load<f64>(map, 32);
}

@inline
function movedY(map: usize, x: f64, y: f64): f64 {
  return x * load<f64>(map, 16) + y * load<f64>(map, 24) + load<f64>(map, 40);
}

@inline
function put(i: usize, x: f64, y: f64): void {
  store<f64>(pointsX + (i << 3), x);
  store<f64>(pointsY + (i << 3), y);
}
