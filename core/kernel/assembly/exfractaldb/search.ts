/** The search for systems in space whose points spread along every axis, in the script's stream or among a class's numbered candidates. */
import { absoluteDeterminant } from "../../../mathematics/determinant";
import { chosen, COEFFICIENTS, MAP_NUMBERS, numberLimit, system } from "./buffers";
import { measure, normalizeWithVariances, varianceIsBelow, variances } from "./normalize";
import { setMaps, walk } from "./walk";
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
  for (let tried = 0; tried < candidates; tried++) {
    mapCount = candidate.drawFromTwister(system, COEFFICIENTS);
    prepare();
    chooseFromTwister(mapCount, numbers, chosen);
    if (isAccepted(numbers - 1, least)) return tried;
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
  for (let tried = 0; tried < candidates; tried++) {
    const number = first + <u32>tried;
    mapCount = candidate.drawOfClass(system, COEFFICIENTS, category, number);
    prepare();
    candidate.chooseOfClass(mapCount, numbers, category, number, chosen);
    if (isAccepted(numbers - 1, least)) return tried;
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
  if (!walk(count, points) || !measure(points)) return false;
  normalizeWithVariances(points);
  return true;
}

/** Completes the candidate at `system` and gets its walk ready. */
function prepare(): void {
  setProbabilities(mapCount);
  setBounds(system, mapCount, MAP_NUMBERS);
  setMaps(mapCount, 0);
}

function isAccepted(points: i32, least: f64): bool {
  if (!walk(mapCount, points) || !measure(points) || varianceIsBelow(points, least)) return false;
  normalizeWithVariances(points);
  return load<f64>(variances) > least && load<f64>(variances, 8) > least && load<f64>(variances, 16) > least;
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
