/** PNG files (8-bit grey or RGB, no filter) around the kernel's own deflate stream. */
import { crc32 } from "./checksums";
import { deflate } from "./deflate";
import { palette, png, scanLineCapacity, scanLines } from "../layout";
import { find } from "./repeats";

const GREY: i32 = 0;
const RGB: i32 = 2;

@inline
function putBigEndian(at: usize, value: u32): void {
  store<u32>(at, bswap(value));
}

/** Writes length and type of a chunk; the data come at the returned address. */
function startChunk(at: usize, type: u32): usize {
  putBigEndian(at + 4, type);
  return at + 8;
}

function finishChunk(at: usize, end: usize): usize {
  putBigEndian(at, <u32>(end - at - 8));
  putBigEndian(end, crc32(at + 4, end - at - 4));
  return end + 4;
}

/** Encodes width × height samples of `channels` (1 or 3) bytes at `samples` to `png`; returns the file's length. */
export function encode(samples: usize, width: i32, height: i32, channels: i32): i32 {
  const rowBytes = <usize>(width * channels);
  if (<i32>(rowBytes + 1) * height > scanLineCapacity) unreachable();
  let row = scanLines;
  for (let y = 0; y < height; y++) {
    store<u8>(row, 0);
    memory.copy(row + 1, samples, rowBytes);
    samples += rowBytes;
    row += rowBytes + 1;
  }
  return finish(width, height, channels == 3 ? RGB : GREY, row - scanLines);
}

/** Encodes samples as RGB, by the palette. */
export function encodeAsRgb(samples: usize, width: i32, height: i32): i32 {
  if ((3 * width + 1) * height > scanLineCapacity) unreachable();
  let to = scanLines;
  for (let y = 0; y < height; y++) {
    store<u8>(to++, 0);
    for (let x = 0; x < width; x++) {
      // Four bytes at once; the next pixel covers the fourth.
      store<u32>(to, load<u32>(palette + ((<usize>load<u8>(samples++)) << 2)) & 0xffffff);
      to += 3;
    }
  }
  return finish(width, height, RGB, to - scanLines);
}

function finish(width: i32, height: i32, colourType: i32, bytes: usize): i32 {
  store<u64>(png, 0x0a1a0a0d474e5089);
  let at = png + 8;
  let data = startChunk(at, 0x49484452); // IHDR
  putBigEndian(data, width);
  putBigEndian(data + 4, height);
  store<u8>(data + 8, 8);
  store<u8>(data + 9, <u8>colourType);
  store<u8>(data + 10, 0);
  store<u16>(data + 11, 0);
  at = finishChunk(at, data + 13);
  data = startChunk(at, 0x49444154); // IDAT
  find(bytes, width * (colourType == RGB ? 3 : 1) + 1, colourType == RGB ? 3 : 1);
  at = finishChunk(at, deflate(bytes, data));
  at = finishChunk(at, startChunk(at, 0x49454e44)); // IEND
  return <i32>(at - png);
}
