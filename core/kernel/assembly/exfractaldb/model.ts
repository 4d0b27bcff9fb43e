/** A class's models: its walk with one row of weights, scaled. */
import { chosen, MAP_NUMBERS, numberLimit, system, weights } from "./buffers";
import { measure, normalize } from "./normalize";
import { setMaps, walk } from "./walk";
import { words } from "../layout";
import { fill } from "../random/philox";
import { chooseFromTwister, chooseFromWords, setBounds, STRETCH } from "../systems/mapChoice";

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
  chooseFromTwister(mapCount, numbers, chosen);
  return play(numbers);
}

/** The same from Philox. @param cloud number of the cloud in its class */
export function playKeyed(category: u32, cloud: u32, attempt: u32, numbers: i32): bool {
  if (numbers > numberLimit) unreachable();
  const orbit = attempt * ATTEMPT_STRETCHES;
  for (let done = 0; done < numbers; done += STRETCH) {
    const some = min(STRETCH, numbers - done);
    fill(words, (some + 15) >> 4, orbit + <u32>(done / STRETCH), cloud, category);
    chooseFromWords(mapCount, some, chosen + ((<usize>done) << 1));
  }
  return play(numbers);
}

function play(numbers: i32): bool {
  setMaps(mapCount, weights);
  const points = numbers - 1;
  if (!walk(mapCount, points) || !measure(points)) return false;
  normalize(points);
  return true;
}
