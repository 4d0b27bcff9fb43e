/** Which map each step of a walk in space takes. */
import { chosen, MAP_SHIFT, STRETCH } from "./buffers";
import { words } from "../layout";
import { choose8, chooseOne, tops8 } from "../mapChoice";
import { fill } from "../random/philox";
import { advance, ensure, next, temper, temperTop4 } from "../random/twister";

/** Chooses for the next `length` random() of the twister. @param count of maps */
export function chooseFromTwister(count: i32, length: i32): void {
  // Two words each: half as many as the twister holds at least.
  for (let done = 0; done < length; done += STRETCH / 2) {
    const some = min(STRETCH / 2, length - done);
    // Loads run up to fourteen words past the last that is asked for.
    ensure(2 * some + 16);
    let from = next();
    let to = chosen + ((<usize>done) << 1);
    for (let i = 0; i < some; i += 8, from += 64, to += 16) {
      const maps = choose8(count, tops8(firstWords(from), firstWords(from + 32)));
      v128.store(to, i16x8.shl(maps, MAP_SHIFT));
      for (let left = i16x8.bitmask(maps); left != 0; left &= left - 1) {
        const lane = <usize>ctz(left);
        const high = <i64>(temper(load<u32>(from + (lane << 3))) >> 5);
        const low = <i64>(temper(load<u32>(from + (lane << 3), 4)) >> 6);
        put(count, (high << 26) | low, to + (lane << 1));
      }
    }
    advance(2 * some);
  }
}

/** The upper 16 bits of the first of two words of four random(). */
@inline
function firstWords(at: usize): v128 {
  return temperTop4(v128.shuffle<u32>(v128.load(at), v128.load(at, 16), 0, 2, 4, 6));
}

/** Chooses for a class's candidate, from one word w each, which is the number w / 2³². @param orbit word of its counters */
export function chooseForCandidate(count: i32, length: i32, orbit: u32, category: u32): void {
  for (let done = 0; done < length; done += STRETCH) {
    const some = min(STRETCH, length - done);
    fill(words, (some + 15) >> 4, orbit, <u32>(done / STRETCH), category);
    chooseFromWords(count, some, chosen + ((<usize>done) << 1));
  }
}

/** Chooses for a class's cloud, from one word each. @param orbit of the first stretch's counters */
export function chooseForCloud(count: i32, length: i32, orbit: u32, cloud: u32, category: u32): void {
  for (let done = 0; done < length; done += STRETCH) {
    const some = min(STRETCH, length - done);
    fill(words, (some + 15) >> 4, orbit + <u32>(done / STRETCH), cloud, category);
    chooseFromWords(count, some, chosen + ((<usize>done) << 1));
  }
}

function chooseFromWords(count: i32, length: i32, to: usize): void {
  const end = words + ((<usize>length) << 2);
  for (let from = words; from < end; from += 32, to += 16) {
    const maps = choose8(count, tops8(v128.load(from), v128.load(from, 16)));
    v128.store(to, i16x8.shl(maps, MAP_SHIFT));
    for (let left = i16x8.bitmask(maps); left != 0; left &= left - 1) {
      const lane = <usize>ctz(left);
      put(count, <i64>load<u32>(from + (lane << 2)) << 21, to + (lane << 1));
    }
  }
}

function put(count: i32, number: i64, to: usize): void {
  store<u16>(to, <u16>(chooseOne(count, number) << MAP_SHIFT));
}
