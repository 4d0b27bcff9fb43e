/** The search for systems in space whose points spread along every axis, in the script's stream or among a class's numbered candidates. */
import { absoluteDeterminant } from "../../../mathematics/determinant";
import { COEFFICIENTS, MAP_NUMBERS, numberLimit, STRETCH, system } from "./buffers";
import { chooseForCandidate, chooseFromTwister } from "./choices";
import { measure, normalizeWithVariances, varianceIsBelow, variances } from "./normalize";
import { setMaps, walk } from "./walk";
import { words } from "../layout";
import { setBounds } from "../mapChoice";
import { fill } from "../random/philox";
import { advance, ensure, nextWord, random } from "../random/twister";

/** Instance word of Philox where a class's own numbers are drawn. */
const CLASS_INSTANCE: u32 = 0xffffffff;
/** Upper two bits of the orbit words of candidates; the rest is the candidate's number. */
const SYSTEM_ORBIT: u32 = 0x40000000;
const WALK_ORBIT: u32 = 0x80000000;

/** Number of maps of the candidate at hand. */
let mapCount: i32 = 0;

/** Of the candidate that was tried last. */
export function maps(): i32 {
  return mapCount;
}

/**
 * Tries the script's next candidates, from where the twister stands, until one is accepted, behind which it then stands.
 * Returns how many were tried before it, or −1 where none was accepted. The accepted one is at `system`, its model at the points.
 * @param numbers of each walk
 * @param least variance that the points must exceed along each axis
 */
export function searchStream(candidates: i32, numbers: i32, least: f64): i32 {
  if (numbers > numberLimit) unreachable();
  for (let candidate = 0; candidate < candidates; candidate++) {
    drawStreamSystem();
    setBounds(system, mapCount, MAP_NUMBERS);
    chooseFromTwister(mapCount, numbers);
    if (isAccepted(numbers - 1, least)) return candidate;
  }
  return -1;
}

/** Runs the twister past candidates without trying them. */
export function skipCandidates(candidates: i32, numbers: i32): void {
  for (let candidate = 0; candidate < candidates; candidate++) {
    skipWords(2 * COEFFICIENTS * drawMapCount());
    skipWords(2 * numbers);
  }
}

/** Tries a class's candidates from number `first` on, as `searchStream` does the script's. */
export function searchClass(category: u32, first: u32, candidates: i32, numbers: i32, least: f64): i32 {
  if (numbers > numberLimit) unreachable();
  for (let begun = 0; begun < candidates; begun++) {
    const candidate = first + <u32>begun;
    drawKeyedSystem(category, candidate);
    setBounds(system, mapCount, MAP_NUMBERS);
    chooseForCandidate(mapCount, numbers, WALK_ORBIT | candidate, category);
    if (isAccepted(numbers - 1, least)) return begun;
  }
  return -1;
}

/**
 * The model that the class whose rows lie at `system` has with the twister's next numbers. Returns whether there is one;
 * its variances are then known.
 */
export function measureClass(count: i32, numbers: i32): bool {
  if (numbers > numberLimit) unreachable();
  const points = numbers - 1;
  setBounds(system, count, MAP_NUMBERS);
  chooseFromTwister(count, numbers);
  setMaps(count, 0);
  if (!walk(count, points) || !measure(points)) return false;
  normalizeWithVariances(points);
  return true;
}

function isAccepted(points: i32, least: f64): bool {
  setMaps(mapCount, 0);
  if (!walk(mapCount, points) || !measure(points) || varianceIsBelow(points, least)) return false;
  normalizeWithVariances(points);
  return load<f64>(variances) > least && load<f64>(variances, 8) > least && load<f64>(variances, 16) > least;
}

/** randint(2, 8) of NumPy: three bits, drawn again while above 5. */
function drawMapCount(): i32 {
  let r = nextWord() & 7;
  while (r > 5) r = nextWord() & 7;
  return 2 + <i32>r;
}

function drawStreamSystem(): void {
  mapCount = drawMapCount();
  for (let map = 0; map < mapCount; map++) {
    for (let k = 0; k < COEFFICIENTS; k++) store<f64>(place(map, k), -1 + 2 * random());
  }
  setProbabilities();
}

/** From the words of a group of counters: N, then a … l of each map, with 53 bits each. */
function drawKeyedSystem(category: u32, candidate: u32): void {
  fill(words, 11, SYSTEM_ORBIT | candidate, CLASS_INSTANCE, category);
  mapCount = 2 + <i32>((<u64>wordAt(0) * 6) >> 32);
  let next = 2;
  for (let map = 0; map < mapCount; map++) {
    for (let k = 0; k < COEFFICIENTS; k++, next += 2) {
      const high = <f64>(wordAt(next) >> 5);
      const low = <f64>(wordAt(next + 1) >> 6);
      store<f64>(place(map, k), -1 + 2 * ((high * 67108864.0 + low) * (1.0 / 9007199254740992.0)));
    }
  }
  setProbabilities();
}

@inline
function wordAt(n: i32): u32 {
  return load<u32>(words + ((<usize>n) << 2));
}

@inline
function place(map: i32, k: i32): usize {
  return system + ((<usize>(map * MAP_NUMBERS + k)) << 3);
}

/** p = |det| of each map's matrix, divided by the sum of all. */
function setProbabilities(): void {
  let sum: f64 = 0;
  for (let map = 0; map < mapCount; map++) {
    const at = place(map, 0);
    const p = absoluteDeterminant(
      load<f64>(at),
      load<f64>(at, 8),
      load<f64>(at, 16),
      load<f64>(at, 24),
      load<f64>(at, 32),
      load<f64>(at, 40),
      load<f64>(at, 48),
      load<f64>(at, 56),
      load<f64>(at, 64),
    );
    sum += p;
    store<f64>(at, p, 96);
  }
  for (let map = 0; map < mapCount; map++) {
    store<f64>(place(map, COEFFICIENTS), load<f64>(place(map, COEFFICIENTS)) / sum);
  }
}

function skipWords(count: i32): void {
  for (let left = count; left > 0; left -= STRETCH) {
    const some = min(left, STRETCH);
    ensure(some);
    advance(some);
  }
}
