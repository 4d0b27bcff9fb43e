/** Decodes image files with a library that has nothing to do with ours. */
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
