/** A class's models: its walk with one row of weights, scaled. */
import { MAP_NUMBERS, numberLimit, system, weights } from "./buffers";
import { chooseForCloud, chooseFromTwister } from "./choices";
import { measure, normalize } from "./normalize";
import { setMaps, walk } from "./walk";
import { setBounds } from "../mapChoice";

/** Orbit words between one attempt at an image and the next: stretches that a walk may have. */
const ATTEMPT_STRETCHES: u32 = 0x10000;

let mapCount: i32 = 0;

/** Takes the class whose rows lie at `system`. @param count of maps */
export function setClass(count: i32): void {
  mapCount = count;
  setBounds(system, count, MAP_NUMBERS);
}

/**
 * The model of the weights at `weights`, from the next random() of the twister. Returns whether there is one: false
 * where the walk diverges.
 * @param numbers random numbers of the walk
 */
export function playStream(numbers: i32): bool {
  if (numbers > numberLimit) unreachable();
  chooseFromTwister(mapCount, numbers);
  return play(numbers);
}

/** The same from Philox. @param cloud number of the cloud in its class */
export function playKeyed(category: u32, cloud: u32, attempt: u32, numbers: i32): bool {
  if (numbers > numberLimit) unreachable();
  chooseForCloud(mapCount, numbers, attempt * ATTEMPT_STRETCHES, cloud, category);
  return play(numbers);
}

function play(numbers: i32): bool {
  setMaps(mapCount, weights);
  const points = numbers - 1;
  if (!walk(mapCount, points) || !measure(points)) return false;
  normalize(points);
  return true;
}
