/** The search for systems in space whose points spread along every axis, in the script's stream or among a class's numbered candidates. */
import { absoluteDeterminant } from "../../../mathematics/determinant";
import { chosen, COEFFICIENTS, LANES, MAP_NUMBERS, numberLimit, system, takeLane, twisterState } from "./buffers";
import { measure, normalizeWithVariances, varianceIsBelow, variances } from "./normalize";
import { setMaps, staysFinite, walk, walk2 } from "./walk";
import { words } from "../layout";
import { resume, save, STATE_BYTES } from "../random/twister";
import * as candidate from "../systems/candidates";
import { chooseFromTwister, setBounds } from "../systems/mapChoice";

/** Number of maps of the candidate that was tried last. */
let mapCount: i32 = 0;

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
  for (let first = 0; first < candidates; first += LANES) {
    takeLane(0);
    const count = prepareFromTwister(numbers);
    let other = 0;
    if (first + 1 < candidates) {
      saveTwister();
      takeLane(1);
      other = prepareFromTwister(numbers);
    }
    const lane = tryLanes(count, other, numbers - 1, least);
    if (lane == 0 && other > 0) restoreTwister();
    if (lane >= 0) return first + lane;
  }
  return -1;
}

/** Runs the twister past candidates without trying them. */
export function skipCandidates(candidates: i32, numbers: i32): void {
  candidate.skip(candidates, COEFFICIENTS, numbers);
}

/** Tries a class's candidates from number `first` on, as `searchStream` does the script's. */
export function searchClass(category: u32, first: u32, candidates: i32, numbers: i32, least: f64): i32 {
  if (numbers > numberLimit) unreachable();
  for (let begun = 0; begun < candidates; begun += LANES) {
    const number = first + <u32>begun;
    takeLane(0);
    const count = prepareOfClass(category, number, numbers);
    let other = 0;
    if (begun + 1 < candidates) {
      takeLane(1);
      other = prepareOfClass(category, number + 1, numbers);
    }
    const lane = tryLanes(count, other, numbers - 1, least);
    if (lane >= 0) return begun + lane;
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
  chooseFromTwister(count, numbers, chosen);
  setMaps(count, 0);
  walk(count, points);
  if (!staysFinite(points) || !measure(points)) return false;
  normalizeWithVariances(points);
  return true;
}

/** Draws the next system of the twister, and what its walk chooses, for the lane at hand. Returns its number of maps. */
function prepareFromTwister(numbers: i32): i32 {
  const count = candidate.drawFromTwister(system, COEFFICIENTS);
  prepare(count);
  chooseFromTwister(count, numbers, chosen);
  return count;
}

/** The same of a class's candidate of this number. */
function prepareOfClass(category: u32, number: u32, numbers: i32): i32 {
  const count = candidate.drawOfClass(system, COEFFICIENTS, category, number);
  prepare(count);
  candidate.chooseOfClass(count, numbers, category, number, chosen);
  return count;
}

function prepare(count: i32): void {
  setProbabilities(count);
  setBounds(system, count, MAP_NUMBERS);
  setMaps(count, 0);
}

/**
 * Returns the first lane whose candidate is accepted, which is then at hand, or −1.
 * @param count of the first lane's maps
 * @param other of the second's; 0 where there is no candidate
 */
function tryLanes(count: i32, other: i32, points: i32, least: f64): i32 {
  takeLane(0);
  walk2(count, other, points);
  mapCount = count;
  if (isAccepted(points, least)) return 0;
  if (other == 0) return -1;
  takeLane(1);
  mapCount = other;
  return isAccepted(points, least) ? 1 : -1;
}

function isAccepted(points: i32, least: f64): bool {
  if (!staysFinite(points) || !measure(points) || varianceIsBelow(points, least)) return false;
  normalizeWithVariances(points);
  return load<f64>(variances) > least && load<f64>(variances, 8) > least && load<f64>(variances, 16) > least;
}

/** Remembers where the twister stands. */
function saveTwister(): void {
  save();
  memory.copy(twisterState, words, STATE_BYTES);
}

function restoreTwister(): void {
  memory.copy(words, twisterState, STATE_BYTES);
  resume(0);
}

/** p = |det| of each map's matrix, divided by the sum of all. */
function setProbabilities(count: i32): void {
  for (let map = 0; map < count; map++) {
    const at = system + ((<usize>(map * MAP_NUMBERS)) << 3);
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
    store<f64>(at, p, 96);
  }
  candidate.divideBySum(system, count, COEFFICIENTS);
}
