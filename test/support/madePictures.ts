/** Pictures whose measures are known by hand. */
import type { GreyPicture } from "../../core/compare/picture.ts";
import { MersenneTwister } from "../../core/random/mersenneTwister.ts";

/** @param grey at x, y; rounded and cut to 0 … 255 */
export function picture(side: number, grey: (x: number, y: number) => number): GreyPicture {
  const samples = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      samples[y * side + x] = Math.min(255, Math.max(0, Math.round(grey(x, y))));
    }
  }
  return { side, samples };
}

export const flat = (side: number, grey: number): GreyPicture => picture(side, () => grey);

/** White noise, the same for the same seed. */
export function noise(side: number, seed: number): GreyPicture {
  const random = seeded(seed);
  return picture(side, () => 256 * random() - 0.5);
}

/** A wave of so many periods, whose lines stand at right angles to a direction; radians, y down. */
export function grating(side: number, periods: number, direction: number): GreyPicture {
  const across = (Math.cos(direction) * 2 * Math.PI * periods) / side;
  const down = (Math.sin(direction) * 2 * Math.PI * periods) / side;
  return picture(side, (x, y) => 127.5 + 100 * Math.cos(across * x + down * y));
}

/** Numbers in [0, 1). */
export function seeded(seed: number): () => number {
  const twister = new MersenneTwister();
  twister.seed(seed);
  return () => twister.random();
}

/** Of the normal distribution, by Box and Muller. */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
