/**
 * Candidates of a search: random systems of maps, each from the twister's stream or from counters of Philox of its own.
 * A system is a row for each map, f64: its coefficients, then its probability p.
 */
import { words } from "../layout";
import { CLASS_INSTANCE, fill, unitOf } from "../random/philox";
import { advance, ensure, nextWord, random } from "../random/twister";
import { chooseFromWords, MOST_MAPS, STRETCH } from "./mapChoice";

/** Upper two bits of the orbit words of candidates; the rest is the candidate's number. */
const SYSTEM_ORBIT: u32 = 0x40000000;
const WALK_ORBIT: u32 = 0x80000000;

/** Draws the twister's next system but for its probabilities. Returns its number of maps. */
export function drawFromTwister(system: usize, coefficients: i32): i32 {
  const maps = drawMapCount();
  let at = system;
  for (let map = 0; map < maps; map++, at += 8) {
    for (let k = 0; k < coefficients; k++, at += 8) store<f64>(at, -1 + 2 * random());
  }
  return maps;
}

/** The same of a class's candidate: from a group of counters N, then the coefficients with 53 bits each. */
export function drawOfClass(system: usize, coefficients: i32, category: u32, candidate: u32): i32 {
  const most = 2 + 2 * coefficients * MOST_MAPS;
  fill(words, (most + 15) >> 4, SYSTEM_ORBIT | candidate, CLASS_INSTANCE, category);
  const maps = 2 + <i32>((<u64>load<u32>(words) * 6) >> 32);
  let at = system;
  let word = words + 8;
  for (let map = 0; map < maps; map++, at += 8) {
    for (let k = 0; k < coefficients; k++, at += 8, word += 8) {
      store<f64>(at, -1 + 2 * unitOf(load<u32>(word), load<u32>(word, 4)));
    }
  }
  return maps;
}

/** Divides what lies in the places of the probabilities by its sum. */
export function divideBySum(system: usize, maps: i32, coefficients: i32): void {
  const first = system + ((<usize>coefficients) << 3);
  const row = (<usize>(coefficients + 1)) << 3;
  const end = first + <usize>maps * row;
  let sum: f64 = 0;
  for (let at = first; at < end; at += row) sum += load<f64>(at);
  for (let at = first; at < end; at += row) store<f64>(at, load<f64>(at) / sum);
}

/** Chooses the maps of the walk of a class's candidate, from one word each. @param count of maps */
export function chooseOfClass(count: i32, length: i32, category: u32, candidate: u32, to: usize): void {
  for (let done = 0; done < length; done += STRETCH) {
    const some = min(STRETCH, length - done);
    fill(words, (some + 15) >> 4, WALK_ORBIT | candidate, <u32>(done / STRETCH), category);
    chooseFromWords(count, some, to + ((<usize>done) << 1));
  }
}

/** Runs the twister past candidates without trying them. @param numbers of each walk */
export function skip(candidates: i32, coefficients: i32, numbers: i32): void {
  for (let candidate = 0; candidate < candidates; candidate++) {
    skipNumbers(coefficients * drawMapCount());
    skipNumbers(numbers);
  }
}

/** randint(2, 8) of NumPy: three bits, drawn again while above 5. */
function drawMapCount(): i32 {
  let r = nextWord() & 7;
  while (r > 5) r = nextWord() & 7;
  return 2 + <i32>r;
}

function skipNumbers(count: i32): void {
  for (let left = 2 * count; left > 0; left -= STRETCH) {
    const some = min(left, STRETCH);
    ensure(some);
    advance(some);
  }
}
