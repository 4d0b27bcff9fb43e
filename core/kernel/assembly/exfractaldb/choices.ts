/** Which map each step of a walk in space takes. */
import { chosen, STRETCH } from "./buffers";
import { words } from "../layout";
import { choose4 } from "../mapChoice";
import { fill } from "../random/philox";
import { advance, ensure, next, temper4 } from "../random/twister";

/** Chooses for the next `length` random() of the twister. @param count of maps */
export function chooseFromTwister(count: i32, length: i32): void {
  // Two words each: half as many as the twister holds at least.
  for (let done = 0; done < length; done += STRETCH / 2) {
    const some = min(STRETCH / 2, length - done);
    // Loads run up to six words past the last that is asked for.
    ensure(2 * some + 8);
    let from = next();
    for (let i = 0; i < some; i += 4, from += 32) {
      const w0 = temper4(v128.load(from));
      const w1 = temper4(v128.load(from, 16));
      const high = i32x4.shr_u(v128.shuffle<u32>(w0, w1, 0, 2, 4, 6), 5);
      const low = i32x4.shr_u(v128.shuffle<u32>(w0, w1, 1, 3, 5, 7), 6);
      choose4(count, high, low, chosen + <usize>(done + i));
    }
    advance(2 * some);
  }
}

/** Chooses for a class's candidate, from one word w each, which is the number w / 2³². @param orbit word of its counters */
export function chooseForCandidate(count: i32, length: i32, orbit: u32, category: u32): void {
  for (let done = 0; done < length; done += STRETCH) {
    const some = min(STRETCH, length - done);
    fill(words, (some + 15) >> 4, orbit, <u32>(done / STRETCH), category);
    chooseFromWords(count, some, chosen + <usize>done);
  }
}

/** Chooses for a class's cloud, from one word each. @param orbit of the first stretch's counters */
export function chooseForCloud(count: i32, length: i32, orbit: u32, cloud: u32, category: u32): void {
  for (let done = 0; done < length; done += STRETCH) {
    const some = min(STRETCH, length - done);
    fill(words, (some + 15) >> 4, orbit + <u32>(done / STRETCH), cloud, category);
    chooseFromWords(count, some, chosen + <usize>done);
  }
}

function chooseFromWords(count: i32, length: i32, to: usize): void {
  for (let i = 0; i < length; i += 4) {
    const word = v128.load(words + ((<usize>i) << 2));
    const low = i32x4.shl(v128.and(word, i32x4.splat(31)), 21);
    choose4(count, i32x4.shr_u(word, 5), low, to + <usize>i);
  }
}
