/** Writes bits, least significant first, as deflate wants them. */

/** Bits that are not a byte yet, how many they are, and where they will go: a loop holds them in variables of its own. */
export let buffer: u64 = 0;
export let count: u64 = 0;
export let target: usize = 0;

export function startBits(to: usize): void {
  buffer = 0;
  count = 0;
  target = to;
}

/** At most 56 bits a call; bits above `length` must be 0. */
@inline
export function putBits(bits: u64, length: u64): void {
  buffer |= bits << count;
  count += length;
  store<u64>(target, buffer);
  const bytes = count >> 3;
  target += <usize>bytes;
  buffer >>= bytes << 3;
  count &= 7;
}

/** Goes on after a loop that has held them itself. */
export function continueBits(to: usize, bits: u64, length: u64): void {
  target = to;
  buffer = bits;
  count = length;
}

/** Fills up the last byte with zeros and returns the address behind it. */
export function finishBits(): usize {
  if (count) putBits(0, 8 - count);
  return target;
}
