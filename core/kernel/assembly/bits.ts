/** Writes bits, least significant first, as deflate wants them. */

let buffer: u64 = 0;
let count: u64 = 0;
let target: usize = 0;

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

/** Fills up the last byte with zeros and returns the address behind it. */
export function finishBits(): usize {
  if (count) putBits(0, 8 - count);
  return target;
}
