/** Random numbers for tests that hit random places; the seed is printed, so that a failure can be repeated. */
import { MersenneTwister } from "../../core/random/mersenneTwister.ts";

export interface Dice {
  /** 0 … below − 1. */
  below(below: number): number;
  /** from … to. */
  between(from: number, to: number): number;
}

/** @param what named where the seed is printed */
export function dice(what: string): Dice {
  const seed = Number(process.env.VISUALATOM_TEST_SEED ?? Date.now() % 1_000_000);
  console.info(`${what}: VISUALATOM_TEST_SEED=${seed}`);
  const twister = new MersenneTwister();
  twister.seed(seed);
  const below = (limit: number): number => Math.floor(twister.random() * limit);
  return { below, between: (from, to) => from + below(to - from + 1) };
}
