/** Decodes image files with a library that has nothing to do with ours. */
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

export interface DecodedPicture {
  width: number;
  height: number;
  /** Channels in the file. */
  channels: number;
  /** First channel, row-major. */
  grey: Uint8Array;
  /** Whether all channels are equal in every pixel. */
  isGrey: boolean;
}

export async function decode(path: string): Promise<DecodedPicture> {
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const grey = new Uint8Array(width * height);
  let isGrey = true;
  for (let i = 0; i < grey.length; i++) {
    grey[i] = data[i * channels];
    for (let c = 1; c < Math.min(channels, 3); c++) isGrey &&= data[i * channels + c] === grey[i];
  }
  const { channels: stored = channels } = await sharp(path).metadata();
  return { width, height, channels: stored, grey, isGrey };
}

/** A black square of one bit a pixel: as a file a thousandth of what it unpacks to, as a picture a thirty-thousandth. */
export function blackPng(side: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1;
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))));
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
