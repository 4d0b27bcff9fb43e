/** A stream's way past an image, in the formulations of the authors' scripts. */
import { orbitCount, q } from "./atom";
import { advance, ensure, randint } from "./random/twister";

/** K greys of 0 … highestGrey, and 2q noise values of two words each. */
export function skipOrbits(highestGrey: i32): void {
  for (let k = 0; k < orbitCount; k++) {
    randint(0, highestGrey);
    ensure(4 * q);
    advance(4 * q);
  }
}
