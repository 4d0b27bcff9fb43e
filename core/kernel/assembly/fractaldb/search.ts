/** The search for classes: candidates whose walks fill enough of a picture are accepted, in order. */
import {
  chosen,
  COEFFICIENTS,
  filled,
  FOUND_NUMBERS,
  found,
  foundLimit,
  LANES,
  MAP_NUMBERS,
  pointsX,
  pointsY,
  SEARCH_PADDING,
  SEARCH_SIZE,
  searchLimit,
  SYSTEM_BYTES,
  systems,
} from "./buffers";
import * as pixels from "./pixels";
import { setMaps, walk4 } from "./walk";
import * as candidate from "../systems/candidates";
import { chooseFromTwister, setBounds } from "../systems/mapChoice";

/** Maps of each lane's candidate, a byte each, lane 0 in the lowest. */
let counts: i32 = 0;

/**
 * Tries the script's next candidates, from where the twister stands. Returns how many were accepted; they are at `found`.
 * @param points of each walk
 * @param least pixels that have to be filled
 */
export function searchStream(candidates: i32, points: i32, least: i32): i32 {
  let accepted = 0;
  for (let first = 0; first < candidates; first += LANES) {
    const lanes = min(LANES, candidates - first);
    counts = 0;
    for (let lane = 0; lane < lanes; lane++) {
      const maps = candidate.drawFromTwister(systemOf(lane), COEFFICIENTS);
      setProbabilities(systemOf(lane), maps);
      prepare(lane, maps);
      chooseFromTwister(maps, points, choicesOf(lane, points));
    }
    accepted = tryLanes(lanes, points, least, first, accepted);
  }
  return accepted;
}

/** Runs the twister past candidates without trying them. */
export function skipCandidates(candidates: i32, points: i32): void {
  candidate.skip(candidates, COEFFICIENTS, points);
}

/**
 * Tries candidates of one class, each drawn by its number. Returns 1 with the first accepted at `found`, or 0.
 * @param first number of the first candidate
 */
export function searchClass(category: u32, first: u32, candidates: i32, points: i32, least: i32): i32 {
  for (let begun = 0; begun < candidates; begun += LANES) {
    const lanes = min(LANES, candidates - begun);
    counts = 0;
    for (let lane = 0; lane < lanes; lane++) {
      const number = first + <u32>(begun + lane);
      const maps = candidate.drawOfClass(systemOf(lane), COEFFICIENTS, category, number);
      setProbabilities(systemOf(lane), maps);
      prepare(lane, maps);
      candidate.chooseOfClass(maps, points, category, number, choicesOf(lane, points));
    }
    if (tryLanes(lanes, points, least, begun, 0) > 0) return 1;
  }
  return 0;
}

/** Where a lane's rows lie. */
@inline
function systemOf(lane: i32): usize {
  return systems + <usize>lane * SYSTEM_BYTES;
}

/** Where what its walk chooses lies. */
@inline
function choicesOf(lane: i32, points: i32): usize {
  return chosen + ((<usize>(lane * points)) << 1);
}

/** p = |ad − bc|, divided by the sum of all. */
function setProbabilities(system: usize, maps: i32): void {
  for (let map = 0; map < maps; map++) {
    const at = system + ((<usize>(map * MAP_NUMBERS)) << 3);
    const ad = load<f64>(at) * load<f64>(at, 24);
    const bc = load<f64>(at, 8) * load<f64>(at, 16);
    store<f64>(at, abs(ad - bc), 48);
  }
  candidate.divideBySum(system, maps, COEFFICIENTS);
}

function prepare(lane: i32, maps: i32): void {
  counts |= maps << (8 * lane);
  setBounds(systemOf(lane), maps, MAP_NUMBERS);
  setMaps(lane, systemOf(lane), maps, 0);
}

/** Runs the lanes' walks and keeps those that fill enough, in order. Returns how many are kept by then. */
function tryLanes(lanes: i32, points: i32, least: i32, first: i32, accepted: i32): i32 {
  if (points > searchLimit) unreachable();
  // A lane without a candidate stays where it is.
  walk4(points, counts);
  for (let lane = 0; lane < lanes; lane++) {
    const full = fillOf(lane, points, least);
    if (full < least) continue;
    if (accepted == foundLimit) unreachable();
    const to = found + ((<usize>(accepted * FOUND_NUMBERS)) << 3);
    store<f64>(to, <f64>(first + lane));
    store<f64>(to, <f64>((counts >> (8 * lane)) & 255), 8);
    store<f64>(to, <f64>full, 16);
    memory.copy(to + 24, systemOf(lane), SYSTEM_BYTES);
    accepted += 1;
  }
  return accepted;
}

/** Points between two looks at whether it is decided. */
const LOOK: i32 = 4096;

/** Pixels that a lane's walk fills; where too few points are left to reach the least, no more are looked at. */
function fillOf(lane: i32, points: i32, least: i32): i32 {
  const x = pointsX + ((<usize>(lane * points)) << 3);
  const y = pointsY + ((<usize>(lane * points)) << 3);
  pixels.measure(x, y, points);
  const count = pixels.count;
  memory.fill(filled, 0, (SEARCH_SIZE * SEARCH_SIZE) >> 3);
  let full = 0;
  for (let i = 0; i < count; i += LOOK) {
    const end = min(i + LOOK, count);
    full += pixels.isPlain ? fillPlainly(x, y, i, end) : fillCarefully(x, y, i, end);
    if (full + count - end < least) return 0;
  }
  return full;
}

/** Pixels that the class whose rows lie at `systems` fills with the twister's next numbers. */
export function measureClass(maps: i32, points: i32): i32 {
  counts = 0;
  prepare(0, maps);
  chooseFromTwister(maps, points, chosen);
  walk4(points, counts);
  return fillOf(0, points, 0);
}

const SIDE: f64 = <f64>(SEARCH_SIZE - 2 * SEARCH_PADDING);
const PADDING: f64 = <f64>SEARCH_PADDING;

function fillPlainly(x: usize, y: usize, from: i32, end: i32): i32 {
  let full = 0;
  const whole = from + ((end - from) & ~1);
  for (let i = from; i < whole; i += 2) {
    const at = (<usize>i) << 3;
    const columns = pixels.plainPixels2(x + at, pixels.shiftX, pixels.extentX, SIDE, PADDING);
    const rows = pixels.plainPixels2(y + at, pixels.shiftY, pixels.extentY, SIDE, PADDING);
    const pixel = i32x4.add(columns, i32x4.shl(rows, 9));
    full += fillPixel(i32x4.extract_lane(pixel, 0));
    full += fillPixel(i32x4.extract_lane(pixel, 1));
  }
  return whole < end ? full + fillCarefully(x, y, whole, end) : full;
}

function fillCarefully(x: usize, y: usize, from: i32, end: i32): i32 {
  let full = 0;
  for (let i = from; i < end; i++) {
    const at = (<usize>i) << 3;
    const column = pixels.pixelAt(x + at, pixels.shiftX, pixels.extentX, SIDE, PADDING);
    const row = pixels.pixelAt(y + at, pixels.shiftY, pixels.extentY, SIDE, PADDING);
    if (column < SEARCH_SIZE && row < SEARCH_SIZE) full += fillPixel(column + row * SEARCH_SIZE);
  }
  return full;
}

/** 1 where the pixel was empty. */
@inline
function fillPixel(pixel: i32): i32 {
  const at = filled + ((<usize>pixel >> 5) << 2);
  const word = load<u32>(at);
  store<u32>(at, word | ((<u32>1) << (pixel & 31)));
  return 1 - <i32>((word >> (pixel & 31)) & 1);
}
