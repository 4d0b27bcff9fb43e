/** CRC-32 (PNG) and Adler-32 (zlib). */

/** Tables of 256: what a byte adds to the CRC from eight to sixteen bytes further on, and from none to seven. */
const crcTables: usize = memory.data(16 * 256 * 4, 16);

export function prepare(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
    store<u32>(crcTables + (byte << 2), crc);
  }
  for (let table = 1; table < 16; table++) {
    for (let byte: u32 = 0; byte < 256; byte++) {
      const before = load<u32>(crcTables + (((table - 1) << 10) + (byte << 2)));
      store<u32>(crcTables + ((table << 10) + (byte << 2)), (before >> 8) ^ entry(0, before & 255));
    }
  }
}

@inline
function entry(table: i32, byte: u32): u32 {
  return load<u32>(crcTables + (table << 10) + (byte << 2));
}

/** What eight bytes add that have `table` bytes behind them. */
@inline
function eight(table: i32, bytes: u64): u32 {
  const low = <u32>bytes;
  const high = <u32>(bytes >> 32);
  return (
    entry(table + 7, low & 255) ^
    entry(table + 6, (low >> 8) & 255) ^
    entry(table + 5, (low >> 16) & 255) ^
    entry(table + 4, low >> 24) ^
    entry(table + 3, high & 255) ^
    entry(table + 2, (high >> 8) & 255) ^
    entry(table + 1, (high >> 16) & 255) ^
    entry(table, high >> 24)
  );
}

/** Sixteen bytes at a time, of which only the first eight wait for what came before. */
export function crc32(from: usize, length: usize): u32 {
  let crc: u32 = 0xffffffff;
  const end = from + length;
  for (; from + 16 <= end; from += 16) crc = eight(8, load<u64>(from) ^ crc) ^ eight(0, load<u64>(from, 8));
  while (from < end) crc = (crc >> 8) ^ entry(0, (crc ^ load<u8>(from++)) & 255);
  return ~crc;
}

/** Blocks of sixteen bytes of which sums of 16 bits hold: 22 · 23 / 2 · 255 < 2¹⁶. */
const BLOCKS: usize = 22;

/**
 * Sums a = 1 + Σ x and b = Σ a, sixteen bytes at a time: bytes of one lane are summed for themselves, and weighted by their lane at the end.
 * @param before zeros before the bytes, which are not looked at
 * @param behind as many behind them
 */
export function adler32(from: usize, length: usize, before: usize, behind: usize): u32 {
  let a: u32 = 1;
  let b = <u32>(before % 65521);
  const end = from + length;
  while (from + 16 <= end) {
    const chunk = min<usize>(16 * BLOCKS, (end - from) & ~15);
    const stop = from + chunk;
    let low = i16x8.splat(0);
    let high = low;
    // Of each lane the sums so far, summed.
    let lowBefore = low;
    let highBefore = low;
    for (; from < stop; from += 16) {
      const bytes = v128.load(from);
      lowBefore = i16x8.add(lowBefore, low);
      highBefore = i16x8.add(highBefore, high);
      low = i16x8.add(low, i16x8.extend_low_i8x16_u(bytes));
      high = i16x8.add(high, i16x8.extend_high_i8x16_u(bytes));
    }
    const before = lanes(i32x4.add(pairs(lowBefore), pairs(highBefore)));
    const weighted = i32x4.add(
      i32x4.dot_i16x8_s(low, i16x8(16, 15, 14, 13, 12, 11, 10, 9)),
      i32x4.dot_i16x8_s(high, i16x8(8, 7, 6, 5, 4, 3, 2, 1)),
    );
    b = (b + a * <u32>chunk + 16 * before + lanes(weighted)) % 65521;
    a = (a + lanes(i32x4.add(pairs(low), pairs(high)))) % 65521;
  }
  while (from < end) {
    a = (a + load<u8>(from++)) % 65521;
    b = (b + a) % 65521;
  }
  b = <u32>((b + <u64>a * behind) % 65521);
  return (b << 16) | a;
}

/** Sums of two lanes of 16 bits without a sign. */
@inline
function pairs(sums: v128): v128 {
  return i32x4.extadd_pairwise_i16x8_u(sums);
}

@inline
function lanes(v: v128): u32 {
  return (
    i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3)
  );
}
