/** Where the kernel's Mersenne Twister stands, as states of `core/random/mersenneTwister.ts`. */
import { STATE_LENGTH, STATE_WORDS } from "../random/mersenneTwister.ts";
import type { KernelExports } from "./kernel.ts";

/** The state before the next word: 624 words, of which none is read. */
export function twisterState(kernel: KernelExports): Uint32Array {
  kernel.saveTwister();
  const state = new Uint32Array(STATE_LENGTH);
  state.set(wordsIn(kernel));
  return state;
}

/** @param state 624 words, then how many of them are read */
export function restoreTwister(kernel: KernelExports, state: Uint32Array): void {
  wordsIn(kernel).set(state.subarray(0, STATE_WORDS));
  kernel.resumeTwister(state[STATE_WORDS]);
}

function wordsIn(kernel: KernelExports): Uint32Array {
  return new Uint32Array(kernel.memory.buffer, kernel.words(), STATE_WORDS);
}
