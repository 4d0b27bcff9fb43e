/** The search for classes: candidates whose walks fill enough of a picture are accepted, in order. */
import {
  chosen,
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
  STRETCH,
  SYSTEM_BYTES,
  systems,
} from "./buffers";
import { chooseFromTwister, chooseFromWords } from "./choices";
import * as pixels from "./pixels";
import { setMaps, walk4 } from "./walk";
import { words } from "../layout";
import { setBounds } from "../mapChoice";
import { fill } from "../random/philox";
import { advance, ensure, nextWord, random } from "../random/twister";

/** Instance word of Philox where a class's own numbers are drawn. */
const CLASS_INSTANCE: u32 = 0xffffffff;
/** Upper half of the orbit words of candidates; the lower is the candidate's number. Systems and walks have one each. */
const SYSTEM_ORBIT: u32 = 0x40000000;
const WALK_ORBIT: u32 = 0x80000000;
/** Numbers of a candidate may use so many bits. */
export const CANDIDATE_BITS: u32 = 30;

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
      const maps = drawMaps();
      drawStreamSystem(lane, maps);
      prepare(lane, maps);
      chooseFromTwister(maps, points, chosen + <usize>(lane * points));
    }
    accepted = tryLanes(lanes, points, least, first, accepted);
  }
  return accepted;
}

/** Runs the twister past candidates without trying them. */
export function skipCandidates(candidates: i32, points: i32): void {
  for (let candidate = 0; candidate < candidates; candidate++) {
    skipWords(12 * drawMaps());
    skipWords(2 * points);
  }
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
      const candidate = first + <u32>(begun + lane);
      const maps = drawKeyedSystem(lane, category, candidate);
      prepare(lane, maps);
      chooseKeyed(category, candidate, maps, points, chosen + <usize>(lane * points));
    }
    if (tryLanes(lanes, points, least, begun, 0) > 0) return 1;
  }
  return 0;
}

/** randint(2, 8) of NumPy: three bits, drawn again while above 5. */
function drawMaps(): i32 {
  let r = nextWord() & 7;
  while (r > 5) r = nextWord() & 7;
  return 2 + <i32>r;
}

function drawStreamSystem(lane: i32, maps: i32): void {
  const at = systems + <usize>lane * SYSTEM_BYTES;
  for (let map = 0; map < maps; map++) {
    for (let k = 0; k < 6; k++) store<f64>(place(at, map, k), -1 + 2 * random());
  }
  setProbabilities(at, maps);
}

/** From the words of a group of counters: N, then a … f of each map, with 53 bits each. */
function drawKeyedSystem(lane: i32, category: u32, candidate: u32): i32 {
  const at = systems + <usize>lane * SYSTEM_BYTES;
  fill(words, 8, SYSTEM_ORBIT | candidate, CLASS_INSTANCE, category);
  const maps = 2 + <i32>((<u64>wordAt(0) * 6) >> 32);
  let next = 2;
  for (let map = 0; map < maps; map++) {
    for (let k = 0; k < 6; k++, next += 2) {
      const high = <f64>(wordAt(next) >> 5);
      const low = <f64>(wordAt(next + 1) >> 6);
      const unit = (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
      store<f64>(place(at, map, k), -1 + 2 * unit);
    }
  }
  setProbabilities(at, maps);
  return maps;
}

@inline
function wordAt(n: i32): u32 {
  return load<u32>(words + ((<usize>n) << 2));
}

@inline
function place(system: usize, map: i32, k: i32): usize {
  return system + ((<usize>(map * MAP_NUMBERS + k)) << 3);
}

/** p = |ad − bc|, divided by the sum of all. */
function setProbabilities(at: usize, maps: i32): void {
  let sum: f64 = 0;
  for (let map = 0; map < maps; map++) {
    const ad = load<f64>(place(at, map, 0)) * load<f64>(place(at, map, 3));
    const bc = load<f64>(place(at, map, 1)) * load<f64>(place(at, map, 2));
    const p = abs(ad - bc);
    sum += p;
    store<f64>(place(at, map, 6), p);
  }
  for (let map = 0; map < maps; map++) {
    store<f64>(place(at, map, 6), load<f64>(place(at, map, 6)) / sum);
  }
}

function prepare(lane: i32, maps: i32): void {
  const at = systems + <usize>lane * SYSTEM_BYTES;
  counts |= maps << (8 * lane);
  setBounds(at, maps, MAP_NUMBERS);
  setMaps(lane, at, maps, 0);
}

/** One word a step, in the order of Philox's lanes. */
function chooseKeyed(category: u32, candidate: u32, maps: i32, points: i32, to: usize): void {
  for (let done = 0; done < points; done += STRETCH) {
    const some = min(STRETCH, points - done);
    fill(words, (some + 15) >> 4, WALK_ORBIT | candidate, <u32>(done / STRETCH), category);
    chooseFromWords(maps, words, some, to + <usize>done);
  }
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
    memory.copy(to + 24, systems + <usize>lane * SYSTEM_BYTES, SYSTEM_BYTES);
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

function skipWords(count: i32): void {
  for (let left = count; left > 0; left -= 2 * STRETCH) {
    const some = min(left, 2 * STRETCH);
    ensure(some);
    advance(some);
  }
}
