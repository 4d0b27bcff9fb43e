/** Where the random numbers of clouds lie among Philox's, for random access. */
import { Draws } from "../../../random/philox.ts";
import { walkNumbers } from "../../systems/random.ts";

/** Orbit words between one attempt at an image and the next: stretches that a cloud may have. */
const ATTEMPT_STRETCHES = 0x10000;

/**
 * Numbers of a cloud's walk in [0, 1), of one word each.
 * @param cloud number of the cloud in its class
 */
export function cloudNumbers(
  seed: number,
  classIndex: number,
  cloud: number,
  attempt: number,
  count: number,
): Float64Array {
  const draws = new Draws(seed, classIndex, cloud);
  return walkNumbers(count, (stretch, length) =>
    draws.noiseWords(attempt * ATTEMPT_STRETCHES + stretch, length),
  );
}
