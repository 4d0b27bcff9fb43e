/** The size of a picture by the head of its file, before anything is decoded: a small file may unpack to gigabytes. */

export interface PictureSize {
  width: number;
  height: number;
}

/** No dataset's picture has more. */
export const MOST_PIXELS = 1 << 26;

/** Of PNG, JPEG and WebP; null for anything else or a head that is cut off. */
export function pictureSizeOf(bytes: Buffer): PictureSize | null {
  try {
    return sizeOfPng(bytes) ?? sizeOfJpeg(bytes) ?? sizeOfWebp(bytes);
  } catch (error) {
    // Reading beyond the end of what there is.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function sizeOfPng(bytes: Buffer): PictureSize | null {
  if (bytes.toString("latin1", 1, 4) !== "PNG" || bytes.toString("latin1", 12, 16) !== "IHDR") return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** The first frame's header (SOF0 … SOF15), ITU-T T.81 section B.2.2. */
function sizeOfJpeg(bytes: Buffer): PictureSize | null {
  if (bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; ; ) {
    const marker = bytes.readUInt16BE(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    if (marker < 0xff01) return null;
    at += 2 + bytes.readUInt16BE(at + 2);
  }
}

/** Chunks `VP8 `, `VP8L` and `VP8X`, RFC 9649. */
function sizeOfWebp(bytes: Buffer): PictureSize | null {
  if (bytes.toString("latin1", 0, 4) !== "RIFF" || bytes.toString("latin1", 8, 12) !== "WEBP") return null;
  const kind = bytes.toString("latin1", 12, 16);
  if (kind === "VP8 ") {
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  }
  if (kind === "VP8L") {
    const bits = bytes.readUInt32LE(21);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (kind !== "VP8X") return null;
  return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
}
