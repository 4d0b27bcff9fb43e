/** CRC-32 (PNG) and Adler-32 (zlib). */

/** Eight tables of 256: eight bytes at a time. */
const crcTables: usize = memory.data(8 * 256 * 4, 16);

export function prepare(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
    store<u32>(crcTables + (byte << 2), crc);
  }
  for (let table = 1; table < 8; table++) {
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

export function crc32(from: usize, length: usize): u32 {
  let crc: u32 = 0xffffffff;
  const end = from + length;
  while (from + 8 <= end) {
    const low = load<u32>(from) ^ crc;
    const high = load<u32>(from, 4);
    crc =
      entry(7, low & 255) ^
      entry(6, (low >> 8) & 255) ^
      entry(5, (low >> 16) & 255) ^
      entry(4, low >> 24) ^
      entry(3, high & 255) ^
      entry(2, (high >> 8) & 255) ^
      entry(1, (high >> 16) & 255) ^
      entry(0, high >> 24);
    from += 8;
  }
  while (from < end) crc = (crc >> 8) ^ entry(0, (crc ^ load<u8>(from++)) & 255);
  return ~crc;
}

export function adler32(from: usize, length: usize): u32 {
  let a: u32 = 1;
  let b: u32 = 0;
  const weightsLow = i16x8(16, 15, 14, 13, 12, 11, 10, 9);
  const weightsHigh = i16x8(8, 7, 6, 5, 4, 3, 2, 1);
  const ones = i16x8.splat(1);
  const end = from + length;
  while (from + 16 <= end) {
    // 5,552 bytes is the most for which b stays below 2³².
    const chunk = min<usize>(5552, (end - from) & ~15);
    const stop = from + chunk;
    let sums = i32x4.splat(0);
    let prefix = i32x4.splat(0);
    let weighted = i32x4.splat(0);
    while (from < stop) {
      const bytes = v128.load(from);
      const low = i16x8.extend_low_i8x16_u(bytes);
      const high = i16x8.extend_high_i8x16_u(bytes);
      prefix = i32x4.add(prefix, sums);
      sums = i32x4.add(sums, i32x4.dot_i16x8_s(i16x8.add(low, high), ones));
      weighted = i32x4.add(weighted, i32x4.add(i32x4.dot_i16x8_s(low, weightsLow), i32x4.dot_i16x8_s(high, weightsHigh)));
      from += 16;
    }
    b = (b + a * <u32>chunk + 16 * lanes(prefix) + lanes(weighted)) % 65521;
    a = (a + lanes(sums)) % 65521;
  }
  while (from < end) {
    a = (a + load<u8>(from++)) % 65521;
    b = (b + a) % 65521;
  }
  return (b << 16) | a;
}

@inline
function lanes(v: v128): u32 {
  return (
    i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3)
  );
}
