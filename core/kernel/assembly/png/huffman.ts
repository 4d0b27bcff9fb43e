/** Length-limited Huffman codes for deflate (RFC 1951, section 3.2.2). */

const MAXIMUM_SYMBOLS: i32 = 288;
/** Used symbols as count << 9 | symbol, sorted. */
const leaves: usize = memory.data(MAXIMUM_SYMBOLS * 4, 16);
/** Weights, then parents, then depths of the inner nodes, in the order they are made. */
const weights: usize = memory.data(MAXIMUM_SYMBOLS * 4, 16);
const parents: usize = memory.data(MAXIMUM_SYMBOLS * 2 * 4, 16);
const lengthCounts: usize = memory.data(64 * 4, 16);
const nextCodes: usize = memory.data(16 * 4, 16);

function sortLeaves(count: i32): void {
  for (let gap = 121; gap > 0; gap = gap == 1 ? 0 : gap / 3) {
    for (let i = gap; i < count; i++) {
      const leaf = load<u32>(leaves + (i << 2));
      let j = i;
      while (j >= gap && load<u32>(leaves + ((j - gap) << 2)) > leaf) {
        store<u32>(leaves + (j << 2), load<u32>(leaves + ((j - gap) << 2)));
        j -= gap;
      }
      store<u32>(leaves + (j << 2), leaf);
    }
  }
}

/**
 * From `counts` (u32 each, below 2²³) of `symbols` symbols makes code lengths of at most `limit` bits (u8
 * each; 0: unused). At least two symbols get a code, as some decoders insist on a complete one.
 */
export function buildLengths(counts: usize, symbols: i32, limit: i32, lengths: usize): void {
  memory.fill(lengths, 0, symbols);
  let used = 0;
  for (let symbol = 0; symbol < symbols; symbol++) {
    const count = load<u32>(counts + (symbol << 2));
    if (count) store<u32>(leaves + (used++ << 2), (count << 9) | symbol);
  }
  for (let symbol = 0; used < 2; symbol++) {
    if (used == 0 || symbol != <i32>(load<u32>(leaves) & 511)) store<u32>(leaves + (used++ << 2), (1 << 9) | symbol);
  }
  sortLeaves(used);
  memory.fill(lengthCounts, 0, 64 * 4);
  countLengths(used);
  limitLengths(limit);
  // The rarest symbols take the longest codes.
  let leaf = 0;
  for (let length = limit; length > 0; length--) {
    for (let n = load<i32>(lengthCounts + (length << 2)); n > 0; n--) {
      store<u8>(lengths + (load<u32>(leaves + (leaf++ << 2)) & 511), <u8>length);
    }
  }
}

/** Huffman's algorithm with two queues; nodes 0 … used−1 are the leaves, the next ones the inner nodes. */
function countLengths(used: i32): void {
  let leaf = 0;
  let inner = 0;
  for (let node = 0; node < used - 1; node++) {
    let weight: u32 = 0;
    for (let child = 0; child < 2; child++) {
      const leafWeight = leaf < used ? load<u32>(leaves + (leaf << 2)) >> 9 : <u32>-1;
      const innerWeight = inner < node ? load<u32>(weights + (inner << 2)) : <u32>-1;
      if (leafWeight <= innerWeight) {
        weight += leafWeight;
        store<i32>(parents + (leaf++ << 2), node);
      } else {
        weight += innerWeight;
        store<i32>(parents + ((used + inner++) << 2), node);
      }
    }
    store<u32>(weights + (node << 2), weight);
  }
  // From the root down, an inner node's weight gives way to its depth.
  store<u32>(weights + ((used - 2) << 2), 0);
  for (let node = used - 3; node >= 0; node--) {
    const parent = load<i32>(parents + ((used + node) << 2));
    store<u32>(weights + (node << 2), load<u32>(weights + (parent << 2)) + 1);
  }
  for (let i = 0; i < used; i++) {
    const depth = load<u32>(weights + (load<i32>(parents + (i << 2)) << 2)) + 1;
    const at = lengthCounts + (min<u32>(depth, 63) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
}

/** Shortens codes above the limit, then lengthens others until Kraft's sum is one again. */
function limitLengths(limit: i32): void {
  let sum: u32 = 0;
  for (let length = 63; length > limit; length--) {
    const at = lengthCounts + (limit << 2);
    store<u32>(at, load<u32>(at) + load<u32>(lengthCounts + (length << 2)));
  }
  for (let length = 1; length <= limit; length++) {
    sum += load<u32>(lengthCounts + (length << 2)) << (limit - length);
  }
  while (sum > <u32>1 << limit) {
    const last = lengthCounts + (limit << 2);
    store<u32>(last, load<u32>(last) - 1);
    let length = limit - 1;
    while (load<u32>(lengthCounts + (length << 2)) == 0) length--;
    const at = lengthCounts + (length << 2);
    store<u32>(at, load<u32>(at) - 1);
    store<u32>(at + 4, load<u32>(at + 4) + 2);
    sum--;
  }
}

/** Canonical codes, bit-reversed for deflate: u32 each as code | length << 16. */
export function buildCodes(lengths: usize, symbols: i32, codes: usize): void {
  memory.fill(lengthCounts, 0, 16 * 4);
  for (let symbol = 0; symbol < symbols; symbol++) {
    const length = <usize>load<u8>(lengths + symbol);
    if (length == 0) continue;
    const at = lengthCounts + (length << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let code: u32 = 0;
  for (let length = 1; length < 16; length++) {
    code = (code + load<u32>(lengthCounts + ((length - 1) << 2))) << 1;
    store<u32>(nextCodes + (length << 2), code);
  }
  for (let symbol = 0; symbol < symbols; symbol++) {
    const length = <u32>load<u8>(lengths + symbol);
    let reversed: u32 = 0;
    if (length) {
      const at = nextCodes + (length << 2);
      let bits = load<u32>(at);
      store<u32>(at, bits + 1);
      for (let i: u32 = 0; i < length; i++) {
        reversed = (reversed << 1) | (bits & 1);
        bits >>= 1;
      }
    }
    store<u32>(codes + (symbol << 2), reversed | (length << 16));
  }
}
